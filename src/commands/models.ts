/** Commands about using a model: insert its code, copy its ref. */
import { Notification } from '@jupyterlab/apputils';

import { installCells } from '../components/card/fit';
import { fromCard, refOf, snippetFor } from '../snippets';
import { CommandIDs } from '../tokens';
import { attempt, refArg, textArg } from './asking';
import type { ICommandContext, NamedCommand } from './context';
import { copyText, sayInserted } from './say';
import { COPY_REF_ARGS, INSERT_ARGS } from './schemas';

function insertCommand(context: ICommandContext): NamedCommand {
  const { trans, client, kernel } = context;
  return [
    CommandIDs.insert,
    {
      label: trans.__('Insert Code That Loads a Model'),
      caption: trans.__('Insert at the active cell of the notebook used last'),
      describedBy: INSERT_ARGS,
      execute: async args => {
        const ref = await refArg(context, args, trans.__('Insert code'));
        const card = ref ? await attempt(() => client.request('get-card', { ref })) : null;
        if (!card) {
          return null;
        }
        const language = kernel.facts?.language.toLowerCase() ?? '';
        const { code, needs } = snippetFor(card, textArg(args, 'snippet'), { pinned: args.pinned === true, trans });
        if (context.insertion.notebook && language !== '' && language !== 'python') {
          copyText(trans, code);
          Notification.warning(
            trans.__('The kernel speaks %1 and the code is Python. It was copied instead.', language)
          );
          return null;
        }
        const codes = [...installCells(card.version.manifest.environment, needs, kernel.facts), code];
        return sayInserted(context.app, context.insertion, trans, codes, args.below === true);
      }
    }
  ];
}

function copyRefCommand(context: ICommandContext): NamedCommand {
  const { trans, client } = context;
  return [
    CommandIDs.copyRef,
    {
      label: trans.__('Copy the Ref of a Model'),
      describedBy: COPY_REF_ARGS,
      execute: async args => {
        const ref = await refArg(context, args, trans.__('Copy a ref'));
        const card = ref ? await attempt(() => client.request('get-card', { ref })) : null;
        if (card) {
          // A ref that names an alias or a number is copied as it is; a bare name is made exact.
          copyText(trans, /[:@]/.test(ref) ? ref : refOf(fromCard(card)));
        }
      }
    }
  ];
}

/** All commands of this file. */
export function modelCommands(context: ICommandContext): NamedCommand[] {
  return [insertCommand(context), copyRefCommand(context)];
}
