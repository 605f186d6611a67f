import { Signal } from '@lumino/signaling';
import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { ModelState } from '../state/modelState';
import type { IDoor } from '../state/door';
import { someCard } from './cardFixture';

type Answer = (verb: string, args: Record<string, unknown>, signal?: AbortSignal) => unknown;

function state(answer: Answer): { state: ModelState; sent: [string, Record<string, unknown>][] } {
  const sent: [string, Record<string, unknown>][] = [];
  const door = {
    request: async (verb: string, args: Record<string, unknown>, options?: { signal?: AbortSignal }) => {
      // What stands around a card is read by the way and tested apart.
      if (verb === 'get-card-schema' || verb === 'list-practices') {
        return { fields: [], practices: [] };
      }
      if (verb === 'search' || args.ref === 'churn:1') {
        return verb === 'search' ? { hits: [] } : someCard();
      }
      sent.push([verb, args]);
      return answer(verb, args, options?.signal);
    }
  };
  return { state: new ModelState(door as unknown as IDoor, PLAIN_TRANS), sent };
}

describe('state of a card', () => {
  it('shows the last card asked for, whichever reply comes last', async () => {
    const replies = new Map<string, (card: unknown) => void>();
    const { state: card } = state((_, args) => new Promise(done => replies.set(String(args.ref), done)));
    const first = card.open('a');
    const second = card.open('b');
    replies.get('b')?.({ ...someCard(), card_revision: 2 });
    replies.get('a')?.({ ...someCard(), card_revision: 1 });
    await Promise.all([first, second]);
    expect(card.card?.card_revision).toBe(2);
    expect(card.loading).toBe(false);
  });

  it('stops what it no longer needs', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { state: card } = state((_verb, _args, signal) => {
      signals.push(signal);
      return someCard();
    });
    const first = card.open('a');
    await card.open('b');
    await first;
    expect(signals.map(signal => signal?.aborted)).toEqual([true, false]);
  });

  it('keeps the card and says why when it cannot be read again', async () => {
    let down = false;
    const { state: card } = state(() => {
      if (down) {
        throw Object.assign(new Error('Not reachable.'), { code: 'unreachable', fix: 'Try again.' });
      }
      return someCard();
    });
    await card.open('churn');
    down = true;
    await card.reload();
    expect(card.card?.model.name).toBe('churn');
    expect(card.error).toEqual({ code: 'unreachable', message: 'Not reachable.', fix: 'Try again.' });
  });

  it('edits the version shown at the revision shown, each time with an id of its own', async () => {
    const { state: card, sent } = state(() => someCard());
    await card.open('churn@champion');
    await card.edit({ text: 'one' });
    await card.edit({ text: 'two' });
    const edits = sent.filter(([verb]) => verb === 'edit-card').map(([, args]) => args);
    expect(edits.map(({ ref, if_revision, text }) => [ref, if_revision, text])).toEqual([
      ['churn:2', 4, 'one'],
      ['churn:2', 4, 'two']
    ]);
    expect(new Set(edits.map(edit => edit.request_id)).size).toBe(2);
  });

  it('tells of a conflict, shows what is stored now, and reports that nothing was saved', async () => {
    const { state: card, sent } = state(verb => {
      if (verb === 'edit-card') {
        throw Object.assign(new Error('Somebody else edited this card.'), { code: 'conflict' });
      }
      return someCard();
    });
    await card.open('churn');
    expect(await card.edit({ text: 'mine' })).toBe(false);
    expect(card.notice?.level).toBe('error');
    expect(sent.map(([verb]) => verb)).toEqual(['get-card', 'edit-card', 'get-card']);
  });

  it('moves an alias only from where it was seen', async () => {
    const { state: card, sent } = state(() => someCard());
    await card.open('churn');
    await card.setAlias('champion', 1);
    await card.setAlias('staging', 1);
    const moves = sent.filter(([verb]) => verb === 'set-alias').map(([, args]) => args.if_number);
    expect(moves).toEqual([2, null]);
  });

  it('takes an alias back to where it was, from where it is now', async () => {
    const stored = someCard();
    const { state: card, sent } = state((verb, args) => {
      if (verb === 'set-alias') {
        stored.model = { ...stored.model, aliases: { champion: Number(args.number) } };
      }
      return structuredClone(stored);
    });
    await card.open('churn');
    await card.setAlias('champion', 1);
    card.notice?.undo?.();
    await vi.waitFor(() => expect(card.card?.model.aliases).toEqual({ champion: 2 }));
    const moves = sent.filter(([verb]) => verb === 'set-alias').map(([, args]) => [args.if_number, args.number]);
    expect(moves).toEqual([
      [2, 1],
      [1, 2]
    ]);
  });

  it('moves an alias after a pause in which it can be called off', async () => {
    vi.useFakeTimers();
    const { state: card, sent } = state(() => someCard());
    await card.open('churn');
    const moves = (): unknown[] => sent.filter(([verb]) => verb === 'set-alias').map(([, args]) => args.number);
    card.moveAlias('champion', 1);
    expect(card.notice?.text).toBe('@champion moves to v1 in 10 seconds.');
    card.notice?.undo?.();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(moves()).toEqual([]);
    card.moveAlias('champion', 1);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(moves()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(moves()).toEqual([1]);
    vi.useRealTimers();
  });

  it('carries out what waits when its tab closes', async () => {
    const { state: card, sent } = state(() => someCard());
    await card.open('churn');
    card.retireLater(2, { reason: 'old', sunset_on: '2030-01-31', replacement: 'churn:1' });
    card.dispose();
    const [, args] = sent.filter(([verb]) => verb === 'retire')[0];
    expect(args).toMatchObject({ ref: 'churn:2', reason: 'old', sunset_on: '2030-01-31', replacement: 'churn:1' });
  });

  it('shows a star at once and takes it back with the reason when it is refused', async () => {
    const { state: card } = state(verb => {
      if (verb === 'set-star') {
        throw Object.assign(new Error('Not now.'), { code: 'busy' });
      }
      return someCard();
    });
    await card.open('churn');
    const done = card.star(true);
    expect(card.card?.records).toMatchObject({ starred: true, stars: 1 });
    expect(await done).toBe(false);
    expect(card.card?.records.starred).toBe(false);
    expect(card.notice).toMatchObject({ level: 'error', text: 'Not now.' });
  });

  it('shows what was said as soon as it is kept, and says it again when a deletion is undone', async () => {
    const said = { sequence: 7, number: 2, at: '2026-11-20T10:00:00Z', by: 'ada', comment: { text: 'Works' } };
    const { state: card, sent } = state(verb => {
      const { records } = someCard();
      return verb === 'get-card' ? someCard() : { ...records, comments: verb === 'add-comment' ? [said] : [] };
    });
    await card.open('churn');
    expect(await card.comment({ text: 'Works' })).toBe(true);
    expect(card.card?.records.comments).toEqual([said]);
    await card.removeComment(7);
    expect(card.card?.records.comments).toEqual([]);
    card.notice?.undo?.();
    await vi.waitFor(() => expect(card.card?.records.comments).toEqual([said]));
    expect(sent.at(-1)?.[1]).toMatchObject({ ref: 'churn:2', comment: { text: 'Works' } });
  });

  it('takes an edit back only while nobody edited since', async () => {
    const { state: card, sent } = state(verb => ({ ...someCard(), card_revision: verb === 'edit-card' ? 5 : 9 }));
    await card.open('churn');
    const before = someCard().card.text ?? '';
    await card.edit({ text: 'mine', fields: { contact: { value: 'me' } } });
    card.notice?.undo?.();
    await vi.waitFor(() => expect(sent.filter(([verb]) => verb === 'edit-card')).toHaveLength(2));
    const [, args] = sent.filter(([verb]) => verb === 'edit-card')[1];
    expect(args).toMatchObject({ text: before, fields: { contact: null }, if_revision: 5 });
  });

  it('reads again when its own model changes, and not for others', async () => {
    const { state: card, sent } = state(() => someCard());
    const source = {};
    const changes = new Signal<object, { model: string }>(source);
    await card.open('churn');
    card.follow(changes);
    changes.emit({ model: 'other' });
    changes.emit({ model: 'churn' });
    changes.emit({ model: '' });
    await vi.waitFor(() => expect(sent.length).toBe(3));
    card.dispose();
    changes.emit({ model: 'churn' });
    expect(sent.length).toBe(3);
  });
});
