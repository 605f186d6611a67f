/** One comparison on screen: which versions stand side by side, how it looks, and what the registry says of them. */
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { Comparison } from '../schema';
import type { ICompareLook } from './compareLook';
import { FIRST_LOOK, MOST_COMPARED } from './compareLook';
import type { IDoor, ITrouble } from './door';
import { troubleOf } from './door';

/** State of one comparison; `changed` fires after each difference. */
export class CompareState implements IDisposable {
  constructor(private readonly _door: IDoor) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What is shown; null before the first reply. */
  comparison: Comparison | null = null;
  /** Why there is nothing, or why what is shown could not be read again. */
  trouble: ITrouble | null = null;
  loading = false;
  look: ICompareLook = FIRST_LOOK;
  /** The refs that are compared, as they were given; the first is the baseline. */
  refs: readonly string[] = [];

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Stop what is under way. */
  dispose(): void {
    this._disposed = true;
    this._reading?.abort();
    this._stopListening?.();
    Signal.clearData(this);
  }

  /** Compare these; what was being read before is dropped, what is shown stays until the reply. */
  async open(refs: readonly string[]): Promise<void> {
    this.refs = refs;
    await this.reload();
  }

  /** Read the comparison again. */
  async reload(): Promise<void> {
    this._reading?.abort();
    const reading = new AbortController();
    this._reading = reading;
    this.loading = true;
    this._emit();
    try {
      const comparison = await this._door.request('compare', { refs: [...this.refs] }, { signal: reading.signal });
      if (!reading.signal.aborted) {
        this.comparison = comparison;
        this.trouble = null;
      }
    } catch (reason) {
      if (!reading.signal.aborted) {
        this.trouble = troubleOf(reason);
      }
    }
    if (!reading.signal.aborted) {
      this.loading = false;
      this._emit();
    }
  }

  /** Read it again whenever one of its models changes; an empty name means any. */
  follow<T>(changes: ISignal<T, { model: string }>): void {
    const slot = (_: T, { model }: { model: string }): void => {
      const shown = this.comparison?.versions.some(version => version.hit.model === model);
      if (this.refs.length && (model === '' || shown)) {
        void this.reload();
      }
    };
    this._stopListening?.();
    changes.connect(slot);
    this._stopListening = () => changes.disconnect(slot);
  }

  /** Change how it looks. */
  set(change: Partial<ICompareLook>): void {
    this.look = { ...this.look, ...change };
    this._emit();
  }

  /** Add a version; one more than fits is not taken. */
  async add(ref: string): Promise<void> {
    if (this.refs.length < MOST_COMPARED) {
      await this._change([...this.refs, ref]);
    }
  }

  /** Take a column out; two stay. */
  async remove(place: number): Promise<void> {
    if (this.refs.length > 2) {
      await this._change(this.refs.filter((_, other) => other !== place));
    }
  }

  /** Move a column; the first one is the baseline. */
  async move(place: number, to: number): Promise<void> {
    const refs = [...this.refs];
    const [moved] = refs.splice(place, 1);
    refs.splice(to, 0, moved);
    await this._change(refs);
  }

  /** Put another version of the same model into a column. */
  async setVersion(place: number, number: number): Promise<void> {
    const version = this.comparison?.versions[place];
    if (version) {
      const ref = `${version.hit.model}:${number}`;
      await this._change(this.refs.map((old, other) => (other === place ? ref : old)));
    }
  }

  /** Compare others; when the registry refuses them, the ones before stay. */
  private async _change(refs: readonly string[]): Promise<void> {
    const before = this.refs;
    await this.open(refs);
    if (this.trouble && this.refs === refs) {
      this.refs = before;
    }
  }

  private _emit(): void {
    if (!this._disposed) {
      this._changed.emit();
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private _reading: AbortController | null = null;
  private _stopListening: (() => void) | null = null;
  private _disposed = false;
}
