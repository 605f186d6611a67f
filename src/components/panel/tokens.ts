/** The query box as data: chips, and one input that stands among them. Its line of text is the query. */
import type { IPiece } from '../../queryText';

/** What stands before the value of a filter. */
export const OPERATOR = /^-?[\w.@-]*[:<>=]+/;

/** A piece of the query that is not in the input. */
export interface IToken {
  text: string;
  kind: 'filter' | 'bad' | 'text';
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

/** Chips whose kind the pieces of the same line tell. */
function judged(tokens: readonly IToken[], from: number, pieces: readonly IPiece[]): IToken[] {
  let start = from;
  return tokens.map(token => {
    const [first, end] = [start, start + token.text.length];
    start = end + 1;
    const kind = pieces.find(piece => piece.start < end && piece.end > first)?.kind ?? 'text';
    return { text: token.text, kind };
  });
}

/**
 * The box with the finished filters of its input as chips: those that the cursor has left behind, or all when nothing
 * is being typed. `pieces` are of the box's own line, `cursor` counts from the start of the input.
 */
export function absorbed(box: IBox, pieces: readonly IPiece[], cursor: number): IBox {
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
  const chips = done.map(({ start, end: stop, kind }) => ({
    text: box.draft.slice(start - offset, stop - offset),
    kind
  }));
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

/** The box with the input in the place of a chip, to edit it; other text waits behind. */
export function editing(box: IBox, place: number): IBox {
  const tokens = tokensOf(box);
  const text: IToken[] = box.draft.trim() ? [{ text: box.draft.trim(), kind: 'text' }] : [];
  return {
    before: tokens.slice(0, place),
    draft: tokens[place].text,
    after: [...tokens.slice(place + 1), ...text],
    settled: false,
    edited: tokens[place].text
  };
}

/** The box with the chip that was being edited as it was before. */
export function restored(box: IBox): IBox {
  return { ...box, draft: box.edited, settled: true };
}

/** The box without one of its chips. */
export function without(box: IBox, place: number): IBox {
  const count = box.before.length;
  return {
    ...box,
    before: box.before.filter((_, at) => at !== place),
    after: box.after.filter((_, at) => at + count !== place)
  };
}
