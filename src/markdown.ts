/** A card's Markdown in JupyterLab's own renderer, as untrusted text written by somebody else. */
import { Sanitizer } from '@jupyterlab/apputils';
import { markdownRendererFactory, MimeModel, RenderMimeRegistry } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

import type { ITrans, RenderMarkdown } from './components/card/contract';
import { CARD_HTML, hardenLinks, withoutMedia } from './safeHtml';

const MARKDOWN = 'text/markdown';

/** Longer texts are shown as they are: parsing them would hold up the page. */
export const LONGEST_MARKDOWN = 262_144;

/** The most that a text may cost to parse; twenty times what long readmes cost, about 60 ms. */
const HIGHEST_COST = 500_000;

/**
 * Whether parsing a text would hold up the page. A Markdown parser pairs each mark of emphasis with every other one
 * of its paragraph, and so with links: the work grows with the square of their number.
 */
export function isCostly(text: string): boolean {
  if (text.length > LONGEST_MARKDOWN) {
    return true;
  }
  let cost = 0;
  for (const block of text.split(/\n[ \t]*\n/)) {
    const marks = block.match(/\*+|~~|(?<!\w)_+|_+(?!\w)/g)?.length ?? 0;
    const links = block.split('](').length - 1;
    cost += marks * marks + (links * links) / 8;
  }
  return cost > HIGHEST_COST;
}

/** JupyterLab's sanitizer with a short list of what may stay; it always comes last. */
export class CardSanitizer implements IRenderMime.ISanitizer {
  readonly allowNamedProperties = false;
  readonly allowCommandLinker = false;

  constructor(trans: ITrans) {
    this._trans = trans;
    this._inner.setAllowCommandLinker(false);
    this._inner.setAllowNamedProperties(false);
  }

  /** Whether bare URLs become links. */
  getAutolink(): boolean {
    return false;
  }

  /** The part of `dirty` that a card may show. */
  sanitize(dirty: string): string {
    const words = (alt: string, host: string): string =>
      host
        ? this._trans.__('Image: %1 (%2)', alt || this._trans.__('no description'), host)
        : this._trans.__('Image: %1', alt || this._trans.__('no description'));
    return this._inner.sanitize(withoutMedia(dirty, words), CARD_HTML);
  }

  private readonly _inner = new Sanitizer();
  private readonly _trans: ITrans;
}

/** Formulas stay as they were written: a typesetter would add markup after the sanitizer. */
const NO_TYPESETTER: IRenderMime.ILatexTypesetter = { typeset: () => undefined };

/**
 * The function that the cards use to render Markdown.
 *
 * `parser` is the application's; without one the text is shown as it was written.
 */
export function markdownRenderer(parser: IRenderMime.IMarkdownParser | null, trans: ITrans): RenderMarkdown {
  const registry = new RenderMimeRegistry({
    initialFactories: [markdownRendererFactory],
    sanitizer: new CardSanitizer(trans),
    latexTypesetter: NO_TYPESETTER,
    markdownParser: parser ?? undefined
  });
  return async (text, host) => {
    if (!parser || isCostly(text)) {
      host.textContent = text;
      return;
    }
    const renderer = registry.createRenderer(MARKDOWN);
    await renderer.renderModel(new MimeModel({ data: { [MARKDOWN]: text }, trusted: false }));
    hardenLinks(renderer.node);
    host.replaceChildren(renderer.node);
  };
}
