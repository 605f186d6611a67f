/** Code that uses a model. The registry writes it; here it gets its labels, and the one line that needs no card. */
import type { ISnippet, ITrans } from './components/card/contract';
import { PLAIN_TRANS } from './components/card/contract';
import { quoted } from './python';
import type { Hit, ModelCard, Snippet } from './schema';

/** The version that a ref is made for. */
export interface INamed {
  model: string;
  number: number;
  /** Aliases that point at this version. */
  aliases: readonly string[];
}

/** How to write it. */
export interface ISnippetOptions {
  /** Name the version by its number and not by an alias that may move. */
  pinned?: boolean;
  trans?: ITrans;
}

/** What a search result names. */
export function fromHit(hit: Hit): INamed {
  return { model: hit.model, number: hit.number, aliases: hit.aliases ?? [] };
}

/** What a model card names. */
export function fromCard({ model, version }: ModelCard): INamed {
  const here = Object.entries(model.aliases ?? {}).filter(([, target]) => target === version.number);
  return { model: model.name, number: version.number, aliases: here.map(([alias]) => alias) };
}

/** `name@alias` when an alias points at the version, `champion` before others; else `name:number`. */
export function refOf(named: INamed): string {
  const alias = named.aliases.includes('champion') ? 'champion' : [...named.aliases].sort()[0];
  return alias ? `${named.model}@${alias}` : `${named.model}:${named.number}`;
}

/** Code that loads a search result, for as long as its card is on its way. */
export function loadingCode(hit: Hit): string {
  return `import jupyter_registry as registry\n\nmodel = registry.load(${quoted(refOf(fromHit(hit)))})`;
}

/** The label in the reader's language; that of the registry for a way that is newer than this front end. */
function labelOf({ id, label }: Snippet, trans: ITrans): string {
  const labels: Record<string, string> = {
    predict: trans.__('Load and predict'),
    load: trans.__('Load'),
    card: trans.__('Show the card'),
    batch: trans.__('Predict a file'),
    tune: trans.__('Train further'),
    serve: trans.__('Serve'),
    onnx: trans.__('ONNX'),
    pipeline: trans.__('Pipeline'),
    features: trans.__('Feature store'),
    shell: trans.__('Command line')
  };
  return labels[id] ?? label;
}

/** Ways to use a version, the most useful first. */
export function snippets(card: ModelCard, options: ISnippetOptions = {}): ISnippet[] {
  const { pinned = false, trans = PLAIN_TRANS } = options;
  return (pinned ? card.pinned : card.snippets).map(snippet => ({
    id: snippet.id,
    label: labelOf(snippet, trans),
    code: snippet.code,
    needs: snippet.needs ?? []
  }));
}

/** The snippet of that id, or the first. */
export function snippetFor(card: ModelCard, id = '', options: ISnippetOptions = {}): ISnippet {
  const all = snippets(card, options);
  return all.find(snippet => snippet.id === id) ?? all[0];
}
