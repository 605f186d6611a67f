/** Notebook outputs of the registry: a renderer for their MIME type, in Lab and in Notebook. */
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { ITrans } from '../components/card/contract';
import type { IInlineActions } from '../components/InlineCard';
import { InlineCard } from '../components/InlineCard';
import type { Snapshot } from '../schema';
import { readSnapshot, SNAPSHOT_MIME } from '../snapshot';

/** Rank among the renderers of an output: before text/html and text/plain. */
export const SNAPSHOT_RANK = 40;

/** One output. Data that is not a snapshot is shown as its plain text. */
export class SnapshotOutput extends ReactWidget implements IRenderMime.IRenderer {
  constructor(
    private readonly _trans: ITrans,
    private readonly _actions: IInlineActions
  ) {
    super();
    this.addClass('jp-ModelRegistry-output');
  }

  /** Show the model; buttons that act are only there in a notebook that is trusted. */
  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this._snapshot = readSnapshot(model.data[SNAPSHOT_MIME]);
    const plain = model.data['text/plain'];
    this._plain = typeof plain === 'string' ? plain : '';
    this._trusted = model.trusted;
    this.update();
  }

  protected render(): React.ReactElement {
    if (!this._snapshot) {
      return <pre>{this._plain || this._trans.__('This output holds no card that can be shown.')}</pre>;
    }
    return (
      <InlineCard snapshot={this._snapshot} trans={this._trans} actions={this._trusted ? this._actions : undefined} />
    );
  }

  private _snapshot: Snapshot | null = null;
  private _plain = '';
  private _trusted = false;
}

/** The factory to add to a rendermime registry. It runs nothing of what it shows, so it is safe. */
export function snapshotFactory(trans: ITrans, actions: IInlineActions): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [SNAPSHOT_MIME],
    defaultRank: SNAPSHOT_RANK,
    createRenderer: () => new SnapshotOutput(trans, actions)
  };
}
