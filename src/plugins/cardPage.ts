/** One card's page with its state, its actions and what it follows; loaded with the first card that is opened. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import { copyText, sayInserted } from '../commands/say';
import type { ICardActions } from '../components/card/contract';
import { installCells } from '../components/card/fit';
import { dataFaults, tablesOf } from '../dataCheck';
import { dragFrom } from '../drag';
import { CardPage } from '../hosts/page';
import { markdownRenderer } from '../markdown';
import type { Status } from '../schema';
import { snippets } from '../snippets';
import { BenchmarkState } from '../state/benchmarkState';
import { LineageState } from '../state/lineageState';
import { ModelState } from '../state/modelState';
import { CommandIDs } from '../tokens';
import type { ILive, IRegistryClient, IWorkplace } from '../tokens';
import { SETTINGS_ID, singleLetterKeys } from './letters';

/** What a card's page is made of. */
export interface ICardParts {
  app: JupyterFrontEnd;
  client: IRegistryClient;
  workplace: IWorkplace;
  live: ILive | null;
  parser: IRenderMime.IMarkdownParser | null;
  settings: ISettingRegistry | null;
  trans: TranslationBundle;
}

/** What the card's controls do; Insert is there only while there is a place to insert at. */
function actionsOf({ app, workplace, trans }: ICardParts, state: ModelState): ICardActions {
  const { commands } = app;
  return {
    onOpen: ref => void commands.execute(CommandIDs.openCard, { ref }),
    get onInsert() {
      const { insertion } = workplace;
      const install = (needs?: readonly string[]) =>
        needs ? installCells(state.card?.version.manifest.environment, needs, workplace.kernel.facts) : [];
      return insertion.available
        ? (code: string, needs?: readonly string[]) => sayInserted(app, insertion, trans, [...install(needs), code])
        : undefined;
    },
    onCopy: code => copyText(trans, code),
    onTables: () => tablesOf(workplace.kernel.connection),
    onCheckData: name => dataFaults(workplace.kernel.connection, name, state.card?.version.manifest.signature),
    onSearch: q => void commands.execute(CommandIDs.openPanel, { q }),
    onCompare: refs => void commands.execute(CommandIDs.compare, { refs: [...refs] }),
    onDragCode: (code, event) => void dragFrom(event, () => ({ label: code.split('\n')[0], code }))
  };
}

/** Why this person cannot change cards here; empty when nothing speaks against it. */
function whyReadOnly({ writable, reason, actor }: Status, trans: TranslationBundle): string {
  if (!writable) {
    return reason || trans.__('This registry is read-only.');
  }
  return actor.role === 'reader' ? trans.__('You may read this registry and not change it.') : '';
}

/** A page without a model; `state.open(ref)` fills it. */
export function makeCardPage(parts: ICardParts): CardPage {
  const { client, live, parser, trans, workplace } = parts;
  const state = new ModelState(client, trans);
  if (live) {
    state.follow(live.changed);
  }
  // Edits are offered until the registry says that this person may not write.
  let readOnly = '';
  let mayRemove = (_: string): boolean => false;
  const page = new CardPage({
    state,
    places: new BenchmarkState(client, () => void state.reload()),
    lineage: new LineageState(client),
    trans,
    snippets: (card, pinned) => snippets(card, { pinned, trans }),
    renderMarkdown: markdownRenderer(parser, trans),
    kernel: workplace.kernel,
    letters: singleLetterKeys(parts.settings?.load(SETTINGS_ID)),
    actions: actionsOf(parts, state),
    readOnly: () => readOnly,
    mayRemove: author => mayRemove(author)
  });
  client.request('get-status', {}).then(
    status => {
      readOnly = whyReadOnly(status, trans);
      mayRemove = author => author === status.actor.name || status.actor.role === 'steward';
      page.update();
    },
    () => undefined // the card itself says what is wrong with the registry
  );
  return page;
}
