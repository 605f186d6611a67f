/** Tells open views that the registry changed: by the server's events, and when the window comes back to the front. */
import type { Event } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** Schemas of the server's event about a committed change. */
const CHANGE_SCHEMAS = ['urn:jupyter-registry:change:v1', 'https://jupyter-registry.example/change/v1'];

/** The verb of an event that tells of progress and of no change. */
const PREPARED = 'vectors';

/** A committed change. `model` is empty when it may be any. */
export interface IChange {
  /** The write's wire name; "external" for another process, "returned" when the window came back. */
  verb: string;
  model: string;
  number: number | null;
  actor: string;
}

/** The change that an event of the server tells of; null for the events of others. */
export function changeOf(emission: Event.Emission): IChange | null {
  if (!CHANGE_SCHEMAS.includes(emission.schema_id)) {
    return null;
  }
  const { verb, model, number, actor } = emission;
  return {
    verb: typeof verb === 'string' ? verb : '',
    model: typeof model === 'string' ? model : '',
    number: typeof number === 'number' ? number : null,
    actor: typeof actor === 'string' ? actor : ''
  };
}

/** The one place that views listen to. */
export class Live implements IDisposable {
  constructor(stream: ISignal<unknown, Event.Emission> | null, page: Document = document) {
    this._stream = stream;
    this._page = page;
    stream?.connect(this._onEvent, this);
    page.addEventListener('visibilitychange', this._onVisibility);
  }

  /** Fires after each change, and with verb "returned" when the window was hidden and is seen again. */
  get changed(): ISignal<this, IChange> {
    return this._changed;
  }

  /** Fires while the server prepares models for the search by meaning, and when it has. */
  get prepared(): ISignal<this, void> {
    return this._prepared;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  dispose(): void {
    this._disposed = true;
    this._stream?.disconnect(this._onEvent, this);
    this._page.removeEventListener('visibilitychange', this._onVisibility);
    Signal.clearData(this);
  }

  /** Tell all views to read again. */
  refresh(): void {
    this._changed.emit({ verb: 'refresh', model: '', number: null, actor: '' });
  }

  private _onEvent(_: unknown, emission: Event.Emission): void {
    const change = changeOf(emission);
    if (change?.verb === PREPARED) {
      this._prepared.emit();
    } else if (change) {
      this._changed.emit(change);
    }
  }

  private _onVisibility = (): void => {
    const hidden = this._page.visibilityState === 'hidden';
    if (this._wasHidden && !hidden) {
      this._changed.emit({ verb: 'returned', model: '', number: null, actor: '' });
    }
    this._wasHidden = hidden;
  };

  private readonly _stream: ISignal<unknown, Event.Emission> | null;
  private readonly _page: Document;
  private readonly _changed = new Signal<this, IChange>(this);
  private readonly _prepared = new Signal<this, void>(this);
  private _wasHidden = false;
  private _disposed = false;
}
