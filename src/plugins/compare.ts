/** Comparisons as tabs: one tab per set of versions, kept over a reload, opened by a command or a link. */
import { ILabShell, ILayoutRestorer, IRouter } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { askText } from '../commands/asking';
import { COMPARE_ARGS } from '../commands/schemas';
import type { CompareTab } from '../hosts/compare';
import { compareIcon } from '../icons';
import { CommandIDs, ICardTabs, ILive, IRegistryClient, IWorkplace } from '../tokens';
import { followCompareLinks, refsIn } from './compareLink';
import type { ICompareParts } from './compareParts';

type Tab = MainAreaWidget<CompareTab>;

/** The refs of a command's arguments. */
function refsOf({ refs }: ReadonlyPartialJSONObject): string[] {
  return Array.isArray(refs) ? refs.filter((ref): ref is string => typeof ref === 'string' && ref !== '') : [];
}

/** The open comparisons. */
class CompareTabs {
  constructor(
    private readonly _parts: ICompareParts,
    private readonly _inSidebar: boolean
  ) {}

  readonly tracker = new WidgetTracker<Tab>({ namespace: 'jupyter-registry-compare' });

  /** Show the comparison of these refs, in the tab that shows it already where there is one. */
  async open(refs: readonly string[]): Promise<void> {
    const name = refs.join(',');
    const known = this.tracker.find(tab => tab.content.state.refs.join(',') === name);
    const tab = known ?? (await this._add());
    if (!known) {
      void tab.content.state.open(refs);
    }
    this._parts.app.shell.activateById(tab.id);
  }

  private async _add(): Promise<Tab> {
    const { app, trans } = this._parts;
    const { makeCompareTab } = await import('./compareParts');
    const content = makeCompareTab(this._parts);
    const tab = new MainAreaWidget({ content });
    tab.toolbar.hide(); // the page has its controls itself
    tab.id = `jp-model-registry-compare-${Date.now().toString(36)}`;
    tab.title.icon = compareIcon;
    tab.title.closable = true;
    content.state.changed.connect(({ refs }) => {
      tab.title.label = trans._n('Compare %1 version', 'Compare %1 versions', refs.length);
      tab.title.caption = refs.join(', ');
      void this.tracker.save(tab);
    });
    app.shell.add(tab, this._inSidebar ? 'right' : 'main', { type: 'Model comparison' });
    await this.tracker.add(tab);
    return tab;
  }
}

/** Opens comparisons of versions. */
export const comparePlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-registry:compare',
  description: 'Versions of models side by side.',
  autoStart: true,
  requires: [IRegistryClient, IWorkplace],
  optional: [ICardTabs, ILive, ILabShell, ILayoutRestorer, IRouter, ICommandPalette, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    client: IRegistryClient,
    workplace: IWorkplace,
    cards: ICardTabs | null,
    live: ILive | null,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    router: IRouter | null,
    palette: ICommandPalette | null,
    settings: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_registry');
    // Notebook 7 shows one document per window: its main area is taken, so a comparison goes to the right.
    const tabs = new CompareTabs({ app, client, workplace, live, settings, trans }, labShell === null);
    app.commands.addCommand(CommandIDs.compare, {
      label: trans.__('Compare Models…'),
      describedBy: COMPARE_ARGS,
      execute: async args => {
        let refs = refsOf(args);
        if (refs.length < 2) {
          const known = [...refs, cards?.currentRef ?? ''].filter(Boolean).slice(0, 1).join(' ');
          const label = trans.__('Two to six models, as name, name:3 or name@champion, with spaces between');
          const text = await askText(trans.__('Compare models'), label, known && `${known} `);
          refs = refsIn(text);
        }
        if (refs.length > 0) {
          await tabs.open(refs);
        }
      }
    });
    palette?.addItem({ command: CommandIDs.compare, category: trans.__('Model Registry') });
    void restorer?.restore(tabs.tracker, {
      command: CommandIDs.compare,
      args: tab => ({ refs: [...tab.content.state.refs] }),
      name: tab => tab.content.state.refs.join(',')
    });
    if (router) {
      followCompareLinks(app, router);
    }
  }
};
