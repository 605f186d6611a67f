/** A card's Markdown in JupyterLab's own renderer, as untrusted text written by somebody else. */
import { Sanitizer } from '@jupyterlab/apputils';
import { markdownRendererFactory, MimeModel, RenderMimeRegistry } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';

import type { ITrans, RenderMarkdown } from './components/card/contract';
import { CARD_HTML, hardenLinks, withoutMedia } from './safeHtml';

const MARKDOWN = 'text/markdown';

/** Longer texts are shown as they are: parsing them would hold up the page. */
export const LONGEST_MARKDOWN = 262_144;

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
        ? this._trans.__('Image not loaded: %1 (%2)', alt || this._trans.__('no description'), host)
        : this._trans.__('Image not shown: %1', alt || this._trans.__('no description'));
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
    if (!parser || text.length > LONGEST_MARKDOWN) {
      host.textContent = text;
      return;
    }
    const renderer = registry.createRenderer(MARKDOWN);
    await renderer.renderModel(new MimeModel({ data: { [MARKDOWN]: text }, trusted: false }));
    hardenLinks(renderer.node);
    host.replaceChildren(renderer.node);
  };
}
