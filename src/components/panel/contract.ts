/** What the panel's parts are given: what to show and what to call. */
import type { Facet, Hit, Page, Status } from '../../schema';
import type { ITrouble, PanelView } from '../../state/searchState';
import type { ITrans } from '../card/contract';

/** What is shown. */
export interface IPanelShown {
  view: PanelView;
  query: string;
  sort: string;
  browsing: boolean;
  page: Page | null;
  newest: readonly Hit[];
  tasks: Facet | null;
  status: Status | null;
  trouble: ITrouble | null;
  answeredAt: Date | null;
  /** Name of the notebook that Insert acts on; empty when there is none. */
  notebook: string;
}

/** What can be done; a missing callback hides its control. */
export interface IPanelActions {
  onQuery: (query: string) => void;
  onSort: (sort: string) => void;
  onBrowse: (browsing: boolean) => void;
  onRetry: () => void;
  onOpen: (hit: Hit, beside?: boolean) => void;
  onInsert: (hit: Hit, below?: boolean) => void;
  onPublish?: () => void;
  onCopy: (text: string) => void;
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
