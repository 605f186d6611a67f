/** The rows of a list that came so far, page by page, and which pages are on their way. */
import type { Hit } from '../schema';

/** Rows of one answer. */
export class Rows {
  constructor(private readonly _pageSize: number) {}

  /** The hit in a row, or undefined while it is on its way. */
  at(row: number): Hit | undefined {
    return this._hits.get(row);
  }

  /** Where a model stands, as far as it came. */
  rowOf(hit: Hit): number | undefined {
    return [...this._hits].find(([, other]) => other.model === hit.model)?.[0];
  }

  /** Another answer, with its first rows. */
  begin(hits: readonly Hit[]): void {
    this._hits.clear();
    this._asked.clear();
    this._asked.add(0);
    this.keep(0, hits);
  }

  /** A page came. */
  keep(start: number, hits: readonly Hit[]): void {
    hits.forEach((hit, place) => this._hits.set(start + place, hit));
  }

  /** The starts of the pages that the rows from `first` to `last` need and nobody asked for; they count as asked. */
  ask(first: number, last: number): number[] {
    const starts: number[] = [];
    for (let start = first - (first % this._pageSize); start <= last; start += this._pageSize) {
      if (!this._asked.has(start)) {
        this._asked.add(start);
        starts.push(start);
      }
    }
    return starts;
  }

  /** A page did not come; it may be asked for again. */
  forget(start: number): void {
    this._asked.delete(start);
  }

  private readonly _hits = new Map<number, Hit>();
  private readonly _asked = new Set<number>();
}
