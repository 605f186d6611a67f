/** The catalogue: the panel in the main area, where it has room for a table of all models. */
import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ILauncher } from '@jupyterlab/launcher';
import type { TranslationBundle } from '@jupyterlab/translation';

import { OPEN_CATALOGUE_ARGS } from '../commands/schemas';
import type { RegistryPanel } from '../hosts/panel';
import { registryIcon } from '../icons';
import { CommandIDs } from '../tokens';

/** What the catalogue needs from the application and the panel's plugin. */
export interface ICatalogueParts {
  app: JupyterFrontEnd;
  /** A fresh body for the tab. */
  make: () => Promise<RegistryPanel>;
  /** Notebook 7 shows one document per window: its main area is taken, so the catalogue goes to the right. */
  inSidebar: boolean;
  launcher: ILauncher | null;
  palette: ICommandPalette | null;
  restorer: ILayoutRestorer | null;
  trans: TranslationBundle;
}

type Tab = MainAreaWidget<RegistryPanel>;

function tabOf(content: RegistryPanel, trans: TranslationBundle): Tab {
  const tab = new MainAreaWidget({ content });
  tab.toolbar.hide(); // the panel has its controls in its head
  tab.id = 'jp-model-registry-catalogue';
  tab.title.label = trans.__('Model catalogue');
  tab.title.icon = registryIcon;
  tab.title.closable = true;
  return tab;
}

/** Adds the command that opens the one catalogue, perhaps with a query, and its tile in the launcher. */
export function addCatalogue(parts: ICatalogueParts): void {
  const { app, make, inSidebar, launcher, palette, restorer, trans } = parts;
  const tracker = new WidgetTracker<Tab>({ namespace: 'jupyter-registry-catalogue' });
  let making: Promise<Tab> | null = null;
  const open = async (): Promise<Tab> => {
    const tab = tabOf(await make(), trans);
    tab.disposed.connect(() => (making = null));
    tab.content.state.changed.connect(() => void tracker.save(tab));
    app.shell.add(tab, inSidebar ? 'right' : 'main', { type: 'Model catalogue' });
    await tracker.add(tab);
    return tab;
  };
  const command = CommandIDs.openCatalogue;
  const category = trans.__('Model Registry');
  app.commands.addCommand(command, {
    label: args => (args.isLauncher ? trans.__('Model Catalogue') : trans.__('Open the Model Catalogue')),
    icon: args => (args.isPalette ? undefined : registryIcon),
    describedBy: OPEN_CATALOGUE_ARGS,
    execute: async args => {
      const tab = await (making ??= open());
      if (typeof args.q === 'string') {
        tab.content.actions.onQuery(args.q);
      }
      app.shell.activateById(tab.id);
    }
  });
  palette?.addItem({ command, category, args: { isPalette: true } });
  launcher?.add({ command, category: trans.__('Other'), args: { isLauncher: true }, rank: 6 });
  void restorer?.restore(tracker, { command, args: tab => ({ q: tab.content.state.query }), name: () => 'catalogue' });
}
