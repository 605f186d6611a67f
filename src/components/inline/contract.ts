/** What the parts of an inline card share. */
import type { CardValue, Snapshot } from '../../schema';
import type { ITrans } from '../card/contract';

/** What an inline card can ask its host to do; a missing one hides its button. */
export interface IInlineActions {
  onOpen?: (ref: string) => void;
  onInsert?: (code: string) => void;
  onCopy?: (code: string) => void;
  onSearch?: (q: string) => void;
  onCompare?: (refs: readonly string[]) => void;
  /** Answer a question of the card of `ref`; the text that says what became of it. */
  onAnswer?: (ref: string, field: string, answer: CardValue) => Promise<string>;
  /** Say that the metrics of that name are of this model; the text that says what became of it. */
  onConfirm?: (ref: string, names: readonly string[]) => Promise<string>;
  /** Take a publication back; the text that says what became of it. */
  onUndo?: (ref: string) => Promise<string>;
  /** Put a cell below the output and run it. */
  onRun?: (code: string) => void;
  /** Pause, resume or cancel a publication of the kernel behind the output. */
  onJob?: (job: string, act: JobAct) => void;
}

/** What can be done with a publication in the background. */
export type JobAct = 'pause' | 'resume' | 'cancel';

/** Properties of every view. */
export interface IViewProps {
  snapshot: Snapshot;
  trans: ITrans;
  actions: IInlineActions;
}
