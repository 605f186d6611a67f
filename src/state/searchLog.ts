/** Notes in the registry what was searched for and which result was taken, when the person lets it. */
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';

import type { IDoor } from './door';
import type { IAnswer } from './searchState';

/** Milliseconds after which a query counts as meant. */
const SETTLED = 1500;

/** The log as the panel writes it; nobody waits for it, and a reader who may not write loses nothing. */
export class SearchLog implements IDisposable {
  constructor(
    private readonly _door: IDoor,
    private readonly _records: () => boolean
  ) {}

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** An answer is on screen; it is noted when it stays. */
  settle(answer: IAnswer): void {
    this.leave();
    this._timer = setTimeout(() => this.taken(answer, 0), SETTLED);
  }

  /** The query is another one now. */
  leave(): void {
    clearTimeout(this._timer);
  }

  /** The result in a place, counted from 1, was taken; 0 is none. */
  taken({ text, page }: IAnswer, place: number): void {
    const q = text.trim();
    if (q && this._records()) {
      const args = { q, total: page.total, taken: place, request_id: UUID.uuid4() };
      this._door.request('log-search', args).catch(() => undefined);
    }
  }

  dispose(): void {
    this._disposed = true;
    this.leave();
  }

  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _disposed = false;
}
