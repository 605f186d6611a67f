/** The panel of the left sidebar: JupyterLab's side panel around our list. */
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

import type { ITrans } from '../components/card/contract';
import type { IPanelActions } from '../components/panel/contract';
import { Panel } from '../components/panel/Panel';
import type { SearchState } from '../state/searchState';

/** What the panel needs from the application. */
export interface IPanelOptions {
  state: SearchState;
  trans: ITrans;
  actions: Pick<IPanelActions, 'onOpen' | 'onInsert' | 'onPublish' | 'onCopy' | 'onDrag' | 'onLeave'>;
  /** Name of the notebook that Insert acts on, and when it is another. */
  notebook: () => string;
  notebookChanged?: ISignal<unknown, unknown>;
}

/** The panel's content. */
export class RegistryPanel extends ReactWidget {
  constructor(private readonly _options: IPanelOptions) {
    super();
    this.addClass('jp-ModelRegistry-panel');
    const { state } = _options;
    this._actions = {
      ..._options.actions,
      onQuery: query => state.setQuery(query),
      onSort: sort => state.setSort(sort),
      onBrowse: browsing => state.browse(browsing),
      onRetry: () => void state.refresh(),
      hitAt: row => state.hitAt(row),
      ensure: (first, last) => state.ensure(first, last)
    };
    _options.notebookChanged?.connect(() => this.update());
    void state.refresh();
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._options.state.dispose();
      super.dispose();
    }
  }

  /** Put the focus into the search box. */
  focusSearch(): void {
    this._focus += 1;
    this.update();
  }

  /** Search for a query. */
  search(query: string): void {
    this._options.state.setQuery(query);
  }

  protected onActivateRequest(_: Message): void {
    this.focusSearch();
  }

  protected render(): React.ReactElement {
    const { state, trans, notebook } = this._options;
    const { _focus: focusRequest, _actions: actions } = this;
    return (
      <UseSignal signal={state.changed}>
        {() => (
          <Panel
            {...actions}
            trans={trans}
            view={state.view}
            query={state.query}
            sort={state.sort}
            browsing={state.browsing}
            page={state.page}
            newest={state.newest}
            tasks={state.tasks}
            status={state.status}
            trouble={state.trouble}
            answeredAt={state.answeredAt}
            notebook={notebook()}
            focusRequest={focusRequest}
          />
        )}
      </UseSignal>
    );
  }

  private readonly _actions: IPanelActions;
  private _focus = 0;
}
