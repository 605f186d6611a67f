/** What the parts of a comparison share. */
import type { ComparedVersion, Comparison } from '../../schema';
import type { ICompareLook } from '../../state/compareLook';
import type { IKernelFacts, ITrans } from '../card/contract';

/** What can be asked of the host; a missing callback hides its control. */
export interface ICompareActions {
  onLook?: (change: Partial<ICompareLook>) => void;
  onOpen?: (ref: string) => void;
  onAdd?: () => void;
  onRemove?: (place: number) => void;
  /** Move a column; the first one is the baseline. */
  onMove?: (place: number, to: number) => void;
  onVersion?: (place: number, number: number) => void;
  onInsertTable?: () => void;
  onCopyMarkdown?: () => void;
  onCopyLink?: () => void;
}

/** Properties of every part of a comparison. */
export interface ICompareProps extends ICompareActions {
  comparison: Comparison;
  look: ICompareLook;
  trans: ITrans;
  kernel?: IKernelFacts | null;
  /** Whether single letters are keys now; without it they are. */
  letters?: () => boolean;
}

/** Class names of a comparison: `cmp('cell', best && 'best')`. */
export function cmp(...names: (string | false | undefined | null)[]): string {
  return names
    .filter(Boolean)
    .map(name => `jp-ModelRegistry-Compare-${name}`)
    .join(' ');
}

/** "churn v3". */
export function nameOf({ hit }: ComparedVersion): string {
  return `${hit.model} v${hit.number}`;
}

/** The ref of a column by its number. */
export function refOf({ hit }: ComparedVersion): string {
  return `${hit.model}:${hit.number}`;
}
