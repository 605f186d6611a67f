/** What the section of lineage shows. */
import type { Lineage } from '../../../schema';

/** Links that are followed in each direction. */
export const STEPS = [1, 2, 32] as const;

/** The lineage that is shown, or why it is not. */
export interface ILineagePart {
  readonly lineage: Lineage | null;
  readonly steps: number;
  readonly trouble: string;
}
