/** One comparison's tab with its state and what its controls do; loaded with the first comparison. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import { askText } from '../commands/asking';
import { copyText, sayInserted } from '../commands/say';
import { refOf } from '../components/compare/contract';
import { toMarkdown } from '../components/compare/markdown';
import { CompareTab } from '../hosts/compare';
import { quoted } from '../python';
import { CompareState } from '../state/compareState';
import { CommandIDs } from '../tokens';
import type { ILive, IRegistryClient, IWorkplace } from '../tokens';
import { compareLink } from './compareLink';
import { SETTINGS_ID, singleLetterKeys } from './letters';

/** What a comparison's tab is made of. */
export interface ICompareParts {
  app: JupyterFrontEnd;
  client: IRegistryClient;
  workplace: IWorkplace;
  live: ILive | null;
  settings: ISettingRegistry | null;
  trans: TranslationBundle;
}

/** Code that makes the comparison a table of pandas. */
export function tableCode(refs: readonly string[]): string {
  return `import jupyter_registry as registry\n\nregistry.compare(${refs.map(quoted).join(', ')}).to_frame()`;
}

/** A tab without versions; `state.open(refs)` fills it. */
export function makeCompareTab({ app, client, workplace, live, settings, trans }: ICompareParts): CompareTab {
  const state = new CompareState(client);
  if (live) {
    state.follow(live.changed);
  }
  const exact = (): string[] => state.comparison?.versions.map(refOf) ?? [...state.refs];
  return new CompareTab({
    state,
    trans,
    kernel: workplace.kernel,
    letters: singleLetterKeys(settings?.load(SETTINGS_ID)),
    actions: {
      onOpen: ref => void app.commands.execute(CommandIDs.openCard, { ref }),
      onAdd: async () => {
        const ref = await askText(
          trans.__('Add to the comparison'),
          trans.__('Model, as name, name:3 or name@champion')
        );
        if (ref) {
          await state.add(ref);
        }
      },
      onInsertTable: () => void sayInserted(app, workplace.insertion, trans, [tableCode(exact())]),
      onCopyMarkdown: () => {
        if (state.comparison) {
          copyText(trans, toMarkdown(state.comparison, state.look.onlyDifferences, trans));
        }
      },
      onCopyLink: () => copyText(trans, compareLink(exact()))
    }
  });
}
