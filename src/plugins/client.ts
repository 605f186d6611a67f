/** The client that all other plugins ask. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { RegistryClient } from '../client';
import { IRegistryClient } from '../tokens';

/** Provides the way to the server part. */
export const clientPlugin: JupyterFrontEndPlugin<IRegistryClient> = {
  id: 'jupyter-registry:client',
  description: 'Asks the model registry of the Jupyter server.',
  autoStart: true,
  provides: IRegistryClient,
  activate: (app: JupyterFrontEnd): IRegistryClient => new RegistryClient(app.serviceManager.serverSettings)
};
