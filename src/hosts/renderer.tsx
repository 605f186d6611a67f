/** Notebook outputs of the registry: a renderer for their MIME type, in Lab and in Notebook. */
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

/** MIME type of the outputs. */
export const SNAPSHOT_MIME = 'application/vnd.jupyter-registry.v1+json';

/** Rank among the renderers of an output: before text/html and text/plain. */
export const SNAPSHOT_RANK = 40;

/** What an output holds. */
export interface IOutputData {
  data: unknown;
  plain: string;
  trusted: boolean;
}

/** Makes an element of what an output holds. */
export type DrawOutput = (held: IOutputData) => React.ReactElement;

/** One output; what draws it is fetched when there is something to draw. */
export class SnapshotOutput extends ReactWidget implements IRenderMime.IRenderer {
  constructor(private readonly _drawing: () => Promise<DrawOutput>) {
    super();
    this.addClass('jp-ModelRegistry-output');
  }

  /** Show the model; its plain text when what draws it cannot be fetched. */
  async renderModel({ data, trusted }: IRenderMime.IMimeModel): Promise<void> {
    const text = data['text/plain'];
    const plain = typeof text === 'string' ? text : '';
    try {
      const draw = await this._drawing();
      this._draw = () => draw({ data: data[SNAPSHOT_MIME], plain, trusted });
    } catch {
      this._draw = () => <pre>{plain}</pre>;
    }
    this.update();
  }

  protected render(): React.ReactElement {
    return this._draw();
  }

  private _draw = (): React.ReactElement => <></>;
}

/** The factory to add to a rendermime registry. It runs nothing of what it shows, so it is safe. */
export function snapshotFactory(drawing: () => Promise<DrawOutput>): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: [SNAPSHOT_MIME],
    defaultRank: SNAPSHOT_RANK,
    createRenderer: () => new SnapshotOutput(drawing)
  };
}
