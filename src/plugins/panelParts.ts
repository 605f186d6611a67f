/** The panel's body with its states and what its controls do. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import { copyText, sayInserted } from '../commands/say';
import { codeOfHit, dragFrom } from '../drag';
import type { PanelDeeds, RegistryPanel } from '../hosts/panel';
import { tellingPackages } from '../kernelPackages';
import { notebookQueries } from '../notebookQueries';
import { findModels } from '../publishing';
import { fromHit, refOf } from '../snippets';
import { CommandIDs } from '../tokens';
import type { ILive, IRegistryClient, IWorkplace } from '../tokens';
import { singleLetterKeys } from './letters';
import { linkTo } from './panelLink';

/** What the panel is made of. */
export interface IPanelParts {
  app: JupyterFrontEnd;
  client: IRegistryClient;
  workplace: IWorkplace;
  live: ILive | null;
  settings: Promise<ISettingRegistry.ISettings> | null;
  trans: TranslationBundle;
  /** Whether it is for the catalogue. */
  catalogue?: boolean;
}

/** A storage of the browser, which may be forbidden. */
function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The sources of the code cells of the notebook used last. */
function codeOf({ insertion }: IWorkplace): string[] {
  const cells = insertion.notebook?.content.model?.sharedModel.cells ?? [];
  return cells.filter(cell => cell.cell_type === 'code').map(cell => cell.getSource());
}

/** What only the application can do. `query` is what a link shall search for. */
function deedsOf(parts: IPanelParts, query: () => string): PanelDeeds {
  const { app, client, workplace, trans } = parts;
  const { insertion } = workplace;
  const { commands } = app;
  return {
    onOpen: (hit, beside) =>
      void commands.execute(CommandIDs.openCard, { ref: `${hit.model}:${hit.number}`, beside: beside ?? false }),
    onInsert: async (hits, below) => {
      for (const [place, hit] of hits.entries()) {
        await commands.execute(CommandIDs.insert, { ref: refOf(fromHit(hit)), below: below || place > 0 });
      }
    },
    onCopyRefs: hits => copyText(trans, hits.map(hit => refOf(fromHit(hit))).join('\n')),
    onCompare: hits =>
      void commands.execute(CommandIDs.compare, { refs: hits.map(hit => `${hit.model}:${hit.number}`) }),
    onCopy: text => copyText(trans, text),
    onCopyLink: () => copyText(trans, linkTo(query())),
    onPublish: () => void commands.execute(CommandIDs.publish),
    onFindFitted: async () => {
      const kernel = insertion.notebook?.sessionContext.session?.kernel;
      const found = kernel ? await findModels(kernel) : null;
      return found?.variables.map(variable => variable.name) ?? [];
    },
    onCatalogue: parts.catalogue ? undefined : () => void commands.execute(CommandIDs.openCatalogue, { q: query() }),
    onInsertCode: code => void sayInserted(app, insertion, trans, [code]),
    onSuggest: (q, cursor) => client.request('suggest', { q, cursor }),
    onDrag: (hit, press) => void dragFrom(press, () => codeOfHit(client, hit, trans)),
    onLeave: () => insertion.focus(),
    onRefused: message => void Notification.warning(message)
  };
}

/** The panel's body; its code is fetched with the first call. */
export async function makePanel(parts: IPanelParts): Promise<RegistryPanel> {
  const { RegistryPanel, makeStates } = await import('./panelBody');
  const { app, client, workplace, live, trans } = parts;
  const { insertion, kernel } = workplace;
  const settings = await parts.settings;
  const setting = (name: string) => settings?.get(name).composite === true;
  const { state, panel } = makeStates(client, {
    storage: browserStorage(),
    scope: app.serviceManager.serverSettings.baseUrl,
    notApplied: trans.__('This filter needs the registry, so it was ignored.'),
    notebookQueries: () => notebookQueries(insertion.notebookName, codeOf(workplace), trans),
    kernel: () => tellingPackages(kernel.facts),
    records: () => setting('recordSearches')
  });
  panel.set({ compact: setting('compact') });
  panel.changed.connect(() => {
    if (settings && panel.look.compact !== setting('compact')) {
      void settings.set('compact', panel.look.compact);
    }
  });
  const body = new RegistryPanel({
    state,
    panel,
    trans,
    deeds: deedsOf(parts, () => state.query),
    notebook: () => insertion.notebookName,
    catalogue: parts.catalogue,
    letters: singleLetterKeys(parts.settings),
    redraw: settings ? [kernel.changed, settings.changed] : [kernel.changed]
  });
  live?.changed.connect(() => void state.refresh());
  live?.prepared.connect(() => void state.start.readStatus());
  kernel.changed.connect(() => {
    void state.start.readSuiting();
    state.again();
  });
  return body;
}
