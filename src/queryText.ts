/** Changing a query's text without parsing it: the server's terms say what stands where. */
import type { Term } from './schema';

/** The text without one of its terms. */
export function withoutTerm(text: string, term: Term): string {
  return `${text.slice(0, term.start)} ${text.slice(term.end)}`.replace(/\s+/g, ' ').trim();
}

function quoted(value: string): string {
  return /^[\w./+-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, ' ')}"`;
}

/** The text with exactly these values of a field as its filter; none takes the filter away. */
export function withValues(text: string, terms: readonly Term[], field: string, values: readonly string[]): string {
  const others = [...terms]
    .filter(term => term.field === field && !term.negated)
    .sort((one, other) => other.start - one.start)
    .reduce(withoutTerm, text);
  const filter = values.length ? `${field}:${values.map(quoted).join(',')}` : '';
  return [others, filter].filter(Boolean).join(' ');
}

/** Terms that are filters, which are shown as chips. */
export function filtersOf(terms: readonly Term[]): Term[] {
  return terms.filter(term => term.field !== '');
}
