/** Notebook outputs of the registry: their renderer, with buttons that act where there is something to act on. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { snapshotFactory, SNAPSHOT_RANK } from '../hosts/renderer';
import { IRegistryClient, IWorkplace } from '../tokens';

/** Shows `application/vnd.jupyter-registry.v1+json`, in Lab and in Notebook. */
export const outputsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-registry:outputs',
  description: 'Shows what the registry prints in notebooks: publications, cards, lists and refusals.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IRegistryClient, IWorkplace, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    client: IRegistryClient | null,
    workplace: IWorkplace | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_registry');
    const drawing = async () => {
      const { actionsOf, drawWith } = await import('./outputParts');
      return drawWith(trans, actionsOf({ app, client, workplace, trans }));
    };
    rendermime.addFactory(snapshotFactory(drawing), SNAPSHOT_RANK);
  }
};
