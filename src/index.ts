/** The plugins of the model registry; each can be switched off by itself. */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

import { clientPlugin } from './plugins/client';
import { commandsPlugin } from './plugins/commands';
import { comparePlugin } from './plugins/compare';
import { livePlugin } from './plugins/live';
import { notebookPlugin } from './plugins/notebook';
import { outputsPlugin } from './plugins/outputs';
import { pagePlugin } from './plugins/page';
import { panelPlugin } from './plugins/panel';

export { CommandIDs, ICardTabs, ILive, IRegistryClient, IWorkplace } from './tokens';

const plugins: JupyterFrontEndPlugin<unknown>[] = [
  clientPlugin,
  livePlugin,
  notebookPlugin,
  pagePlugin,
  commandsPlugin,
  comparePlugin,
  outputsPlugin,
  panelPlugin
];

export default plugins;
