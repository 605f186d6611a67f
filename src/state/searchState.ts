/** What the panel shows: one query, the models it finds, and whether the registry answers. */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { Hit, Page, RequestMap } from '../schema';
import { NOTHING_AROUND, readAround } from './around';
import type { IAround } from './around';
import { isAway, troubleOf } from './door';
import type { IDoor, ITrouble } from './door';
import { Retry } from './retry';
import { Rows } from './rows';
import type { SavedCopy } from './savedCopy';
import { SearchLog } from './searchLog';
import type { StartState } from './startState';

/** An answer, and the line it answers: places in the page's terms and problems count in that text. */
export interface IAnswer {
  text: string;
  page: Page;
}

/** What stands between the search box and the footer. */
export type PanelView = 'reading' | 'trouble' | 'first-run' | 'before-typing' | 'results' | 'no-results';

/** How to search; what a person may set. */
export interface ISearchOptions {
  /** `name==version` of the packages of the active kernel. */
  kernel?: () => string[];
  /** Whether queries are noted in the registry. */
  records?: () => boolean;
}

/** Rows of one reply. */
export const PAGE_SIZE = 50;
/** Milliseconds after which a newer question does not wait for the answer to an older one. */
const PATIENCE = 500;
/** Models from which on a pause in typing is waited for, and how long, in milliseconds; also before the facets. */
const MANY = 10_000;
const PAUSE = 60;

/** State of the search; `changed` fires after each difference. */
export class SearchState implements IDisposable {
  constructor(
    private readonly _door: IDoor,
    readonly start: StartState,
    private readonly _copy: SavedCopy,
    private readonly _options: ISearchOptions = {}
  ) {
    this._log = new SearchLog(_door, () => _options.records?.() ?? false);
    start.changed.connect(this._emit, this);
  }

  /** What is typed; the answer may be to an older line. */
  query = '';
  sort = '';
  /** Whether the whole catalogue is shown although nothing is typed. */
  browsing = false;
  answer: IAnswer | null = null;
  around: IAround = NOTHING_AROUND;
  /** Whether an answer is being waited for. */
  searching = false;
  trouble: ITrouble | null = null;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** When the next attempt to reach the registry is, in milliseconds since 1970; null while it answers. */
  get retryAt(): number | null {
    return this._retry.at;
  }

  /** When the copy shown in place of the registry was made; null while the registry answers. */
  get copyAt(): Date | null {
    return this.away ? this._copy.at : null;
  }

  /** How many models the copy holds. */
  get copySize(): number {
    return this._copy.size;
  }

  /** Whether the registry does not answer for now. */
  get away(): boolean {
    return this.trouble !== null && isAway(this.trouble);
  }

  get view(): PanelView {
    const { status } = this.start;
    if (!status && !this.answer) {
      return this.trouble ? 'trouble' : 'reading';
    }
    if (status?.models === 0) {
      return 'first-run';
    }
    if (this.query.trim() === '' && !this.browsing) {
      return 'before-typing';
    }
    if (!this.answer) {
      return 'reading';
    }
    return this.answer.page.total === 0 ? 'no-results' : 'results';
  }

  /** The hit in a row, or undefined while it is on its way. */
  hitAt(row: number): Hit | undefined {
    return this._rows.at(row);
  }

  dispose(): void {
    this._disposed = true;
    this._asking?.abort();
    clearTimeout(this._pause);
    this._log.dispose();
    this._retry.dispose();
    this.start.dispose();
    Signal.clearData(this);
  }

  /** Ask for another query; an answer to an older one is dropped. */
  setQuery(query: string): void {
    if (query === this.query) {
      return;
    }
    this.query = query;
    clearTimeout(this._pause);
    this._log.leave();
    if (this.away) {
      this._show(query, this._copy.search(query));
    } else if ((this.start.status?.models ?? 0) > MANY) {
      this._pause = setTimeout(() => void this._search(), PAUSE);
    } else {
      void this._search();
    }
    this._emit();
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
    const [read] = await Promise.allSettled([this.start.read(), this._search()]);
    if (read.status === 'rejected' && !this._disposed) {
      this._fail(read.reason);
    }
  }

