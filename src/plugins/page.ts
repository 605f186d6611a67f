/** Model cards as tabs: one tab per model, kept over a reload. */
import { ILayoutRestorer, ILabShell } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, InputDialog, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { IMarkdownParser } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { textArg } from '../commands/asking';
import { OPEN_CARD_ARGS } from '../commands/schemas';
import type { CardPage } from '../hosts/page';
import { registryIcon } from '../icons';
import { CommandIDs, ICardTabs, ILive, IRegistryClient, IWorkplace } from '../tokens';
import type { ICardParts } from './cardPage';

/** The name in a ref: what stands before ":" or "@". */
export function nameOf(ref: string): string {
  return ref.split(/[:@]/)[0];
}

/** A fresh page; its code is fetched with the first card. */
async function makePage(parts: ICardParts): Promise<CardPage> {
  const { makeCardPage } = await import('./cardPage');
  return makeCardPage(parts);
}

/** The open cards. */
class CardTabs implements ICardTabs {
  constructor(
    private readonly _parts: ICardParts,
    private readonly _inSidebar: boolean
  ) {}

  readonly tracker = new WidgetTracker<MainAreaWidget<CardPage>>({ namespace: 'jupyter-registry-card' });

  get currentRef(): string {
    return this.tracker.currentWidget?.content.state.ref ?? '';
  }

  /**
   * Open or reuse the tab of the model that `ref` names; `focus` puts the focus on its heading, `beside` opens a new
   * tab beside what is shown.
   */
  async open(ref: string, focus = true, beside = false): Promise<void> {
    const name = nameOf(ref);
    const known = this.tracker.find(found => nameOf(found.content.state.ref) === name);
    const tab = known ?? (await this._add(name, beside));
    if (tab.content.state.ref !== ref) {
      void tab.content.state.open(ref);
      void this.tracker.save(tab);
    }
    const { shell } = this._parts.app;
    if (focus || !tab.isVisible) {
      shell.activateById(tab.id);
    }
  }

  private async _add(name: string, beside: boolean): Promise<MainAreaWidget<CardPage>> {
    const { app } = this._parts;
    const content = await makePage(this._parts);
    const already = this.tracker.find(found => nameOf(found.content.state.ref) === name);
    if (already) {
      content.dispose();
      return already;
    }
    const tab = new MainAreaWidget({ content });
    tab.toolbar.hide(); // the card has its controls in its head
    tab.id = `jp-model-registry-card-${name.replace(/[^a-z0-9]+/g, '-')}-${Date.now().toString(36)}`;
    tab.title.label = name;
    tab.title.caption = name;
    tab.title.icon = registryIcon;
    tab.title.closable = true;
    content.state.changed.connect(() => {
      const card = content.state.card;
      tab.title.caption = card ? `${card.model.name}:${card.version.number}` : name;
    });
    const place = this._inSidebar ? 'right' : 'main';
    app.shell.add(tab, place, { type: 'Model card', mode: beside ? 'split-right' : 'tab-after' });
    await this.tracker.add(tab);
    return tab;
  }
}

/** Opens model cards. */
export const pagePlugin: JupyterFrontEndPlugin<ICardTabs> = {
  id: 'jupyter-registry:page',
  description: 'Model cards as tabs of the main area.',
  autoStart: true,
  requires: [IRegistryClient, IWorkplace],
  optional: [ILive, ILabShell, ILayoutRestorer, IMarkdownParser, ICommandPalette, ISettingRegistry, ITranslator],
  provides: ICardTabs,
  activate: (
    app: JupyterFrontEnd,
    client: IRegistryClient,
    workplace: IWorkplace,
    live: ILive | null,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    parser: IMarkdownParser | null,
    palette: ICommandPalette | null,
    settings: ISettingRegistry | null,
    translator: ITranslator | null
  ): ICardTabs => {
    const trans = (translator ?? nullTranslator).load('jupyter_registry');
    // Notebook 7 shows one document per window: its main area is taken, so a card goes to the right.
    const tabs = new CardTabs({ app, client, workplace, live, parser, settings, trans }, labShell === null);
    app.commands.addCommand(CommandIDs.openCard, {
      label: trans.__('Open a Model Card…'),
      describedBy: OPEN_CARD_ARGS,
      execute: async args => {
        const label = trans.__('Model, as name, name:3 or name@champion');
        const ref =
          textArg(args, 'ref') ||
          (await InputDialog.getText({ title: trans.__('Open a model card'), label })).value?.trim();
        if (ref) {
          await tabs.open(ref, args.focus !== false, args.beside === true);
        }
      }
    });
    palette?.addItem({ command: CommandIDs.openCard, category: trans.__('Model Registry') });
    void restorer?.restore(tabs.tracker, {
      command: CommandIDs.openCard,
      args: tab => ({ ref: tab.content.state.ref, focus: false }),
      name: tab => nameOf(tab.content.state.ref)
    });
    return tabs;
  }
};
