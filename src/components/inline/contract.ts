/** What the parts of an inline card share. */
import type { Snapshot } from '../../schema';
import type { ITrans } from '../card/contract';

/** What an inline card can ask its host to do; a missing one hides its button. */
export interface IInlineActions {
  onOpen?: (ref: string) => void;
  onInsert?: (code: string) => void;
  onCopy?: (code: string) => void;
  onSearch?: (q: string) => void;
  /** Answer a question of the card of `ref`; the text that says what became of it. */
  onAnswer?: (ref: string, field: string, text: string) => Promise<string>;
}

/** Properties of every view. */
export interface IViewProps {
  snapshot: Snapshot;
  trans: ITrans;
  actions: IInlineActions;
}
