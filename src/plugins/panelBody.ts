/** The part of the panel that is fetched when it is first shown: its states and its drawing. */
import type { IDoor } from '../state/door';
import { Memory } from '../state/memory';
import { PanelState } from '../state/panelState';
import { SavedCopy } from '../state/savedCopy';
import type { ISearchOptions } from '../state/searchState';
import { SearchState } from '../state/searchState';
import type { INotebookQuery } from '../state/startState';
import { StartState } from '../state/startState';

export { RegistryPanel } from '../hosts/panel';

/** What the states take from the application. */
export interface IStateParts extends ISearchOptions {
  storage: Storage | null;
  /** Keeps what the browser remembers of one server apart from that of others. */
  scope: string;
  /** Says that a filter cannot be applied to the saved copy. */
  notApplied: string;
  notebookQueries: () => INotebookQuery[];
}

/** The state of the search and that of the panel. */
export function makeStates(door: IDoor, parts: IStateParts): { state: SearchState; panel: PanelState } {
  const memory = new Memory(parts.storage, parts.scope);
  const start = new StartState(door, memory, parts.notebookQueries);
  const state = new SearchState(door, start, new SavedCopy(memory, parts.notApplied), parts);
  return { state, panel: new PanelState() };
}
