import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { ICommandContext } from '../commands/context';
import { modelCommands } from '../commands/models';
import { publishCommands } from '../commands/publish';
import { upkeepCommands } from '../commands/upkeep';
import { PLAIN_TRANS } from '../components/card/contract';
import { CommandIDs } from '../tokens';
import { someCard } from './cardFixture';

interface IRecorded {
  asked: [verb: string, args: Record<string, unknown>][];
  inserted: string[][];
}

function context(recorded: IRecorded): ICommandContext {
  const card = someCard();
  const replies: Record<string, unknown> = {
    'get-card': card,
    retire: card.version,
    restore: card.version,
    'set-alias': card.model
  };
  return {
    app: { commands: new CommandRegistry(), shell: {} },
    client: {
      request: (verb: string, args: Record<string, unknown>) => {
        recorded.asked.push([verb, args]);
        return Promise.resolve(replies[verb]);
      }
    },
    trans: PLAIN_TRANS,
    insertion: { notebook: null, insert: (codes: string[]) => (recorded.inserted.push(codes), 'added') },
    kernel: { facts: null, refresh: vi.fn() },
    live: { changed: new Signal({}), refresh: vi.fn() },
    currentRef: () => ''
  } as unknown as ICommandContext;
}

describe('commands', () => {
  const recorded: IRecorded = { asked: [], inserted: [] };
  let commands: CommandRegistry;
  let given: ICommandContext;

  beforeEach(() => {
    recorded.asked = [];
    recorded.inserted = [];
    given = context(recorded);
    commands = new CommandRegistry();
    for (const [id, options] of [...modelCommands(given), ...publishCommands(given), ...upkeepCommands(given)]) {
      commands.addCommand(id, options);
    }
  });

  it('describe their arguments by a JSON Schema and carry a label', async () => {
    for (const id of commands.listCommands()) {
      const { args } = await commands.describedBy(id);
      expect(args, id).toMatchObject({ type: 'object', properties: expect.any(Object) });
      expect(commands.label(id), id).not.toBe('');
    }
    expect(commands.listCommands()).toHaveLength(7);
  });

  it('insert the code of the version that the ref names', async () => {
    await commands.execute(CommandIDs.insert, { ref: 'churn:1', pinned: true });
    const { model, version } = someCard();
    expect(recorded.asked).toEqual([['get-card', { ref: 'churn:1' }]]);
    expect(recorded.inserted[0][0]).toContain(`("${model.name}:${version.number}")`);
  });

  it('move an alias only from where it was', async () => {
    await commands.execute(CommandIDs.setAlias, { ref: 'churn', alias: 'shadow' });
    const [verb, args] = recorded.asked[1];
    expect(verb).toBe('set-alias');
    expect(args).toMatchObject({ alias: 'shadow', if_number: null, request_id: expect.stringMatching(/.{8}/) });
  });

  it('retire with the reason given and without a question', async () => {
    await commands.execute(CommandIDs.retire, { ref: 'churn:1', reason: 'drift' });
    expect(recorded.asked[0]).toEqual(['retire', expect.objectContaining({ ref: 'churn:1', reason: 'drift' })]);
  });

  it('refresh every view and the facts of the kernel', async () => {
    await commands.execute(CommandIDs.refresh);
    expect(given.live?.refresh).toHaveBeenCalledOnce();
    expect(given.kernel.refresh).toHaveBeenCalledOnce();
  });
});
