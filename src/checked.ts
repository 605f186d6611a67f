/** Values out of files that anybody can write: each is checked and cut to size, and what does not hold is left out. */

const LONGEST_TEXT = 2000;
const MOST = 50;

/** Something with unknown fields. */
export type Bag = Record<string, unknown>;

/** An object, or null. */
export function bag(value: unknown): Bag | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : null;
}

/** A text, cut to size; empty when it is none. */
export function text(value: unknown, longest = LONGEST_TEXT): string {
  const found = typeof value === 'string' ? value : '';
  return found.length > longest ? `${found.slice(0, longest - 1)}…` : found;
}

/** A finite number, else 0. */
export function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** The items of a list that hold, as many as fit. */
export function list<T>(value: unknown, read: (item: unknown) => T | null, most = MOST): T[] {
  return (Array.isArray(value) ? value.slice(0, most) : []).map(read).filter((item): item is T => item !== null);
}

/** The texts of a list that are not empty. */
export function texts(value: unknown): string[] {
  return list(value, item => text(item) || null);
}
