/** One action that other people notice: it waits, and until it is carried out it can be called off. */
import type { IDisposable } from '@lumino/disposable';

/** Milliseconds in which an action can be called off. */
export const PAUSE = 10_000;

/** The action that is waiting, at most one. */
export class Delayed implements IDisposable {
  /** Whether an action is waiting. */
  get waiting(): boolean {
    return this._act !== null;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Carry an action out after the pause; one that was waiting is carried out at once. */
  start(act: () => void): void {
    this.finish();
    this._act = act;
    this._timer = setTimeout(() => this.finish(), PAUSE);
  }

  /** Call the action off. */
  cancel(): void {
    clearTimeout(this._timer);
    this._act = null;
  }

  /** Carry the action out now. */
  finish(): void {
    const act = this._act;
    this.cancel();
    act?.();
  }

  /** What was asked for is done, also when its tab closes before. */
  dispose(): void {
    this._disposed = true;
    this.finish();
  }

  private _act: (() => void) | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _disposed = false;
}
