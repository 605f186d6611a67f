/** What stands around the rows of an answer: filters, what to add to the query, what is like the first result. */
import { withValues } from '../queryText';
import type { Facet, Histogram, Page, RequestMap, WayOut } from '../schema';
import type { IDoor } from './door';

/** A query for models like another, and how many it finds. */
export interface IAlternatives {
  q: string;
  count: number;
}

/** What the filters and the line above the list need beside the rows; comes a moment later. */
export interface IAround {
  facets: readonly Facet[];
  histograms: readonly Histogram[];
  refinements: readonly WayOut[];
  /** Models like the first result, after a short list. */
  alternatives: IAlternatives | null;
}

export const NOTHING_AROUND: IAround = { facets: [], histograms: [], refinements: [], alternatives: null };

/** Results up to which there is room for alternatives below them. */
const FEW = 8;

/** Ask for what stands around `page`, the answer to `args`. */
export async function readAround(door: IDoor, args: RequestMap['search'], page: Page): Promise<IAround> {
  const [{ facets, histograms, refinements }, alternatives] = await Promise.all([
    door.request('search', { ...args, limit: 1, facets: true }),
    findAlternatives(door, args, page)
  ]);
  return { facets, histograms, refinements, alternatives };
}

async function findAlternatives(
  door: IDoor,
  args: RequestMap['search'],
  { hits, total, terms }: Page
): Promise<IAlternatives | null> {
  const alike = terms.some(({ field }) => field === 'like');
  if (terms.length === 0 || hits.length === 0 || total > FEW || alike) {
    return null;
  }
  const q = withValues('', [], 'like', [hits[0].model]);
  const page = await door.request('search', { ...args, q, limit: 1 });
  return page.total > 0 ? { q, count: page.total } : null;
}
