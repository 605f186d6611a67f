/** Notebook outputs of the registry: their renderer, with buttons that act where there is something to act on. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { answerGap } from '../answer';
import { copyText, runBelow, sayInserted } from '../commands/say';
import { snapshotFactory, SNAPSHOT_RANK } from '../hosts/renderer';
import { steerJob } from '../jobs';
import { confirmMetrics, undoPublish } from '../publication';
import { CommandIDs, IRegistryClient, IWorkplace } from '../tokens';

/** Shows `application/vnd.jupyter-registry.v1+json`, in Lab and in Notebook. */
export const outputsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-registry:outputs',
  description: 'Shows what the registry prints in notebooks: publications, cards, lists and refusals.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IRegistryClient, IWorkplace, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    rendermime: IRenderMimeRegistry,
    client: IRegistryClient | null,
    workplace: IWorkplace | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_registry');
    const { commands } = app;
    const run = (id: string, args: Record<string, string>): void => void commands.execute(id, args);
    rendermime.addFactory(
      snapshotFactory(trans, {
        // Asked at each drawing: the panel and the page register their commands in any order.
        get onOpen() {
          return commands.hasCommand(CommandIDs.openCard)
            ? (ref: string) => run(CommandIDs.openCard, { ref })
            : undefined;
        },
        get onCompare() {
          return commands.hasCommand(CommandIDs.compare)
            ? (refs: readonly string[]) => void commands.execute(CommandIDs.compare, { refs: [...refs] })
            : undefined;
        },
        get onSearch() {
          return commands.hasCommand(CommandIDs.openPanel)
            ? (q: string) => run(CommandIDs.openPanel, { q })
            : undefined;
        },
        onInsert: workplace ? code => void sayInserted(app, workplace.insertion, trans, [code], true) : undefined,
        onCopy: code => copyText(trans, code),
        onAnswer: client ? (ref, field, answer) => answerGap(client, trans, ref, field, answer) : undefined,
        onConfirm: client ? (ref, names) => confirmMetrics(client, trans, ref, names) : undefined,
        onUndo: client ? ref => undoPublish(client, trans, ref) : undefined,
        onRun: workplace ? code => void runBelow(app, workplace.insertion, trans, code) : undefined,
        onJob: workplace ? (job, act) => void steerJob(workplace.insertion.notebook, trans, job, act) : undefined
      }),
      SNAPSHOT_RANK
    );
  }
};
