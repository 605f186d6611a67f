/** The commands of the registry and their place in the palette. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import type { ICommandContext } from '../commands/context';
import { modelCommands } from '../commands/models';
import { publishCommands } from '../commands/publish';
import { upkeepCommands } from '../commands/upkeep';
import { ICardTabs, ILive, IRegistryClient, IWorkplace } from '../tokens';

/** Adds the commands; each works without arguments, so each stands in the palette. */
export const commandsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-registry:commands',
  description: 'Commands of the model registry: insert, publish, retire and others.',
  autoStart: true,
  requires: [IRegistryClient, IWorkplace],
  optional: [ICardTabs, ILive, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    client: IRegistryClient,
    workplace: IWorkplace,
    tabs: ICardTabs | null,
    live: ILive | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_registry');
    const context: ICommandContext = {
      app,
      client,
      trans,
      live,
      ...workplace,
      currentRef: () => tabs?.currentRef ?? ''
    };
    for (const [id, options] of [...modelCommands(context), ...publishCommands(context), ...upkeepCommands(context)]) {
      app.commands.addCommand(id, options);
      palette?.addItem({ command: id, category: trans.__('Model Registry') });
    }
  }
};
