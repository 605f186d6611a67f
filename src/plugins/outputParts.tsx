/** What an output shows and what its buttons do; loaded with the first output. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { answerGap } from '../answer';
import { copyText, runBelow, sayInserted } from '../commands/say';
import type { ITrans } from '../components/card/contract';
import { InlineCard } from '../components/InlineCard';
import type { IInlineActions } from '../components/InlineCard';
import type { DrawOutput } from '../hosts/renderer';
import { steerJob } from '../jobs';
import { confirmMetrics, undoPublish } from '../publication';
import { readSnapshot } from '../snapshot';
import { CommandIDs } from '../tokens';
import type { IRegistryClient, IWorkplace } from '../tokens';

/** What outputs need from the application; without a client or a place to work the buttons for it are not there. */
export interface IOutputParts {
  app: JupyterFrontEnd;
  client: IRegistryClient | null;
  workplace: IWorkplace | null;
  trans: TranslationBundle;
}

/** What the buttons of an output do. */
export function actionsOf({ app, client, workplace, trans }: IOutputParts): IInlineActions {
  const { commands } = app;
  const run = (id: string, args: Record<string, string>): void => void commands.execute(id, args);
  return {
    // Asked at each drawing: the panel and the page register their commands in any order.
    get onOpen() {
      return commands.hasCommand(CommandIDs.openCard) ? (ref: string) => run(CommandIDs.openCard, { ref }) : undefined;
    },
    get onCompare() {
      return commands.hasCommand(CommandIDs.compare)
        ? (refs: readonly string[]) => void commands.execute(CommandIDs.compare, { refs: [...refs] })
        : undefined;
    },
    get onSearch() {
      return commands.hasCommand(CommandIDs.openPanel) ? (q: string) => run(CommandIDs.openPanel, { q }) : undefined;
    },
    onInsert: workplace ? code => void sayInserted(app, workplace.insertion, trans, [code], true) : undefined,
    onCopy: code => copyText(trans, code),
    onAnswer: client ? (ref, field, answer) => answerGap(client, trans, ref, field, answer) : undefined,
    onConfirm: client ? (ref, names) => confirmMetrics(client, trans, ref, names) : undefined,
    onUndo: client ? ref => undoPublish(client, trans, ref) : undefined,
    onRun: workplace ? code => void runBelow(app, workplace.insertion, trans, code) : undefined,
    onJob: workplace ? (job, act) => void steerJob(workplace.insertion.notebook, trans, job, act) : undefined
  };
}

/** Draws snapshots; data that is none is shown as its plain text. Only in a trusted notebook there are buttons. */
export function drawWith(trans: ITrans, actions: IInlineActions): DrawOutput {
  return ({ data, plain, trusted }) => {
    const snapshot = readSnapshot(data);
    return snapshot ? (
      <InlineCard snapshot={snapshot} trans={trans} actions={trusted ? actions : undefined} />
    ) : (
      <pre>{plain || trans.__('This output holds no card that can be shown.')}</pre>
    );
  };
}
