/** Code that uses a model: pure text from what the registry says of a version. */
import type { ISnippet, ITrans } from './components/card/contract';
import { PLAIN_TRANS } from './components/card/contract';
import { comment, literal, quoted, shellQuoted, wrapped } from './python';
import type { Artifact, Hit, ModelCard, Signature } from './schema';

/** What is known of the version to write code for; a search result knows less than a card. */
export interface ISnippetSource {
  model: string;
  number: number;
  /** Aliases that point at this version. */
  aliases: readonly string[];
  /** Files of the version; null when they are not known. */
  artifacts: readonly Artifact[] | null;
  signature?: Signature | null;
  /** Where a version without files came from. */
  origin?: string;
}

/** How to write it. */
export interface ISnippetOptions {
  /** Name the version by its number and not by an alias that may move. */
  pinned?: boolean;
  trans?: ITrans;
}

/** Formats whose loading runs code that the file brings along. */
const RUNS_CODE = /pickle|joblib|dill|torch$|^pt$|^pth$/i;

/** The source of code from a search result. */
export function fromHit(hit: Hit): ISnippetSource {
  return { model: hit.model, number: hit.number, aliases: hit.aliases ?? [], artifacts: null };
}

/** The source of code from a model card. */
export function fromCard(card: ModelCard): ISnippetSource {
  const { name, aliases } = card.model;
  const { number, manifest } = card.version;
  const here = Object.entries(aliases ?? {}).filter(([, target]) => target === number);
  return {
    model: name,
    number,
    aliases: here.map(([alias]) => alias),
    artifacts: manifest.artifacts ?? [],
    signature: manifest.signature,
    origin: manifest.source?.weights_url || manifest.source?.repo || ''
  };
}

/** `name@alias` when an alias points at the version, `champion` before others; else `name:number`. */
export function refOf(source: ISnippetSource, pinned = false): string {
  const alias = source.aliases.includes('champion') ? 'champion' : [...source.aliases].sort()[0];
  return alias && !pinned ? `${source.model}@${alias}` : `${source.model}:${source.number}`;
}

function trustLines(source: ISnippetSource, trans: ITrans): string[] {
  const risky = (source.artifacts ?? []).filter(artifact => RUNS_CODE.test(artifact.format));
  if (risky.length === 0) {
    return [];
  }
  const names = risky.map(artifact => `${quoted(artifact.path)} (${artifact.format})`).join(', ');
  return [
    comment(trans.__('Loading %1 runs code that its publisher put in the file.', names)),
    comment(trans.__('If you trust the publisher, give load() the digest you trust:')),
    ...risky.map(artifact => comment(`trust=${quoted(artifact.digest)}`))
  ];
}

function loadLines(source: ISnippetSource, pinned: boolean, trans: ITrans): string[] {
  return [
    'import jupyter_registry as registry',
    '',
    ...trustLines(source, trans),
    `model = registry.load(${quoted(refOf(source, pinned))})`
  ];
}

/** A version without files can be read about but not loaded; the code says so instead of failing. */
function cardLines(source: ISnippetSource, pinned: boolean, trans: ITrans): string[] {
  return [
    'import jupyter_registry as registry',
    '',
    comment(trans.__('The registry holds the card of this model and no file of it.')),
    ...(source.origin ? [comment(trans.__('It comes from %1', source.origin))] : []),
    `registry.card(${quoted(refOf(source, pinned))})`
  ];
}

type Row = Record<string, unknown>;

/** Columns in the order that the signature gives, or the example's own. */
function columnsOf(signature: Signature, row: Row): string[] {
  const known = (signature.inputs ?? []).map(field => field.name).filter(name => name in row);
  return known.length ? known : Object.keys(row);
}

function frameLines(columns: readonly string[], rows: readonly Row[]): string[] {
  const items = rows.map(row =>
    wrapped(
      '{',
      columns.map(name => `${quoted(name)}: ${literal(row[name])}`),
      '}',
      '        '
    )
  );
  return [
    'import pandas as pd',
    '',
    'rows = pd.DataFrame(',
    '    [',
    ...items.map(item => `        ${item},`),
    '    ]',
    ')'
  ];
}

/** Values in rows; a row of one column that holds a list is the row itself. */
function valuesOf(columns: readonly string[], row: Row): string {
  const only = columns.length === 1 ? row[columns[0]] : undefined;
  const values = Array.isArray(only) ? only : columns.map(name => row[name]);
  return wrapped('[', values.map(literal), ']', '    ');
}

function arrayLines(columns: readonly string[], rows: readonly Row[]): string[] {
  const named = columns.length > 1 ? [comment(columns.join(', '))] : [];
  const items = rows.map(row => `    ${valuesOf(columns, row)},`);
  return [
    'import numpy as np',
    '',
    ...named,
    'rows = np.array(',
    '    [',
    ...items.map(item => `    ${item}`),
    '    ]',
    ')'
  ];
}

function listLines(columns: readonly string[], rows: readonly Row[]): string[] {
  const items = rows.map(row => (columns.length === 1 ? literal(row[columns[0]]) : valuesOf(columns, row)));
  return [`rows = ${wrapped('[', items, ']')}`];
}

/** Lines that make one valid input and predict from it; none without an example of an input. */
function predictLines(signature: Signature | null | undefined): string[] {
  const rows = (signature?.example ?? []).slice(0, 1) as Row[];
  // Without known outputs the model never predicted its example, so the code would be a guess.
  if (!signature?.outputs?.length || rows.length === 0 || Object.keys(rows[0]).length === 0) {
    return [];
  }
  const columns = columnsOf(signature, rows[0]);
  const lines =
    signature.container === 'ndarray'
      ? arrayLines(columns, rows)
      : signature.container === 'list'
        ? listLines(columns, rows)
        : frameLines(columns, rows);
  return [...lines, 'model.predict(rows)'];
}

/** Imports first, one blank line before what follows. */
function withImportsFirst(lines: readonly string[]): string {
  const imports = lines.filter(line => line.startsWith('import '));
  const rest = lines.filter(line => !line.startsWith('import '));
  const body = rest.filter((line, place) => line !== '' || (place > 0 && rest[place - 1] !== ''));
  return [...imports.sort(), '', ...body.slice(body[0] === '' ? 1 : 0)].join('\n');
}

/**
 * Ways to use a version, the most useful first: load and predict with its real signature, load, the command line.
 */
export function snippets(source: ISnippetSource, options: ISnippetOptions = {}): ISnippet[] {
  const { pinned = false, trans = PLAIN_TRANS } = options;
  const load = loadLines(source, pinned, trans);
  const predict = predictLines(source.signature);
  const found: ISnippet[] = [];
  if (source.artifacts?.length === 0) {
    const code = withImportsFirst(cardLines(source, pinned, trans));
    found.push({ id: 'card', label: trans.__('Show the card'), code });
  } else if (predict.length) {
    found.push({
      id: 'predict',
      label: trans.__('Load and predict'),
      code: withImportsFirst([...load, '', ...predict])
    });
  }
  if (source.artifacts?.length !== 0) {
    found.push({ id: 'load', label: trans.__('Load'), code: withImportsFirst(load) });
  }
  found.push({
    id: 'shell',
    label: trans.__('Command line'),
    code: `jupyter-registry get-card ${shellQuoted(refOf(source, pinned))}`
  });
  return found;
}

/** The snippet of that id, or the first. */
export function snippetFor(source: ISnippetSource, id = '', options: ISnippetOptions = {}): ISnippet {
  const all = snippets(source, options);
  return all.find(snippet => snippet.id === id) ?? all[0];
}
