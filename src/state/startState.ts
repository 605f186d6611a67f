/** What the panel offers before anything is typed: the registry's state, tasks, saved searches, what was used last. */
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { Facet, Hit, SavedSearch, Status } from '../schema';
import type { Memory } from './memory';
import type { IDoor } from './door';

/** Models remembered as used last. */
const RECENT = 5;
/** Models shown of those that suit the notebook. */
const SUITING = 2;
const TASKS = 50;
/** Favourites that are marked in lists. */
const STARRED = 100;

/** A query about the open notebook, and why its results suit. */
export interface INotebookQuery {
  q: string;
  reason: string;
}

/** A model that suits the open notebook. */
export interface ISuiting {
  hit: Hit;
  reason: string;
}

/** State of the start; `changed` fires after each difference. */
export class StartState implements IDisposable {
  constructor(
    private readonly _door: IDoor,
    private readonly _memory: Memory,
    /** Queries for the notebook that is open now. */
    private readonly _notebookQueries: () => INotebookQuery[] = () => []
  ) {
    this.recent = _memory.list<Hit>('recent');
  }

  status: Status | null = null;
  tasks: Facet | null = null;
  /** Models that a search without words lists; retired ones are not among them. */
  listed = 0;
  /** Published last; for a registry in which nothing was opened yet. */
  newest: readonly Hit[] = [];
  recent: readonly Hit[];
  saved: readonly SavedSearch[] = [];
  suiting: readonly ISuiting[] = [];
  /** Names of the favourites of who asks. */
  starred: ReadonlySet<string> = new Set();

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  dispose(): void {
    this._disposed = true;
    Signal.clearData(this);
  }

  /** Read the registry's state and the tasks; rejects when it does not answer. The rest follows when it is there. */
  async read(): Promise<void> {
    const [status, facets, newest] = await Promise.all([
      this._door.request('get-status', {}),
      this._door.request('get-facets', { limit: TASKS }),
      this._door.request('search', { sort: 'updated', limit: RECENT })
    ]);
    this.status = status;
    this.newest = newest.hits;
    this.listed = facets.total;
    this.tasks = facets.facets.find(facet => facet.name === 'task') ?? null;
    this._emit();
    await Promise.all([this.readSaved(), this.readSuiting(), this._readStarred()]);
  }

  /** Read only the registry's state; one that does not answer keeps the state it had. */
  async readStatus(): Promise<void> {
    this.status = await this._door.request('get-status', {}).catch(() => this.status);
    this._emit();
  }

  /** Read the saved searches; a registry that does not keep any has none. */
  async readSaved(): Promise<void> {
    await this._setSaved(this._door.request('list-searches', {}));
  }

  /** Find models that suit the open notebook. */
  async readSuiting(): Promise<void> {
    const found: ISuiting[] = [];
    for (const { q, reason } of this._notebookQueries()) {
      const page = await this._door.request('search', { q, limit: SUITING }).catch(() => null);
      const hits = page && page.problems.length === 0 ? page.hits : [];
      found.push(
        ...hits.filter(hit => !found.some(other => other.hit.model === hit.model)).map(hit => ({ hit, reason }))
      );
    }
    this.suiting = found.slice(0, 2 * SUITING);
    this._emit();
  }

  /** Keep a query under a name; rejects with the registry's reason. Doing it again marks its results as seen. */
  async save(name: string, q: string): Promise<void> {
    await this._setSaved(this._door.request('save-search', { name, q, request_id: UUID.uuid4() }), true);
  }

  /** Forget a saved search; rejects with the registry's reason. */
  async remove(name: string): Promise<void> {
    await this._setSaved(this._door.request('remove-search', { name, request_id: UUID.uuid4() }), true);
  }

  /** Make a model a favourite or no longer one; shown at once, taken back and rejected with the registry's reason. */
  async star(model: string): Promise<void> {
    const before = this.starred;
    const starred = !before.has(model);
    this._setStarred(starred ? [...before, model] : [...before].filter(name => name !== model));
    this._starChanges += 1;
    try {
      await this._door.request('set-star', { model, starred, request_id: UUID.uuid4() });
    } catch (reason) {
      this._setStarred(before);
      throw reason;
    } finally {
      this._starChanges += 1;
    }
  }

  /** A model was opened or inserted. */
  used(hit: Hit): void {
    const others = this.recent.filter(other => other.model !== hit.model);
    this.recent = [{ ...hit, matches: [] }, ...others].slice(0, RECENT);
    this._memory.keep('recent', this.recent);
    this._emit();
  }

  private async _readStarred(): Promise<void> {
    const changes = this._starChanges;
    const page = await this._door.request('search', { q: 'is:starred', limit: STARRED }).catch(() => null);
    // What was asked before or during a change does not know of it.
    if (page?.problems.length === 0 && changes === this._starChanges) {
      this._setStarred(page.hits.map(hit => hit.model));
    }
  }

  private _setStarred(names: Iterable<string>): void {
    this.starred = new Set(names);
    this._emit();
  }

  private async _setSaved(reply: Promise<{ searches: readonly SavedSearch[] }>, asked = false): Promise<void> {
    try {
      this.saved = (await reply).searches;
    } catch (reason) {
      if (asked) {
        throw reason;
      }
      this.saved = [];
    }
    this._emit();
  }

  private _emit(): void {
    if (!this._disposed) {
      this._changed.emit();
    }
  }

  private _starChanges = 0;
  private readonly _changed = new Signal<this, void>(this);
  private _disposed = false;
}
