/** One model card on screen: loads it by ref, carries out its edits, and follows what others change. */
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { ICardEdit, INotice, IRetirement, ITrans } from '../components/card/contract';
import type { Comment, ModelCard, ReplyMap, RequestMap } from '../schema';
import { CardAround } from './cardAround';
import { Delayed } from './delayed';
import type { IDoor, ITrouble } from './door';
import { troubleOf, troubleText } from './door';

/** A change that somebody made in the registry; an empty model means any. */
export interface ICardChange {
  model: string;
}

/** An object with the same names and other values. */
function mapped<T, U>(source: Record<string, T>, value: (name: string) => U): Record<string, U> {
  return Object.fromEntries(Object.keys(source).map(name => [name, value(name)]));
}

/** The writes that a card can ask for. */
type CardWrite = 'edit-card' | 'set-alias' | 'set-tags' | 'retire' | 'restore';
type RecordWrite = 'add-comment' | 'remove-comment' | 'set-star';

/** State of one card; `changed` fires after each difference. */
export class ModelState implements IDisposable {
  constructor(
    private readonly _door: IDoor,
    private readonly _trans: ITrans
  ) {
    this.around = new CardAround(_door, () => this._changed.emit());
  }

  /** Fires when anything below is another. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The card shown, null before the first reply. */
  card: ModelCard | null = null;
  /** Why there is no card, or why the one shown could not be refreshed. */
  error: ITrouble | null = null;
  /** What became of the last action, and how to take it back. */
  notice: INotice | null = null;
  loading = false;
  /** What is shown of other models and versions. */
  readonly around: CardAround;
  /** The ref that was asked for; empty when none was. */
  ref = '';

  get isDisposed(): boolean {
    return this._disposed;
  }

  /** Stop everything under way. */
  dispose(): void {
    this._later.dispose();
    this._disposed = true;
    this._reading?.abort();
    this.around.stop();
    this._stopListening?.();
    Signal.clearData(this);
  }

  /** Show the card that `ref` names; what was being read before is dropped. */
  async open(ref: string): Promise<void> {
    this.ref = ref;
    if (!this._later.waiting) {
      this.notice = null;
    }
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
        void this.around.read(card);
      }
    } catch (reason) {
      if (!reading.signal.aborted) {
        this.error = troubleOf(reason);
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

  /** Point an alias at a version, or take it away with null; one that is moved goes after a pause. */
  moveAlias(alias: string, number: number | null): void {
    const before = this.card?.model.aliases[alias] ?? null;
    const act = (): void => void this.setAlias(alias, number, before);
    if (before === null) {
      act();
    } else if (number === null) {
      this._announce(this._trans.__('@%1 goes away in 10 seconds.', alias), act);
    } else {
      this._announce(this._trans.__('@%1 moves to v%2 in 10 seconds.', alias, number), act);
    }
  }

  /** Point an alias at a version now, or take it away; refused when it is not where it was `before`. */
  async setAlias(
    alias: string,
    number: number | null,
    before = this.card?.model.aliases[alias] ?? null
  ): Promise<boolean> {
    const model = this.card?.model;
    if (!model) {
      return false;
    }
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

  /** Mark a version not for new use, after a pause. */
  retireLater(number: number, how: IRetirement): void {
    const said = how.sunset_on
      ? this._trans.__('v%1 gets its sunset on %2 in 10 seconds.', number, how.sunset_on)
      : this._trans.__('v%1 is retired in 10 seconds.', number);
    this._announce(said, () => void this.retire(number, how));
  }

  /** Mark a version not for new use now. */
  async retire(number: number, how: IRetirement): Promise<boolean> {
    const said = how.sunset_on
      ? this._trans.__('v%1 is offered until %2, with a warning.', number, how.sunset_on)
      : this._trans.__('v%1 is retired. Code that loads it gets a warning.', number);
    return this._write('retire', { ref: this._numbered(number), ...how }, said, () => this.restore(number));
  }

  /** Take a retirement back. */
  async restore(number: number): Promise<boolean> {
    const said = this._trans.__('v%1 is in use again.', number);
    const shown = number === this.card?.version.number ? this.card.version : undefined;
    const how = {
      reason: shown?.stage_reason ?? '',
      sunset_on: shown?.sunset_on ?? null,
      replacement: shown?.replacement ?? ''
    };
    return this._write('restore', { ref: this._numbered(number) }, said, () => this.retire(number, how));
  }

  /** Put the model among one's favourites or take it out; shown at once. */
  async star(starred: boolean): Promise<boolean> {
    const { card } = this;
    if (!card) {
      return false;
    }
    const { records } = card;
    const stars = Math.max(0, records.stars + Number(starred) - Number(records.starred));
    this.card = { ...card, records: { ...records, starred, stars } };
    this._changed.emit();
    return this._record('set-star', { model: card.model.name, starred });
  }

  /** Note that a version follows a good practice. */
  async followPractice(card: ModelCard, practice: string): Promise<void> {
    await this.around.followPractice(card, practice).catch((reason: unknown) => {
      this.notice = { level: 'error', text: troubleText(troubleOf(reason)) };
      this._changed.emit();
    });
  }

  /** Say something about the version shown. */
  async comment(comment: Comment): Promise<boolean> {
    return this._record('add-comment', { ref: this._numbered(), comment });
  }

  /** Take a comment away; Undo says the same again. */
  async removeComment(sequence: number): Promise<boolean> {
    const found = this.card?.records.comments.find(one => one.sequence === sequence);
    const ref = this._numbered(found?.number);
    const undo = found && (() => void this._record('add-comment', { ref, comment: found.comment }));
    return this._record('remove-comment', { ref, sequence }, { text: this._trans.__('The comment is gone.'), undo });
  }

  /** Ref of a version of this model, of the one shown when no number is given. */
  private _numbered(number = this.card?.version.number): string {
    return this.card ? `${this.card.model.name}:${number}` : this.ref;
  }

  /** Say what will happen, with the way to call it off, and let it happen after the pause. */
  private _announce(text: string, act: () => void): void {
    this._later.start(act);
    this.notice = {
      level: 'status',
      text,
      undo: () => {
        this._later.cancel();
        this.notice = { level: 'status', text: this._trans.__('Nothing was changed.') };
        this._changed.emit();
      }
    };
    this._changed.emit();
  }

  /** Send one record and show what is recorded then; where it is refused, what is stored is shown again. */
  private async _record<V extends RecordWrite>(
    verb: V,
    args: RequestMap[V],
    said?: Pick<INotice, 'text' | 'undo'>
  ): Promise<boolean> {
    try {
      const records = await this._door.request(verb, { ...args, request_id: UUID.uuid4() });
      this.card = this.card && { ...this.card, records };
      this.notice = said ? { level: 'status', ...said } : this.notice;
    } catch (reason) {
      this.notice = { level: 'error', text: troubleText(troubleOf(reason)) };
      await this.reload();
      return false;
    }
    this._changed.emit();
    return true;
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
      const error = troubleOf(reason);
      const text = troubleText(error);
      const conflict = error.code === 'conflict';
      notice = {
        level: 'error',
        text: conflict ? `${text} ${this._trans.__('The card shows what is stored now.')}` : text
      };
    }
    this.notice = notice;
    if (!this._disposed) {
      await this.reload();
    }
    return notice.level === 'status';
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _later = new Delayed();
  private _reading: AbortController | null = null;
  private _stopListening: (() => void) | null = null;
  private _disposed = false;
}
