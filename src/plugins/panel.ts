/** The panel in the left sidebar. Its body is fetched when it is first shown. */
import { ILabShell, ILayoutRestorer, IRouter } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ILauncher } from '@jupyterlab/launcher';
import { PanelWithToolbar } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { FocusTracker } from '@lumino/widgets';

import { OPEN_PANEL_ARGS } from '../commands/schemas';
import type { RegistryPanel } from '../hosts/panel';
import { registryIcon } from '../icons';
import { CommandIDs, ILive, IRegistryClient, IWorkplace } from '../tokens';
import { addCatalogue } from './catalogue';
import { SETTINGS_ID } from './letters';
import { addPanelCommands } from './panelCommands';
import { followSearchLinks } from './panelLink';
import { makePanel } from './panelParts';
import type { IPanelParts } from './panelParts';

export const PANEL_ID = 'jp-model-registry';
const RANK = 600;

/** The frame in the sidebar: empty until somebody looks. */
class SidePanelFrame extends PanelWithToolbar {
  constructor(
    private readonly _parts: IPanelParts,
    private readonly _used: FocusTracker<RegistryPanel>
  ) {
    super();
    this.id = PANEL_ID;
    this.title.icon = registryIcon;
    this.title.caption = _parts.trans.__('Model Registry');
    this.addClass('jp-ModelRegistry-frame');
  }

  /** Show the search box with the focus in it, perhaps with a query. */
  async search(query?: string): Promise<void> {
    const body = await this.ready();
    if (query !== undefined) {
      body.actions.onQuery(query);
    }
    body.panel.focusBox();
  }

  /** The body, made with the first call. */
  ready(): Promise<RegistryPanel> {
    this._body ??= makePanel(this._parts).then(body => {
      this._used.add(body);
      this.addWidget(body);
      return body;
    });
    return this._body;
  }

  protected onBeforeShow(message: Message): void {
    super.onBeforeShow(message);
    void this.ready();
  }

  private _body: Promise<RegistryPanel> | null = null;
}

/** Adds the panel and the command that opens it. */
export const panelPlugin: JupyterFrontEndPlugin<void> = {
  id: SETTINGS_ID,
  description: 'The model registry in the left sidebar.',
  autoStart: true,
  requires: [IRegistryClient, IWorkplace],
  optional: [ILive, ILabShell, ILayoutRestorer, IRouter, ICommandPalette, ILauncher, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    client: IRegistryClient,
    workplace: IWorkplace,
    live: ILive | null,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    router: IRouter | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_registry');
    const settings = registry?.load(SETTINGS_ID) ?? null;
    const parts = { app, client, workplace, live, settings, trans };
    // The body that commands and menus are about: the one that had the focus last.
    const used = new FocusTracker<RegistryPanel>();
    const frame = new SidePanelFrame(parts, used);
    app.shell.add(frame, 'left', { rank: RANK });
    restorer?.add(frame, PANEL_ID);
    app.commands.addCommand(CommandIDs.openPanel, {
      label: trans.__('Search the Model Registry'),
      describedBy: OPEN_PANEL_ARGS,
      execute: async args => {
        const within = frame.node.contains(document.activeElement);
        if (within && args.q === undefined) {
          workplace.insertion.focus();
          return;
        }
        app.shell.activateById(PANEL_ID);
        await frame.search(typeof args.q === 'string' ? args.q : undefined);
      }
    });
    palette?.addItem({ command: CommandIDs.openPanel, category: trans.__('Model Registry') });
    const opened = async (): Promise<RegistryPanel> => {
      if (used.currentWidget?.isVisible) {
        return used.currentWidget;
      }
      app.shell.activateById(PANEL_ID);
      return frame.ready();
    };
    addPanelCommands(app, palette, trans, opened, () => used.currentWidget);
    const make = async (): Promise<RegistryPanel> => {
      const body = await makePanel({ ...parts, catalogue: true });
      used.add(body);
      return body;
    };
    addCatalogue({ app, make, inSidebar: labShell === null, launcher, palette, restorer, trans });
    if (router) {
      followSearchLinks(app, router);
    }
    if (settings) {
      void openOnStart(app, settings, labShell);
    }
  }
};

/** Show the panel at the start when the setting says so and no layout says otherwise. */
async function openOnStart(
  app: JupyterFrontEnd,
  settings: Promise<ISettingRegistry.ISettings>,
  labShell: ILabShell | null
): Promise<void> {
  const loaded = await settings;
  await app.restored;
  if (labShell && loaded.get('openOnStart').composite === true) {
    app.shell.activateById(PANEL_ID);
  }
}
