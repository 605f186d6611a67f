/** The panel of the left sidebar: the states of the search and of the panel, drawn by React. */
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

import type { ITrans } from '../components/card/contract';
import type { IPanelActions } from '../components/panel/contract';
import { Panel } from '../components/panel/Panel';
import type { Hit } from '../schema';
import { troubleOf, troubleText } from '../state/door';
import type { PanelState } from '../state/panelState';
import type { SearchState } from '../state/searchState';

/** Pixels from which on the filters stand beside the list, and from which on it is a table. */
const WIDE = 480;
const TABLE = 900;

/** What only the application can do. */
export type PanelDeeds = Pick<
  IPanelActions,
  | 'onOpen'
  | 'onInsert'
  | 'onCopyRefs'
  | 'onCompare'
  | 'onCopy'
  | 'onCopyLink'
  | 'onPublish'
  | 'onCatalogue'
  | 'onFindFitted'
  | 'onInsertCode'
  | 'onSuggest'
  | 'onDrag'
  | 'onLeave'
> & {
  /** Says why something was not done. */
  onRefused: (message: string) => void;
};

/** What the panel needs from the application. */
export interface IPanelOptions {
  state: SearchState;
  panel: PanelState;
  trans: ITrans;
  deeds: PanelDeeds;
  /** Name of the notebook that Insert acts on; drawn again when `redraw` fires. */
  notebook: () => string;
  letters: () => boolean;
  /** Whether it lists all models from the start. */
  catalogue?: boolean;
  redraw: readonly ISignal<unknown, unknown>[];
}

/** The words of a refusal, for the place where it was asked. */
function refusalOf(reason: unknown): string {
  return troubleText(troubleOf(reason));
}

/** The panel's content. */
export class RegistryPanel extends ReactWidget {
  constructor(private readonly _options: IPanelOptions) {
    super();
    this.addClass('jp-ModelRegistry-panel');
    const { state, panel, redraw } = _options;
    this._actions = this._makeActions();
    for (const signal of [state.changed, panel.changed, ...redraw]) {
      signal.connect(this._redraw, this);
    }
    state.browsing = _options.catalogue ?? false;
    void state.refresh();
  }

  /** The search of this panel. */
  get state(): SearchState {
    return this._options.state;
  }

  /** What is open and chosen in this panel. */
  get panel(): PanelState {
    return this._options.panel;
  }

  /** What its controls do, for commands that do the same. */
  get actions(): IPanelActions {
    return this._actions;
  }

  /** The result that actions without an own target are about. */
  get current(): Hit | undefined {
    return this.state.view === 'results' ? this.state.hitAt(this.panel.look.row) : undefined;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.state.dispose();
      this.panel.dispose();
      super.dispose();
    }
  }

  protected onActivateRequest(_: Message): void {
    this.panel.focusBox();
  }

  protected onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this._widths.observe(this.node);
  }

  protected onBeforeDetach(message: Message): void {
    this._widths.disconnect();
    super.onBeforeDetach(message);
  }

  protected render(): React.ReactElement {
    const { state, panel, trans, notebook, letters, catalogue = false } = this._options;
    return (
      <Panel
        {...this._actions}
        trans={trans}
        view={state.view}
        look={panel.look}
        wide={this._width >= WIDE}
        table={this._width >= TABLE}
        catalogue={catalogue}
        query={state.query}
        sort={state.sort}
        browsing={state.browsing}
        answer={state.answer}
        around={state.around}
        searching={state.searching}
        start={state.start}
        trouble={state.trouble}
        away={state.away}
        copyAt={state.copyAt}
        copySize={state.copySize}
        retryAt={state.retryAt}
        notebook={notebook()}
        letters={letters()}
      />
    );
  }

  private _makeActions(): IPanelActions {
    const { state, panel, deeds } = this._options;
    return {
      ...deeds,
      onQuery: query => {
        panel.set({ row: 0, saving: false, focus: '' });
        state.setQuery(query);
      },
      onSort: sort => state.setSort(sort),
      onBrowse: browsing => state.browse(browsing),
      onRetry: () => void state.refresh(),
      onCancel: () => state.cancel(),
      onLook: change => panel.set(change),
      onBack: () => panel.back(),
      onSelect: hit => void panel.toggle(hit),
      onOpen: (hit, beside) => {
        state.used(hit);
        deeds.onOpen(hit, beside);
      },
      onInsert: (hits, below) => {
        hits.forEach(hit => state.used(hit));
        deeds.onInsert(hits, below);
      },
      onSaveSearch: (name, q) => state.start.save(name, q).then(() => '', refusalOf),
      onRemoveSearch: name => void state.start.remove(name).catch(() => state.refresh()),
      onStar: hit => void state.start.star(hit.model).catch(reason => deeds.onRefused(refusalOf(reason))),
      hitAt: row => state.hitAt(row),
      ensure: (first, last) => state.ensure(first, last)
    };
  }

  private _redraw(): void {
    this.update();
  }

  private readonly _actions: IPanelActions;
  // Not by Lumino's messages: a panel that is attached while its frame has its size already gets none with a width.
  private readonly _widths = new ResizeObserver(([{ contentRect }]) => {
    const passed = [WIDE, TABLE].some(limit => this._width < limit !== contentRect.width < limit);
    this._width = contentRect.width;
    if (passed) {
      this.update();
    }
  });
  private _width = 0;
}
