/** The query box as data: chips, and one input that stands among them. Its line of text is the query. */
import type { IPiece } from '../../queryText';
import type { Understood } from '../../schema';

/** What stands before the value of a filter. */
export const OPERATOR = /^-?[\w.@-]*[:<>=]+/;

/** A piece of the query that is not in the input. */
export interface IToken {
  text: string;
  kind: IPiece['kind'] | 'text';
  /** What plain words were read as. */
  read?: Understood;
}

/** Chips before and after the input, and what stands in it. */
export interface IBox {
  before: readonly IToken[];
  draft: string;
  after: readonly IToken[];
  /** Whether every filter in the input becomes a chip, also the one at the cursor: nothing is being typed. */
  settled: boolean;
  /** The chip that is being edited in place, as it was before; empty when none is. */
  edited: string;
}

/** A box with the whole line in its input. */
export function boxOf(line: string): IBox {
  return { before: [], draft: line, after: [], settled: true, edited: '' };
}

/** The query that the box stands for. */
export function lineOf({ before, draft, after }: IBox): string {
  return [...before.map(token => token.text), draft, ...after.map(token => token.text)].filter(Boolean).join(' ');
}

/** Where in the line the input begins. */
export function offsetOf(box: IBox): number {
  return box.before.reduce((sum, token) => sum + token.text.length + 1, 0);
}

function tokenOf(text: string, piece?: IPiece): IToken {
  return piece ? { text, kind: piece.kind, ...(piece.read && { read: piece.read }) } : { text, kind: 'text' };
}

/** Chips whose kind the pieces of the same line tell; words are read as a whole or not at all. */
function judged(tokens: readonly IToken[], from: number, pieces: readonly IPiece[]): IToken[] {
  let start = from;
  return tokens.map(({ text }) => {
    const [first, end] = [start, start + text.length];
    start = end + 1;
    const piece = pieces.find(one => one.start < end && one.end > first);
    const partly = piece?.kind === 'understood' && (piece.start !== first || piece.end !== end);
    return tokenOf(text, partly ? undefined : piece);
  });
}

/**
 * The box with the finished filters of its input as chips: those that the cursor has left behind, or all when nothing
 * is being typed. `pieces` are of the box's own line, `cursor` counts from the start of the input.
 */
export function absorbed(box: IBox, pieces: readonly IPiece[], cursor: number): IBox {
  const placed = pieces.some(piece => piece.kind === 'understood') || box.before.some(token => token.kind === 'text');
  if (placed && (box.settled || box.after.length === 0)) {
    return inOrder(box, pieces, offsetOf(box) + cursor);
  }
  return gathered(box, pieces, cursor);
}

/** Words are read by their neighbours: with words that were understood everything stays in its place. */
function inOrder(box: IBox, pieces: readonly IPiece[], cursor: number): IBox {
  const line = lineOf(box);
  const before: IToken[] = [];
  let at = 0;
  for (const piece of pieces.filter(({ end }) => box.settled || end < cursor)) {
    const between = line.slice(at, piece.start).trim();
    before.push(...(between ? [tokenOf(between)] : []), tokenOf(line.slice(piece.start, piece.end), piece));
    at = piece.end;
  }
  const known = pieces.some(piece => piece.kind === 'understood');
  const whole = { ...box, before, draft: line.slice(at).trimStart(), after: [], edited: '' };
  return known ? whole : gathered({ ...whole, before: [], draft: line }, pieces, cursor);
}

/** Filters go before the input, words gather in it. */
function gathered(box: IBox, pieces: readonly IPiece[], cursor: number): IBox {
  const offset = offsetOf(box);
  const end = offset + box.draft.length;
  const done = pieces.filter(
    piece =>
      piece.start >= offset &&
      piece.end <= end &&
      (box.settled || piece.end < offset + cursor) &&
      piece.end > piece.start
  );
  const before = judged(box.before, 0, pieces);
  const after = judged(box.after, end + (box.draft ? 1 : 0), pieces);
  const chips = done.map(piece => tokenOf(box.draft.slice(piece.start - offset, piece.end - offset), piece));
  const rest = done.reduceRight(
    (text, piece) => `${text.slice(0, piece.start - offset)}${text.slice(piece.end - offset).replace(/^\s+/, '')}`,
    box.draft
  );
  const finished = done.length > 0;
  return unfolded({ ...box, before: [...before, ...chips], draft: rest, after }, finished);
}

/** The box with all chips before its input, once what was edited in place is finished. */
function unfolded(box: IBox, finished: boolean): IBox {
  if (!finished && !box.settled) {
    return box;
  }
  const texts = box.after.filter(token => token.kind === 'text').map(token => token.text);
  return {
    ...box,
    before: [...box.before, ...box.after.filter(token => token.kind !== 'text')],
    draft: texts.length ? [box.draft.trim(), ...texts].filter(Boolean).join(' ') : box.draft,
    after: [],
    edited: ''
  };
}

/** All chips in order; those behind the input follow those before it. */
export function tokensOf(box: IBox): readonly IToken[] {
  return [...box.before, ...box.after];
}

/** The box with the input in the place of a chip, to edit it; other text waits behind. Words are edited as a filter. */
export function editing(box: IBox, place: number): IBox {
  const tokens = tokensOf(box);
  const { text, read } = tokens[place];
  const waiting: IToken[] = box.draft.trim() ? [{ text: box.draft.trim(), kind: 'text' }] : [];
  return {
    before: tokens.slice(0, place),
    draft: read?.filter ?? text,
    after: [...tokens.slice(place + 1), ...waiting],
    settled: false,
    edited: text
  };
}

/** The box with the chip that was being edited as it was before. */
export function restored(box: IBox): IBox {
  return { ...box, draft: box.edited, settled: true };
}

/** The box without one of its chips; words that were read as a filter stay, as words. */
export function without(box: IBox, place: number): IBox {
  const count = box.before.length;
  const left = (token: IToken): IToken[] => (token.read ? [{ text: token.read.literal, kind: 'text' }] : []);
  return {
    ...box,
    before: box.before.flatMap((token, at) => (at === place ? left(token) : [token])),
    after: box.after.flatMap((token, at) => (at + count === place ? left(token) : [token]))
  };
}
