/** The panel's body with its state and what its controls do. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { copyText } from '../commands/say';
import { codeOfHit, dragFrom } from '../drag';
import type { RegistryPanel } from '../hosts/panel';
import { fromHit, refOf } from '../snippets';
import { SearchState } from '../state/searchState';
import { CommandIDs } from '../tokens';
import type { ILive, IRegistryClient, IWorkplace } from '../tokens';

/** What the panel is made of. */
export interface IPanelParts {
  app: JupyterFrontEnd;
  client: IRegistryClient;
  workplace: IWorkplace;
  live: ILive | null;
  trans: TranslationBundle;
}

/** The panel's body; its code is fetched with the first call. */
export async function makePanel({ app, client, workplace, live, trans }: IPanelParts): Promise<RegistryPanel> {
  const { RegistryPanel } = await import('../hosts/panel');
  const { commands } = app;
  const { insertion, kernel } = workplace;
  const state = new SearchState(client);
  live?.changed.connect(() => void state.refresh());
  return new RegistryPanel({
    state,
    trans,
    notebook: () => insertion.notebookName,
    notebookChanged: kernel.changed,
    actions: {
      onOpen: hit => void commands.execute(CommandIDs.openCard, { ref: `${hit.model}:${hit.number}` }),
      onInsert: (hit, below) =>
        void commands.execute(CommandIDs.insert, { ref: refOf(fromHit(hit)), below: below ?? false }),
      onPublish: () => void commands.execute(CommandIDs.publish),
      onCopy: text => copyText(trans, text),
      onDrag: (hit, press) => void dragFrom(press, () => codeOfHit(client, hit, trans)),
      onLeave: () => insertion.focus()
    }
  });
}
