/** A comparison in the main area: a widget that shows the state of one. */
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { Button } from '../components/card/bits';
import type { ITrans } from '../components/card/contract';
import { cmp } from '../components/compare/contract';
import type { ICompareActions } from '../components/compare/contract';
import { ComparePage } from '../components/ComparePage';
import type { CompareState } from '../state/compareState';
import { troubleText } from '../state/door';
import type { IKernelSource } from './page';

/** What the page needs from the application. */
export interface IComparePageOptions {
  state: CompareState;
  trans: ITrans;
  kernel?: IKernelSource;
  /** Whether single letters are keys; asked at each press. */
  letters?: () => boolean;
  /** Opening, adding, inserting, copying; all else goes through the state. */
  actions: Pick<ICompareActions, 'onOpen' | 'onAdd' | 'onInsertTable' | 'onCopyMarkdown' | 'onCopyLink'>;
}

/** Content of the tab of one comparison. */
export class CompareTab extends ReactWidget {
  constructor(private readonly _options: IComparePageOptions) {
    super();
    this.addClass('jp-ModelRegistry-comparePage');
    this.node.tabIndex = -1;
  }

  /** What is compared. */
  get state(): CompareState {
    return this._options.state;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.state.dispose();
      super.dispose();
    }
  }

  protected onActivateRequest(_: Message): void {
    this._focus += 1;
    this.node.focus({ preventScroll: true });
    this.update();
  }

  protected render(): React.ReactElement {
    const { state, kernel } = this._options;
    const focusRequest = this._focus;
    const body = (): React.ReactElement => this._body(focusRequest);
    return (
      <UseSignal signal={state.changed}>
        {() => (kernel ? <UseSignal signal={kernel.changed}>{body}</UseSignal> : body())}
      </UseSignal>
    );
  }

  private _body(focusRequest: number): React.ReactElement {
    const { state, trans, kernel, letters, actions } = this._options;
    const { comparison, trouble } = state;
    const fault = trouble ? troubleText(trouble) : '';
    if (!comparison) {
      return (
        <div className={`jp-ModelRegistry-card ${cmp('wait')}`} aria-busy={state.loading}>
          {fault ? (
            <>
              <p role="alert">{fault}</p>
              <Button label={trans.__('Try again')} onClick={() => void state.reload()} />
            </>
          ) : (
            <p role="status">{trans.__('Comparing…')}</p>
          )}
        </div>
      );
    }
    return (
      <ComparePage
        {...actions}
        comparison={comparison}
        look={state.look}
        trans={trans}
        kernel={kernel?.facts ?? null}
        letters={letters}
        busy={state.loading}
        fault={fault}
        focusRequest={focusRequest}
        onLook={change => state.set(change)}
        onRemove={place => void state.remove(place)}
        onMove={(place, to) => void state.move(place, to)}
        onVersion={(place, number) => void state.setVersion(place, number)}
      />
    );
  }

  private _focus = 0;
}
