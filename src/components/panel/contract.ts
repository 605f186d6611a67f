/** What the panel's parts are given: what to show and what to call. */
import type { Facet, Hit, SavedSearch, Status, SuggestionList } from '../../schema';
import type { ITrouble } from '../../state/door';
import type { IPanelLook } from '../../state/panelState';
import type { IAround } from '../../state/around';
import type { IAnswer, PanelView } from '../../state/searchState';
import type { ISuiting } from '../../state/startState';
import type { ITrans } from '../card/contract';

/** What is offered before anything is typed. */
export interface IStartShown {
  status: Status | null;
  tasks: Facet | null;
  /** Models that are listed when nothing is asked for. */
  listed: number;
  newest: readonly Hit[];
  recent: readonly Hit[];
  saved: readonly SavedSearch[];
  suiting: readonly ISuiting[];
  starred: ReadonlySet<string>;
}

/** What is shown. */
export interface IPanelShown {
  view: PanelView;
  look: IPanelLook;
  /** Whether there is room for the filters beside the list. */
  wide: boolean;
  /** Whether there is room for a table. */
  table: boolean;
  /** Whether this is the catalogue, which always lists models. */
  catalogue: boolean;
  query: string;
  sort: string;
  browsing: boolean;
  answer: IAnswer | null;
  around: IAround;
  searching: boolean;
  start: IStartShown;
  trouble: ITrouble | null;
  /** Whether a saved copy is shown because the registry does not answer. */
  away: boolean;
  copyAt: Date | null;
  copySize: number;
  retryAt: number | null;
  /** Name of the notebook that Insert acts on; empty when there is none. */
  notebook: string;
  /** Whether single letters are keys of the list. */
  letters: boolean;
}

/** What can be done; a missing callback hides its control. */
export interface IPanelActions {
  onQuery: (query: string) => void;
  onSort: (sort: string) => void;
  onBrowse: (browsing: boolean) => void;
  onRetry: () => void;
  onCancel: () => void;
  onLook: (change: Partial<IPanelLook>) => void;
  /** Close the topmost thing that is open; false when there is none. */
  onBack: () => boolean;
  onSelect: (hit: Hit) => void;
  onOpen: (hit: Hit, beside?: boolean) => void;
  onInsert: (hits: readonly Hit[], below?: boolean) => void;
  onCopyRefs: (hits: readonly Hit[]) => void;
  onCompare?: (hits: readonly Hit[]) => void;
  onSaveSearch: (name: string, q: string) => Promise<string>;
  onRemoveSearch: (name: string) => void;
  /** Makes a model a favourite, or no longer one. */
  onStar: (hit: Hit) => void;
  onSuggest: (q: string, cursor: number) => Promise<SuggestionList>;
  onCopy: (text: string) => void;
  onCopyLink?: () => void;
  onPublish?: () => void;
  /** Opens the table of all models; missing where it is open. */
  onCatalogue?: () => void;
  /** Names of fitted models in the kernel of the active notebook. */
  onFindFitted?: () => Promise<string[]>;
  onInsertCode?: (code: string) => void;
  onDrag?: (hit: Hit, press: MouseEvent) => void;
  onLeave: () => void;
  hitAt: (row: number) => Hit | undefined;
  ensure: (first: number, last: number) => void;
}

/** Everything a part of the panel may need. */
export interface IPanelProps extends IPanelShown, IPanelActions {
  trans: ITrans;
}

/** Class names of the panel: `panelCls('chip', bad && 'chip-bad')`. */
export function panelCls(...names: (string | false | undefined | null)[]): string {
  return names
    .filter(Boolean)
    .map(name => `jp-ModelRegistry-Panel-${name}`)
    .join(' ');
}
