/** Trying again while the registry is away: after 1, 2, 4, 8 and then every 30 seconds, and when the network returns. */
import type { IDisposable } from '@lumino/disposable';

const WAITS = [1, 2, 4, 8, 30];

/** Calls `action` later and later until it is told to stop. */
export class Retry implements IDisposable {
  constructor(private readonly _action: () => void) {
    window.addEventListener('online', this._now);
  }

  /** When the next attempt is, in milliseconds since 1970; null when none is planned. */
  at: number | null = null;

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** An attempt failed: plan the next one, unless it is planned already. */
  plan(): void {
    if (this.at === null && !this._disposed) {
      const wait = WAITS[Math.min(this._failures, WAITS.length - 1)] * 1000;
      this._failures += 1;
      this.at = Date.now() + wait;
      this._timer = setTimeout(this._now, wait);
    }
  }

  /** There was an answer: begin anew with the next failure. */
  stop(): void {
    clearTimeout(this._timer);
    this.at = null;
    this._failures = 0;
  }

  dispose(): void {
    this._disposed = true;
    this.stop();
    window.removeEventListener('online', this._now);
  }

  private _now = (): void => {
    if (this.at !== null) {
      clearTimeout(this._timer);
      this.at = null;
      this._action();
    }
  };

  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _failures = 0;
  private _disposed = false;
}
