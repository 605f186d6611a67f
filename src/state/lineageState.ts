/** The lineage of the version that a card shows. */
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { STEPS } from '../components/card/lineage/contract';
import type { ILineagePart } from '../components/card/lineage/contract';
import type { ModelCard } from '../schema';
import type { IDoor } from './door';
import { troubleOf, troubleText } from './door';

/** Nodes that are asked for: all that a reply may hold when all steps are followed. */
const NEAR = 500;
const ALL = 5000;

/** Reads the lineage when the card is another, and again when more or fewer steps are wanted. */
export class LineageState {
  constructor(private readonly _door: IDoor) {}

  /** Fires when `part` is another. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  part: ILineagePart = { lineage: null, steps: STEPS[1], trouble: '' };

  /** Stop what is under way. */
  dispose(): void {
    this._reading?.abort();
    Signal.clearData(this);
  }

  /** Read the lineage of the version of a card; that of another version goes at once. */
  async show(card: ModelCard | null): Promise<void> {
    if (!card || card === this._card) {
      return;
    }
    this._card = card;
    const ref = `${card.model.name}:${card.version.number}`;
    if (this.part.lineage?.ref !== ref) {
      this.part = { ...this.part, lineage: null };
    }
    await this.follow(this.part.steps);
  }

  /** Read it with so many links in each direction. */
  async follow(steps: number): Promise<void> {
    if (!this._card) {
      return;
    }
    this._reading?.abort();
    const reading = new AbortController();
    this._reading = reading;
    const { model, version } = this._card;
    this._set({ ...this.part, steps, trouble: '' });
    try {
      const args = { ref: `${model.name}:${version.number}`, steps, limit: steps > STEPS[1] ? ALL : NEAR };
      const lineage = await this._door.request('get-lineage', args, { signal: reading.signal });
      if (!reading.signal.aborted) {
        this._set({ lineage, steps, trouble: '' });
      }
    } catch (reason) {
      if (!reading.signal.aborted) {
        this._set({ ...this.part, trouble: troubleText(troubleOf(reason)) });
      }
    }
  }

  private _set(part: ILineagePart): void {
    this.part = part;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _card: ModelCard | null = null;
  private _reading: AbortController | null = null;
}
