/** What the section of metrics shows beside the card itself, and what it asks for. */
import type { Benchmark, Leaderboard, Metric } from '../../../schema';

/** The places of the model, and the leaderboard that is open. */
export interface IMeasured {
  /** What the version `ref` was measured on, with its places. */
  readonly benchmarks: readonly Benchmark[];
  /** The version that holds those places; empty until they are known. */
  readonly ref: string;
  readonly opened: Benchmark | null;
  readonly board: Leaderboard | null;
  /** Why the leaderboard is not there or a metric was not confirmed; empty when nothing failed. */
  readonly trouble: string;
}

/** What a person can do with metrics. */
export interface IMeasuredActions {
  /** Open the leaderboard of a benchmark, or close it with null. */
  onBoard?: (benchmark: Benchmark | null) => void;
  /** Say that a metric that was found is of this version. */
  onConfirm?: (metric: Metric) => void;
}

export const NOTHING_MEASURED: IMeasured = { benchmarks: [], ref: '', opened: null, board: null, trouble: '' };
