/** One model card on screen: loads it by ref, carries out its edits, and follows what others change. */
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { ICardEdit, INotice, ITrans } from '../components/card/contract';
import type { ModelCard, ReplyMap, RequestMap } from '../schema';
import type { IDoor } from './door';

/** A change that somebody made in the registry; an empty model means any. */
export interface ICardChange {
  model: string;
}

/** What went wrong, in words, and what of it the card treats apart. */
export interface ICardError {
  code: string;
  text: string;
}

/** The words of an error of the client: its message and its way on. */
export function errorOf(reason: unknown): ICardError {
  const found = (reason ?? {}) as { code?: unknown; message?: unknown; fix?: unknown; details?: { fix?: unknown } };
  const fix = found.fix ?? found.details?.fix ?? '';
  return {
    code: typeof found.code === 'string' ? found.code : 'registry_error',
    text: [found.message ?? String(reason), fix].filter(part => typeof part === 'string' && part !== '').join(' ')
  };
}

/** An object with the same names and other values. */
function mapped<T, U>(source: Record<string, T>, value: (name: string) => U): Record<string, U> {
  return Object.fromEntries(Object.keys(source).map(name => [name, value(name)]));
}

/** The writes that a card can ask for. */
type CardWrite = 'edit-card' | 'set-alias' | 'set-tags' | 'retire' | 'restore';

/** State of one card; `changed` fires after each difference. */
export class ModelState implements IDisposable {
  constructor(
    private readonly _door: IDoor,
    private readonly _trans: ITrans
  ) {}

  /** Fires when anything below is another. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The card shown, null before the first reply. */
  card: ModelCard | null = null;
  /** Why there is no card, or why the one shown could not be refreshed. */
  error: ICardError | null = null;
  /** What became of the last action, and how to take it back. */
  notice: INotice | null = null;
  loading = false;
  /** The ref that was asked for; empty when none was. */
  ref = '';

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Stop everything under way. */
  dispose(): void {
    this._disposed = true;
    this._reading?.abort();
    this._stopListening?.();
    Signal.clearData(this);
  }

  /** Show the card that `ref` names; what was being read before is dropped. */
  async open(ref: string): Promise<void> {
    this.ref = ref;
    this.notice = null;
    await this.reload();
  }

  /** Read the card again; the old one stays on screen meanwhile. */
  async reload(): Promise<void> {
    this._reading?.abort();
    const reading = new AbortController();
    this._reading = reading;
    this.loading = true;
    this._changed.emit();
    try {
      const card = await this._door.request('get-card', { ref: this.ref }, { signal: reading.signal });
      if (!reading.signal.aborted) {
        this.card = card;
        this.error = null;
      }
    } catch (reason) {
      if (!reading.signal.aborted) {
        this.error = errorOf(reason);
      }
    }
    if (!reading.signal.aborted) {
      this.loading = false;
      this._changed.emit();
    }
  }

  /** Read the card again whenever its model changes, by whomever. */
  follow<T>(changes: ISignal<T, ICardChange>): void {
    const slot = (_: T, change: ICardChange): void => {
      if (this.ref && (change.model === '' || change.model === this.card?.model.name)) {
        void this.reload();
      }
    };
    this._stopListening?.();
    changes.connect(slot);
    this._stopListening = () => changes.disconnect(slot);
  }

  /** Answer fields or replace the text; refused when somebody else edited since `revision`, the one shown. */
  async edit(edit: ICardEdit, revision?: number): Promise<boolean> {
    const { card } = this;
    if (!card) {
      return false;
    }
    const before: ICardEdit = {
      ...(edit.fields && { fields: mapped(edit.fields, field => card.card.fields?.[field] ?? null) }),
      ...(edit.text !== undefined && { text: card.card.text ?? '' })
    };
    const args = { ref: this._numbered(), if_revision: revision ?? card.card_revision, ...edit };
    return this._write('edit-card', args, this._trans.__('Card saved.'), saved =>
      this.edit(before, saved.card_revision)
    );
  }

  /** Point an alias at a version, or take it away with null; refused when it was moved in between. */
  async setAlias(alias: string, number: number | null): Promise<boolean> {
    const model = this.card?.model;
    if (!model) {
      return false;
    }
    const before = model.aliases[alias] ?? null;
    const args = { model: model.name, alias, number, if_number: before };
    const said =
      number === null ? this._trans.__('@%1 is gone.', alias) : this._trans.__('@%1 points at v%2.', alias, number);
    return this._write('set-alias', args, said, () => this.setAlias(alias, before));
  }

  /** Replace the tags of the model. */
  async setTags(tags: string[]): Promise<boolean> {
    const model = this.card?.model;
    if (!model) {
      return false;
    }
    const said = this._trans.__('Tags saved.');
    return this._write('set-tags', { model: model.name, tags }, said, () => this.setTags(model.tags));
  }

  /** Mark a version not for new use. */
  async retire(number: number, reason: string): Promise<boolean> {
    const said = this._trans.__('v%1 is retired. Code that loads it gets a warning.', number);
    return this._write('retire', { ref: this._numbered(number), reason }, said, () => this.restore(number));
  }

  /** Take a retirement back. */
  async restore(number: number): Promise<boolean> {
    const said = this._trans.__('v%1 is in use again.', number);
    const reason = number === this.card?.version.number ? (this.card.version.stage_reason ?? '') : '';
    return this._write('restore', { ref: this._numbered(number) }, said, () => this.retire(number, reason));
  }

  /** Ref of a version of this model, of the one shown when no number is given. */
  private _numbered(number = this.card?.version.number): string {
    return this.card ? `${this.card.model.name}:${number}` : this.ref;
  }

  /** Send one write, say what became of it and how to take it back, and show what is stored then. */
  private async _write<V extends CardWrite>(
    verb: V,
    args: RequestMap[V],
    said: string,
    undo: (reply: ReplyMap[V]) => Promise<boolean>
  ): Promise<boolean> {
    let notice: INotice;
    // A moved alias or a retirement must not change which version is on screen.
    this.ref = this._numbered();
    try {
      // An id of its own: should the request be sent twice on its way, it is carried out once.
      const reply = await this._door.request(verb, { ...args, request_id: UUID.uuid4() });
      notice = { level: 'status', text: said, undo: () => void undo(reply) };
    } catch (reason) {
      const error = errorOf(reason);
      const conflict = error.code === 'conflict';
      notice = {
        level: 'error',
        text: conflict ? `${error.text} ${this._trans.__('The card shows what is stored now.')}` : error.text
      };
    }
    this.notice = notice;
    if (!this._disposed) {
      await this.reload();
    }
    return notice.level === 'status';
  }

  private readonly _changed = new Signal<this, void>(this);
  private _reading: AbortController | null = null;
  private _stopListening: (() => void) | null = null;
  private _disposed = false;
}