  /** Search again: something other than the query changed, such as the kernel. */
  again(): void {
    if (this.answer) {
      void this._search();
    }
  }

  /** Stop waiting for an answer; what is shown stays. */
  cancel(): void {
    this._due = false;
    this._asking?.abort();
    this.searching = false;
    this._emit();
  }

  /** Make sure that the rows from `first` to `last` are there or on their way. */
  ensure(first: number, last: number): void {
    if (!this.away) {
      const total = this.answer?.page.total ?? 0;
      this._rows.ask(first, Math.min(last, total - 1)).forEach(start => void this._readRows(start));
    }
  }

  /** A result was opened or inserted. */
  used(hit: Hit): void {
    this.start.used(hit);
    const row = this._rows.rowOf(hit);
    if (row !== undefined && this.answer && !this.away) {
      this._log.taken(this.answer, row + 1);
    }
  }

  private get _args(): RequestMap['search'] {
    return { q: this.query, sort: this.sort, kernel: this._options.kernel?.() ?? [] };
  }

  /** Ask for what is typed now; while an answer is on its way the newest question waits, and older ones are dropped. */
  private async _search(): Promise<void> {
    this._due = true;
    if (this._asking) {
      if (Date.now() - this._askedAt > PATIENCE) {
        this._asking.abort();
      }
      return;
    }
    while (this._due && !this._disposed) {
      this._due = false;
      await this._ask();
    }
  }

  private async _ask(): Promise<void> {
    const asking = (this._asking = new AbortController());
    const text = this.query;
    this._askedAt = Date.now();
    this.searching = true;
    try {
      const args = { ...this._args, limit: PAGE_SIZE };
      const page = await this._door.request('search', args, { signal: asking.signal });
      if (!this._due && !asking.signal.aborted) {
        this._answered(text, page);
      }
    } catch (reason) {
      if (!asking.signal.aborted) {
        this._fail(reason);
      }
    }
    this._asking = null;
  }

  private _answered(text: string, page: Page): void {
    this._retry.stop();
    this.trouble = null;
    this._show(text, page);
    this._copy.keep(page.hits);
    const { answer } = this;
    clearTimeout(this._pause);
    this._pause = setTimeout(() => void this._readAround(answer), PAUSE);
    if (answer) {
      this._log.settle(answer);
    }
  }

  /** Facets and what goes with them, after the rows and never in their way. */
  private async _readAround(answer: IAnswer | null): Promise<void> {
    if (!answer || (this.view !== 'results' && this.view !== 'no-results')) {
      this.around = NOTHING_AROUND;
      return;
    }
    try {
      const around = await readAround(this._door, this._args, answer.page);
      if (this.answer === answer) {
        this.around = around;
        this._emit();
      }
    } catch {
      // The rows are there; without an answer the filters keep what they showed.
    }
  }

  private _fail(reason: unknown): void {
    this.trouble = troubleOf(reason);
    if (this.away) {
      this._retry.plan();
      this._show(this.query, this._copy.search(this.query));
    }
    this.searching = false;
    this._emit();
  }

  private _show(text: string, page: Page): void {
    this.answer = { text, page };
    this.searching = false;
    this._rows.begin(page.hits);
    this._emit();
  }

  private async _readRows(start: number): Promise<void> {
    const { answer } = this;
    try {
      const args = { ...this._args, limit: PAGE_SIZE, offset: start };
      const page = await this._door.request('search', args);
      if (this.answer === answer) {
        this._rows.keep(start, page.hits);
        this._copy.keep(page.hits);
        this._emit();
      }
    } catch {
      this._rows.forget(start); // asked again when the row is seen again
    }
  }

  private _emit(): void {
    if (!this._disposed) {
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _log: SearchLog;
  private readonly _rows = new Rows(PAGE_SIZE);
  private readonly _retry = new Retry(() => void this.refresh());
  private _asking: AbortController | null = null;
  private _askedAt = 0;
  private _due = false;
  private _pause: ReturnType<typeof setTimeout> | undefined;
  private _disposed = false;
}
