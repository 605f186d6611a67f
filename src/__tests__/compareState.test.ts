import { Signal } from '@lumino/signaling';
import { describe, expect, it } from 'vitest';

import { CompareState } from '../state/compareState';
import type { IDoor } from '../state/door';
import { someComparison } from './compareFixture';

type Answer = (refs: string[], signal?: AbortSignal) => unknown;

function stateOf(answer: Answer): { state: CompareState; asked: string[][] } {
  const asked: string[][] = [];
  const door = {
    request: async (_: string, { refs }: { refs: string[] }, options?: { signal?: AbortSignal }) => {
      asked.push(refs);
      return answer(refs, options?.signal);
    }
  };
  return { state: new CompareState(door as unknown as IDoor), asked };
}

describe('state of a comparison', () => {
  it('shows the last one asked for, whichever reply comes last', async () => {
    const replies = new Map<string, (comparison: unknown) => void>();
    const { state } = stateOf(refs => new Promise(done => replies.set(refs.join(), done)));
    const first = state.open(['a', 'b']);
    const second = state.open(['a', 'c']);
    replies.get('a,c')?.({ ...someComparison(), scored: 2 });
    replies.get('a,b')?.({ ...someComparison(), scored: 1 });
    await Promise.all([first, second]);
    expect(state.comparison?.scored).toBe(2);
    expect(state.loading).toBe(false);
  });

  it('adds, moves, takes out and exchanges columns, never more than six or fewer than two', async () => {
    const { state, asked } = stateOf(() => someComparison());
    await state.open(['a', 'b']);
    await state.remove(0);
    await state.add('c');
    await state.move(2, 0);
    await state.remove(1);
    await state.setVersion(0, 3);
    for (const ref of ['d', 'e', 'f', 'g', 'h']) {
      await state.add(ref);
    }
    expect(asked.slice(1, 5)).toEqual([
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
      ['c', 'b'],
      ['churn:3', 'b']
    ]);
    expect(state.refs).toEqual(['churn:3', 'b', 'd', 'e', 'f', 'g']);
  });

  it('stays with what it compared when the registry refuses a change, and says why', async () => {
    const { state } = stateOf(refs => {
      if (refs.includes('nowhere')) {
        throw Object.assign(new Error('There is no model "nowhere".'), { code: 'not_found', fix: 'Search for it.' });
      }
      return someComparison();
    });
    await state.open(['a', 'b']);
    await state.add('nowhere');
    expect(state.refs).toEqual(['a', 'b']);
    expect(state.comparison).not.toBeNull();
    expect(state.trouble?.message).toContain('nowhere');
  });

  it('reads it again when one of its models changes, and not for others', async () => {
    const { state, asked } = stateOf(() => someComparison());
    const changes = new Signal<object, { model: string }>({});
    state.follow(changes);
    await state.open(['churn:1', 'churn:2']);
    changes.emit({ model: 'other' });
    expect(asked).toHaveLength(1);
    changes.emit({ model: 'churn' });
    changes.emit({ model: '' });
    expect(asked).toHaveLength(3);
    state.dispose();
    changes.emit({ model: 'churn' });
    expect(asked).toHaveLength(3);
  });
});
