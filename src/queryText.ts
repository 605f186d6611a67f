/** Changing a query's text without parsing it: the server's terms say what stands where. */
import type { Page, Problem, Term, Understood } from './schema';

/** A part of a query line that is shown as a chip: a filter, words read as one, or something that was ignored. */
export interface IPiece {
  start: number;
  end: number;
  kind: 'filter' | 'understood' | 'bad';
  /** What the words were read as. */
  read?: Understood;
}

/** The text with another text in place of a part of it, and single spaces around. */
export function withPart(text: string, part: { start: number; end: number }, by: string): string {
  return [text.slice(0, part.start).trim(), by.trim(), text.slice(part.end).trim()].filter(Boolean).join(' ');
}

/** The text without one of its terms. */
export function withoutTerm(text: string, term: { start: number; end: number }): string {
  return withPart(text, term, '');
}

function quoted(value: string): string {
  return /^[\w./+-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, ' ')}"`;
}

function withoutField(text: string, terms: readonly Term[], field: string): string {
  return [...terms]
    .filter(term => term.field === field && !term.negated)
    .sort((one, other) => other.start - one.start)
    .reduce(withoutTerm, text);
}

/** The text with exactly these values of a field as its filter; none takes the filter away. */
export function withValues(text: string, terms: readonly Term[], field: string, values: readonly string[]): string {
  const filter = values.length ? `${field}:${values.map(quoted).join(',')}` : '';
  return [withoutField(text, terms, field), filter].filter(Boolean).join(' ');
}

/**
 * The text with these bounds of a number as its filter, as typed: "40", "50M", or empty for none. `name` is what the
 * filter is written with: a metric may carry its dataset.
 */
export function withRange(
  text: string,
  terms: readonly Term[],
  field: string,
  [low, high]: readonly [string, string],
  name = field
): string {
  const [least, most] = [low.trim(), high.trim()];
  const filter = least && most ? `${name}:${least}..${most}` : least ? `${name}>=${least}` : `${name}<=${most}`;
  return [withoutField(text, terms, field), least || most ? filter : ''].filter(Boolean).join(' ');
}

/** Terms that are filters. */
export function filtersOf(terms: readonly Term[]): Term[] {
  return terms.filter(term => term.field !== '');
}

/** Spans of the outermost brackets; brackets within quotes do not count. */
function groupsOf(text: string): { start: number; end: number }[] {
  const groups: { start: number; end: number }[] = [];
  let depth = 0;
  let start = 0;
  let inQuotes = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    inQuotes = letter === '"' ? !inQuotes : inQuotes;
    if (letter === '(' && !inQuotes && depth++ === 0) {
      start = text[at - 1] === '-' ? at - 1 : at;
    } else if (letter === ')' && !inQuotes && depth > 0 && --depth === 0) {
      groups.push({ start, end: at + 1 });
    }
  }
  return groups;
}

/** Whether a problem is about something that was not searched for; others are remarks on a term. */
export function isIgnored(problem: Problem, terms: readonly Term[]): boolean {
  return !terms.some(term => term.start < problem.end && term.end > problem.start);
}

/** What the registry read in a query line. */
export type Reading = Pick<Page, 'terms' | 'problems' | 'understood'>;

/** The chips of a query line, in order: its filters, brackets with them, words read as one, and what was ignored. */
export function piecesOf(text: string, { terms, problems, understood }: Reading): IPiece[] {
  const marks: IPiece[] = [
    ...filtersOf(terms).map(({ start, end }): IPiece => ({ start, end, kind: 'filter' })),
    ...problems
      .filter(problem => isIgnored(problem, terms))
      .map(({ start, end }): IPiece => ({ start, end, kind: 'bad' }))
  ].filter(mark => mark.end > mark.start && mark.end <= text.length);
  const groups = groupsOf(text);
  const whole = marks.map(mark => {
    const group = groups.find(({ start, end }) => start <= mark.start && mark.end <= end);
    return group ? { ...mark, ...group } : mark;
  });
  whole.push(...understood.map((read): IPiece => ({ start: read.start, end: read.end, kind: 'understood', read })));
  whole.sort((one, other) => one.start - other.start || (one.kind === 'bad' ? -1 : 1));
  const apart: IPiece[] = [];
  for (const mark of whole) {
    if (mark.start >= (apart.at(-1)?.end ?? 0)) {
      apart.push(mark);
    }
  }
  return apart;
}
