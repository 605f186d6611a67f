/** Live changes: the server's events and the return of the window, as one signal. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';

import { Live } from '../live';
import { ILive } from '../tokens';

/** Tells open views when to read again. */
export const livePlugin: JupyterFrontEndPlugin<ILive> = {
  id: 'jupyter-registry:live',
  description: 'Tells open views that the registry changed.',
  autoStart: true,
  provides: ILive,
  activate: (app: JupyterFrontEnd): ILive => new Live(app.serviceManager.events.stream)
};
