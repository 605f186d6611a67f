/** How a comparison looks, apart from what is compared. */

/** Versions that fit into one comparison. */
export const MOST_COMPARED = 6;

/** What the bars of a cell say: 0 to 100, the change from the baseline, or the number alone. */
export type Bars = 'score' | 'change' | 'raw';

/** How a comparison looks. */
export interface ICompareLook {
  readonly bars: Bars;
  readonly onlyDifferences: boolean;
  /** Weight of a row of numbers by its id; 1 where there is none. */
  readonly weights: Readonly<Record<string, number>>;
  /** Names of the groups that are folded. */
  readonly folded: readonly string[];
  /** Whether the weights are being set. */
  readonly weighing: boolean;
  /** The row that a sentence pointed at, to be brought to view; empty when none. */
  readonly shown: string;
}

/** How a comparison looks at first. */
export const FIRST_LOOK: ICompareLook = {
  bars: 'score',
  onlyDifferences: true,
  weights: {},
  folded: [],
  weighing: false,
  shown: ''
};
