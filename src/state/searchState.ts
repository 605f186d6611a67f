/** What the panel shows: one query, the models it finds, and how the registry is. */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { Facet, Hit, Page, ReplyMap, RequestMap, Status } from '../schema';

/** The part of the client that searching needs. */
export interface ISearchDoor {
  request<V extends keyof RequestMap>(
    verb: V,
    args: RequestMap[V],
    options?: { signal?: AbortSignal }
  ): Promise<ReplyMap[V]>;
}

/** Why there is no answer: `code` is "offline", "server_missing" or one of the server's. */
export interface ITrouble {
  code: string;
  message: string;
  fix: string;
}

/** What stands between the search box and the footer. */
export type PanelView = 'reading' | 'trouble' | 'first-run' | 'before-typing' | 'results' | 'no-results';

/** Rows of one reply. */
export const PAGE_SIZE = 50;
/** Newest models shown before anything is typed. */
const NEWEST = 5;

function troubleOf(reason: unknown): ITrouble {
  const found = reason as { code?: string; message?: string; fix?: string };
  return { code: found.code ?? 'registry_error', message: found.message ?? String(reason), fix: found.fix ?? '' };
}

function isAbort(reason: unknown): boolean {
  return (reason as { name?: string } | null)?.name === 'AbortError';
}

/** State of the panel; `changed` fires after each difference. */
export class SearchState implements IDisposable {
  constructor(private readonly _door: ISearchDoor) {}

  /** What is typed; what `page` answers may be older. */
  query = '';
  sort = '';
  /** Whether the whole catalogue is shown although nothing is typed. */
  browsing = false;
  /** The first rows of the latest answer, with its terms, problems and ways out. */
  page: Page | null = null;
  /** The newest models and the tasks, for the time before anything is typed. */
  newest: readonly Hit[] = [];
  tasks: Facet | null = null;
  status: Status | null = null;
  trouble: ITrouble | null = null;
  /** When the answer shown was given; what is shown while the server is away is this old. */
  answeredAt: Date | null = null;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  get view(): PanelView {
    if (this.trouble && !this.page && !this.status) {
      return 'trouble';
    }
    if (!this.status) {
      return 'reading';
    }
    if (this.status.models === 0) {
      return 'first-run';
    }
    if (this.query.trim() === '' && !this.browsing) {
      return 'before-typing';
    }
    if (!this.page) {
      return 'reading';
    }
    return this.page.total === 0 ? 'no-results' : 'results';
  }

  /** The hit in a row, or undefined while it is on its way. */
  hitAt(row: number): Hit | undefined {
    return this._rows.get(row);
  }

  dispose(): void {
    this._disposed = true;
    this._searching?.abort();
    Signal.clearData(this);
  }

  /** Ask for another query; an answer to an older one is dropped. */
  setQuery(query: string): void {
    this.query = query;
    this._changed.emit();
    void this._search();
  }

  setSort(sort: string): void {
    this.sort = sort;
    void this._search();
  }

  /** Show all models, or go back to the start. */
  browse(browsing: boolean): void {
    this.browsing = browsing;
    void this._search();
  }

  /** Read everything again: at the start, after a change, after trouble. */
  async refresh(): Promise<void> {
    await Promise.all([this._readStart(), this._search()]);
  }

  /** Make sure that the rows from `first` to `last` are there or on their way. */
  ensure(first: number, last: number): void {
    const total = this.page?.total ?? 0;
    for (let start = first - (first % PAGE_SIZE); start <= Math.min(last, total - 1); start += PAGE_SIZE) {
      if (!this._asked.has(start)) {
        void this._readRows(start);
      }
    }
  }

  private async _readStart(): Promise<void> {
    try {
      const [status, newest, tasks] = await Promise.all([
        this._door.request('get-status', {}),
        this._door.request('search', { sort: 'updated', limit: NEWEST }),
        this._door.request('get-facets', { limit: 12 })
      ]);
      this.status = status;
      this.newest = newest.hits;
      this.tasks = tasks.facets.find(facet => facet.name === 'task') ?? null;
      this.trouble = null;
    } catch (reason) {
      this.trouble = troubleOf(reason);
    }
    this._emit();
  }

  private async _search(): Promise<void> {
    this._searching?.abort();
    const searching = (this._searching = new AbortController());
    const { query: q, sort } = this;
    const args = { q, sort, limit: PAGE_SIZE, facets: true };
    try {
      const page = await this._door.request('search', args, { signal: searching.signal });
      if (this._searching !== searching) {
        return;
      }
      this.page = page;
      this.trouble = null;
      this.answeredAt = new Date();
      this._rows.clear();
      this._asked.clear();
      this._keep(0, page.hits);
    } catch (reason) {
      if (this._searching !== searching || isAbort(reason)) {
        return;
      }
      this.trouble = troubleOf(reason);
    }
    this._emit();
  }

  private async _readRows(start: number): Promise<void> {
    this._asked.add(start);
    const searching = this._searching;
    const args = { q: this.query, sort: this.sort, limit: PAGE_SIZE, offset: start };
    try {
      const page = await this._door.request('search', args, { signal: searching?.signal });
      if (this._searching === searching) {
        this._keep(start, page.hits);
        this._emit();
      }
    } catch {
      this._asked.delete(start); // asked again when the row is seen again
    }
  }

  private _keep(start: number, hits: readonly Hit[]): void {
    this._asked.add(start);
    hits.forEach((hit, place) => this._rows.set(start + place, hit));
  }

  private _emit(): void {
    if (!this._disposed) {
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _rows = new Map<number, Hit>();
  private readonly _asked = new Set<number>();
  private _searching: AbortController | null = null;
  private _disposed = false;
}
