/** The places of one model among others, and the leaderboard that is open beside its metrics. */
import { UUID } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import { NOTHING_MEASURED } from '../components/card/metrics/contract';
import type { IMeasured } from '../components/card/metrics/contract';
import type { Benchmark, Metric, ModelCard } from '../schema';
import type { IDoor } from './door';
import { troubleOf, troubleText } from './door';

const PLACES = 100;
const RANKS = 50;

/** Reads places when the card is another, and leaderboards when they are asked for. */
export class BenchmarkState {
  constructor(
    private readonly _door: IDoor,
    private readonly _reload: () => void
  ) {}

  /** Fires when `measured` is another. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  measured: IMeasured = NOTHING_MEASURED;

  /** Stop what is under way. */
  dispose(): void {
    this._reading?.abort();
    Signal.clearData(this);
  }

  /** Read the places of the model of a card; the leaderboard of another model is closed. */
  async show(card: ModelCard | null): Promise<void> {
    if (!card || card === this._card) {
      return;
    }
    const same = this._card?.model.name === card.model.name;
    this._card = card;
    if (!same) {
      this._set(NOTHING_MEASURED);
    }
    try {
      const { benchmarks, ref } = await this._door.request('list-benchmarks', { name: card.model.name, limit: PLACES });
      if (this._card === card) {
        this._set({ ...this.measured, benchmarks, ref });
      }
    } catch {
      // the card stands without places
    }
  }

  /** Open the leaderboard of a benchmark; null closes it. */
  async open(opened: Benchmark | null): Promise<void> {
    this._reading?.abort();
    const reading = new AbortController();
    this._reading = reading;
    this._set({ ...this.measured, opened, board: null, trouble: '' });
    if (!opened) {
      return;
    }
    const { dataset, metric, split, scenario } = opened;
    try {
      const args = { dataset, metric, split, scenario, limit: RANKS };
      const board = await this._door.request('get-leaderboard', args, { signal: reading.signal });
      if (!reading.signal.aborted) {
        this._set({ ...this.measured, board });
      }
    } catch (reason) {
      if (!reading.signal.aborted) {
        this._fail(reason);
      }
    }
  }

  /** Say that a metric that was found is of the version shown, and read the card again. */
  async confirm(metric: Metric): Promise<void> {
    if (!this._card) {
      return;
    }
    const { model, version } = this._card;
    const evaluation = { metrics: [{ ...metric, inferred: false }], measured_at: version.published_at };
    try {
      const ref = `${model.name}:${version.number}`;
      await this._door.request('add-evaluation', { ref, evaluation, request_id: UUID.uuid4() });
      this._reload();
    } catch (reason) {
      this._fail(reason);
    }
  }

  private _fail(reason: unknown): void {
    this._set({ ...this.measured, trouble: troubleText(troubleOf(reason)) });
  }

  private _set(measured: IMeasured): void {
    this.measured = measured;
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _card: ModelCard | null = null;
  private _reading: AbortController | null = null;
}
