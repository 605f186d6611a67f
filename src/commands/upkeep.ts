/** Commands that change a model's standing: retire, restore, alias; and reading everything again. */
import { UUID } from '@lumino/coreutils';

import { CommandIDs } from '../tokens';
import { askText, attempt, refArg, sayDone, textArg } from './asking';
import type { ICommandContext, NamedCommand } from './context';
import { NO_ARGS, RESTORE_ARGS, RETIRE_ARGS, SET_ALIAS_ARGS } from './schemas';

function refreshCommand({ trans, live, kernel }: ICommandContext): NamedCommand {
  return [
    CommandIDs.refresh,
    {
      label: trans.__('Refresh Model Registry'),
      describedBy: NO_ARGS,
      execute: () => {
        kernel.refresh();
        live?.refresh();
      }
    }
  ];
}

async function restore(context: ICommandContext, ref: string): Promise<void> {
  const { client, trans } = context;
  const version = await attempt(() => client.request('restore', { ref, request_id: UUID.uuid4() }));
  if (version) {
    const numbered = `${version.model}:${version.number}`;
    sayDone(trans.__('%1 is in use again.', numbered), trans.__('Undo'), () => void retire(context, numbered, ''));
  }
}

async function retire(context: ICommandContext, ref: string, reason: string): Promise<void> {
  const { client, trans } = context;
  const version = await attempt(() => client.request('retire', { ref, reason, request_id: UUID.uuid4() }));
  if (version) {
    const numbered = `${version.model}:${version.number}`;
    sayDone(
      trans.__('%1 is retired. Refs to it still work.', numbered),
      trans.__('Undo'),
      () => void restore(context, numbered)
    );
  }
}

function retireCommand(context: ICommandContext): NamedCommand {
  const { trans } = context;
  return [
    CommandIDs.retire,
    {
      label: trans.__('Retire a Version…'),
      caption: trans.__('Mark a version not for new use'),
      describedBy: RETIRE_ARGS,
      execute: async args => {
        const ref = await refArg(context, args, trans.__('Retire a version'), true);
        if (ref) {
          const given = textArg(args, 'reason');
          const asks = !('ref' in args) && !given;
          const reason = asks
            ? await askText(trans.__('Retire %1', ref), trans.__('Reason, shown to everybody who loads it'))
            : given;
          await retire(context, ref, reason);
        }
      }
    }
  ];
}

function restoreCommand(context: ICommandContext): NamedCommand {
  const { trans } = context;
  return [
    CommandIDs.restore,
    {
      label: trans.__('Restore a Retired Version…'),
      describedBy: RESTORE_ARGS,
      execute: async args => {
        const ref = await refArg(context, args, trans.__('Restore a version'), true);
        if (ref) {
          await restore(context, ref);
        }
      }
    }
  ];
}

/** Move an alias unless somebody else did in between; `before` is where it pointed. */
async function moveAlias(
  context: ICommandContext,
  model: string,
  alias: string,
  number: number | null,
  before: number | null
) {
  const { client, trans } = context;
  const args = { model, alias, number, if_number: before, request_id: UUID.uuid4() };
  const moved = await attempt(() => client.request('set-alias', args));
  if (moved) {
    const text = number === null ? trans.__('@%1 is gone.', alias) : trans.__('@%1 points at v%2.', alias, number);
    sayDone(text, trans.__('Undo'), () => void moveAlias(context, model, alias, before, number));
  }
}

function setAliasCommand(context: ICommandContext): NamedCommand {
  const { trans, client } = context;
  return [
    CommandIDs.setAlias,
    {
      label: trans.__('Point an Alias at a Version…'),
      describedBy: SET_ALIAS_ARGS,
      execute: async args => {
        const ref = await refArg(context, args, trans.__('Point an alias at a version'), true);
        const alias =
          ref &&
          (textArg(args, 'alias') ||
            (await askText(trans.__('Alias for %1', ref), trans.__('Alias, such as champion'))));
        const card = alias ? await attempt(() => client.request('get-card', { ref })) : null;
        if (card && alias) {
          const { name, aliases } = card.model;
          await moveAlias(context, name, alias, card.version.number, aliases[alias] ?? null);
        }
      }
    }
  ];
}

/** All commands of this file. */
export function upkeepCommands(context: ICommandContext): NamedCommand[] {
  return [refreshCommand(context), retireCommand(context), restoreCommand(context), setAliasCommand(context)];
}
