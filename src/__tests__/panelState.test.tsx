import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Page } from '../schema';
import type { IDoor } from '../state/door';
import { Memory } from '../state/memory';
import { MOST_SELECTED, PanelState } from '../state/panelState';
import { Retry } from '../state/retry';
import { SavedCopy } from '../state/savedCopy';
import type { ISearchOptions } from '../state/searchState';
import { PAGE_SIZE, SearchState } from '../state/searchState';
import { StartState } from '../state/startState';
import { hitOf, pageOf, statusOf, termOf } from './panelFixture';

type Args = Record<string, unknown>;
type Answer = (verb: string, args: Args) => unknown;

const FACETS = { facets: [{ name: 'task', label: 'Task', values: [] }], histograms: [], total: 3 };

/** What a small registry answers. */
function usual(verb: string, args: Args): unknown {
  switch (verb) {
    case 'get-status':
      return statusOf(3);
    case 'get-facets':
      return FACETS;
    case 'list-searches':
      return { searches: [] };
    case 'search':
      return pageOf({ hits: [hitOf('one'), hitOf('two')], total: 2, q: String(args.q) });
    default:
      return {};
  }
}

function made(answer: Answer, options: ISearchOptions = {}) {
  const sent: [string, Args][] = [];
  const door = {
    request: async (verb: string, args: Args, more?: { signal?: AbortSignal }) => {
      sent.push([verb, args]);
      const stopped = new Promise((_, reject) =>
        more?.signal?.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')))
      );
      return Promise.race([answer(verb, args), stopped]);
    }
  } as unknown as IDoor;
  const memory = new Memory(null, '');
  const start = new StartState(door, memory);
  const state = new SearchState(door, start, new SavedCopy(memory, 'needs the registry'), options);
  return {
    state,
    start,
    sent,
    asked: (verb: string) => sent.filter(([name]) => name === verb).map(([, args]) => args)
  };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the search', () => {
  it('begins with the registry, and shows results when something is typed', async () => {
    const { state } = made(usual);
    expect(state.view).toBe('reading');
    await state.refresh();
    expect(state.view).toBe('before-typing');
    state.setQuery('churn');
    await settled();
    expect(state.view).toBe('results');
    expect(state.hitAt(1)?.model).toBe('two');
  });

  it('asks one question at a time, skips those in between, and drops the answer to an older one', async () => {
    const open: ((page: Page) => void)[] = [];
    const { state, asked } = made((verb, args) =>
      verb === 'search' && String(args.q).startsWith('c') ? new Promise(done => open.push(done)) : usual(verb, args)
    );
    await state.refresh();
    for (const query of ['c', 'ch', 'chu']) {
      state.setQuery(query);
    }
    await settled();
    open[0](pageOf({ hits: [hitOf('old')] }));
    await settled();
    expect(state.answer?.text).toBe('');
    open[1](pageOf({ hits: [hitOf('new')] }));
    await settled();
    expect(state.hitAt(0)?.model).toBe('new');
    expect(
      asked('search')
        .map(args => args.q)
        .filter(q => String(q).startsWith('c'))
    ).toEqual(['c', 'chu']);
  });

  it('does not wait for an answer that takes long when something newer is typed', async () => {
    const { state, asked } = made((verb, args) =>
      verb === 'search' && args.q === 'slow' ? new Promise(() => undefined) : usual(verb, args)
    );
    await state.refresh();
    state.setQuery('slow');
    await vi.advanceTimersByTimeAsync(600);
    expect(state.searching).toBe(true);
    state.setQuery('quick');
    await settled();
    expect(state.answer?.text).toBe('quick');
    expect(asked('search').map(args => args.q)).toContain('slow');
  });

  it('can be stopped, and what was shown stays', async () => {
    const { state } = made((verb, args) =>
      verb === 'search' && args.q === 'slow' ? new Promise(() => undefined) : usual(verb, args)
    );
    await state.refresh();
    state.setQuery('churn');
    await settled();
    state.setQuery('slow');
    state.cancel();
    await settled();
    expect([state.searching, state.trouble, state.answer?.text]).toEqual([false, null, 'churn']);
  });

  it('asks for facets after the rows, once typing has paused', async () => {
    const { state, asked } = made((verb, args) =>
      verb === 'search' && args.facets ? pageOf({ ...FACETS, total: 2 }) : usual(verb, args)
    );
    await state.refresh();
    state.setQuery('churn');
    await settled();
    expect(asked('search').some(args => args.facets)).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(
      asked('search')
        .filter(args => args.facets)
        .map(args => args.q)
    ).toEqual(['churn']);
    expect(state.around.facets).toHaveLength(1);
  });

  it('counts models like the first one below a short list, and none below a long one', async () => {
    for (const [total, expected] of [[2, { q: 'like:one', count: 9 }] as const, [21, null] as const]) {
      const { state } = made((verb, args) => {
        if (verb === 'search' && args.q === 'like:one') {
          return pageOf({ hits: [hitOf('alike')], total: 9 });
        }
        const found = pageOf({ hits: [hitOf('one')], total, terms: [termOf('churn', 0)] });
        return verb === 'search' ? found : usual(verb, args);
      });
      await state.refresh();
      state.setQuery('churn');
      await vi.advanceTimersByTimeAsync(100);
      expect(state.around.alternatives).toEqual(expected);
    }
  });

  it('fetches the page of the rows in sight, once', async () => {
    const { state, asked } = made((verb, args) =>
      verb === 'search' ? pageOf({ hits: [hitOf(`at ${args.offset ?? 0}`)], total: 10_000 }) : usual(verb, args)
    );
    await state.refresh();
    state.setQuery('churn');
    await settled();
    state.ensure(5010, 5030);
    state.ensure(5011, 5031);
    await settled();
    const first = 5010 - (5010 % PAGE_SIZE);
    expect(
      asked('search')
        .map(args => args.offset)
        .filter(Boolean)
    ).toEqual([first]);
    expect(state.hitAt(first)?.model).toBe(`at ${first}`);
  });

  it('tells the registry which packages the kernel has', async () => {
    const { state, asked } = made(usual, { kernel: () => ['torch==2.9.0'] });
    await state.refresh();
    state.setQuery('kernel:ok');
    await settled();
    expect(asked('search').at(-1)?.kernel).toEqual(['torch==2.9.0']);
  });
});

describe('the log of searches', () => {
  it('notes a query that stays, and the place of the result that is taken', async () => {
    const { state, asked } = made(usual, { records: () => true });
    await state.refresh();
    state.setQuery('ch');
    await vi.advanceTimersByTimeAsync(1000);
    state.setQuery('churn');
    await vi.advanceTimersByTimeAsync(2000);
    state.used(hitOf('two'));
    expect(asked('log-search').map(({ q, total, taken }) => [q, total, taken])).toEqual([
      ['churn', 2, 0],
      ['churn', 2, 2]
    ]);
  });

  it('notes nothing when the person does not want it', async () => {
    const { state, asked } = made(usual, { records: () => false });
    await state.refresh();
    state.setQuery('churn');
    await vi.advanceTimersByTimeAsync(5000);
    state.used(hitOf('two'));
    expect(asked('log-search')).toEqual([]);
  });
});

describe('a registry that does not answer', () => {
  const away = Object.assign(new Error('Registry not reachable.'), { code: 'offline' });

  it('is tried again, while the models seen before can be searched', async () => {
    let reachable = true;
    const { state, asked } = made((verb, args) => {
      if (!reachable) {
        throw away;
      }
      return usual(verb, args);
    });
    await state.refresh();
    state.setQuery('churn');
    await settled();
    reachable = false;
    state.setQuery('two');
    await settled();
    expect(state.away).toBe(true);
    expect(state.answer?.page.hits.map(hit => hit.model)).toEqual(['two']);
    const before = asked('search').length;
    state.setQuery('one');
    await settled();
    expect(asked('search')).toHaveLength(before);
    expect(state.hitAt(0)?.model).toBe('one');
    reachable = true;
    await vi.advanceTimersByTimeAsync(1100);
    expect(state.away).toBe(false);
    expect(state.answer?.page.total).toBe(2);
  });

  it('is not tried again when it refuses', async () => {
    const refusal = Object.assign(new Error('No.'), { code: 'forbidden' });
    const { state } = made(() => {
      throw refusal;
    });
    await state.refresh();
    expect(state.view).toBe('trouble');
    expect(state.retryAt).toBeNull();
  });

  it('is asked after 1, 2, 4, 8 and then every 30 seconds, and when the network returns', async () => {
    const times: number[] = [];
    const start = Date.now();
    const retry = new Retry(() => {
      times.push((Date.now() - start) / 1000);
      retry.plan();
    });
    retry.plan();
    await vi.advanceTimersByTimeAsync(80_000);
    expect(times).toEqual([1, 3, 7, 15, 45, 75]);
    window.dispatchEvent(new Event('online'));
    expect(times.at(-1)).toBe(80);
    retry.dispose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toHaveLength(7);
  });
});

describe('the saved copy', () => {
  const copy = new SavedCopy(new Memory(null, ''), 'needs the registry');
  copy.keep([
    hitOf('iris-tree', { framework: 'scikit-learn', task: 'tabular-classification', summary: 'A tree for flowers' }),
    hitOf('yolo', { framework: 'pytorch', task: 'object-detection', aliases: ['production'], tags: ['edge'] })
  ]);
  const found = (query: string) => copy.search(query).hits.map(hit => hit.model);

  it('finds words and plain filters, also excluded ones', () => {
    expect(found('flowers')).toEqual(['iris-tree']);
    expect(found('task:object-detection tag:edge')).toEqual(['yolo']);
    expect(found('-framework:pytorch')).toEqual(['iris-tree']);
    expect(found('framework:pytorch,"scikit-learn"').sort()).toEqual(['iris-tree', 'yolo']);
    expect(found('@production')).toEqual(['yolo']);
    expect(found('constructor:x')).toHaveLength(2);
  });

  it('says of other filters that they were ignored, and where', () => {
    const page = copy.search('tree params<5M');
    expect(page.hits).toHaveLength(1);
    expect(page.problems).toEqual([{ start: 5, end: 14, message: 'needs the registry', fix: '' }]);
    expect(page.terms).toEqual([termOf('tree', 0)]);
  });

  it('survives in the storage of the browser', () => {
    const memory = new Memory(window.localStorage, 'here');
    new SavedCopy(memory, '').keep([hitOf('kept')]);
    expect(new SavedCopy(memory, '').search('kept').total).toBe(1);
    expect(new SavedCopy(new Memory(window.localStorage, 'elsewhere'), '').size).toBe(0);
  });
});

describe('the start', () => {
  it('shows what was used last, first', async () => {
    const { start } = made(usual);
    start.used(hitOf('one'));
    start.used(hitOf('two'));
    start.used(hitOf('one'));
    expect(start.recent.map(hit => hit.model)).toEqual(['one', 'two']);
  });

  it('keeps a favourite that was added while the list of favourites was on its way', async () => {
    const late: ((page: unknown) => void)[] = [];
    const { start } = made((verb, args) =>
      args.q === 'is:starred' ? new Promise(done => late.push(done)) : usual(verb, args)
    );
    const reading = start.read();
    await settled();
    await start.star('churn');
    late[0](pageOf({ hits: [] }));
    await reading;
    expect([...start.starred]).toEqual(['churn']);
  });

  it('finds models for the notebook, and none by a query the registry does not understand', async () => {
    const problem = { start: 0, end: 8, message: 'No such field', fix: '' };
    const door = {
      request: async (_: string, args: Args) =>
        args.q === 'framework:torch'
          ? pageOf({ hits: [hitOf('net')] })
          : pageOf({ hits: [hitOf('all')], problems: [problem] })
    } as unknown as IDoor;
    const queries = [
      { q: 'notebook:"a.ipynb"', reason: 'Published from it' },
      { q: 'framework:torch', reason: 'Same library' }
    ];
    const start = new StartState(door, new Memory(null, ''), () => queries);
    await start.readSuiting();
    expect(start.suiting).toEqual([{ hit: hitOf('net'), reason: 'Same library' }]);
  });

  it('shows a favourite at once, and takes it back with the reason when the registry refuses', async () => {
    let refusing = false;
    const { start, asked } = made((verb, args) => {
      if (verb === 'set-star' && refusing) {
        throw new Error('Read-only.');
      }
      return verb === 'search' && args.q === 'is:starred' ? pageOf({ hits: [hitOf('one')] }) : usual(verb, args);
    });
    await start.read();
    expect([...start.starred]).toEqual(['one']);
    const kept = start.star('two');
    expect([...start.starred]).toEqual(['one', 'two']);
    await kept;
    await start.star('one');
    expect(asked('set-star')).toMatchObject([
      { model: 'two', starred: true },
      { model: 'one', starred: false }
    ]);
    refusing = true;
    await expect(start.star('three')).rejects.toThrow('Read-only.');
    expect([...start.starred]).toEqual(['two']);
  });

  it('keeps and forgets searches as the registry answers, and passes its refusal on', async () => {
    const saved = { name: 'mine', q: 'x', saved_at: '', seen_at: '', count: 1, new: 0 };
    const { start, asked } = made((verb, args) => {
      if (verb === 'save-search' && args.q === '') {
        throw new Error('q is empty.');
      }
      return verb === 'save-search'
        ? { searches: [saved] }
        : verb === 'remove-search'
          ? { searches: [] }
          : usual(verb, args);
    });
    await start.save('mine', 'x');
    expect(start.saved).toEqual([saved]);
    await expect(start.save('mine', '')).rejects.toThrow('q is empty.');
    await start.remove('mine');
    expect(start.saved).toEqual([]);
    expect(asked('save-search')[0].request_id).not.toBe(asked('remove-search')[0].request_id);
  });
});

describe('the look of the panel', () => {
  it('takes up to six models into the selection', () => {
    const panel = new PanelState();
    for (let count = 0; count < MOST_SELECTED; count++) {
      expect(panel.toggle(hitOf(`m${count}`))).toBe(true);
    }
    expect(panel.toggle(hitOf('one more'))).toBe(false);
    expect(panel.toggle(hitOf('m0'))).toBe(true);
    expect(panel.look.selection).toHaveLength(MOST_SELECTED - 1);
  });

  it('goes back one step at a time', () => {
    const panel = new PanelState();
    panel.toggle(hitOf('m'));
    panel.set({ filters: true, help: true });
    expect([panel.back(), panel.look.help, panel.look.filters]).toEqual([true, false, true]);
    expect([panel.back(), panel.look.filters]).toEqual([true, false]);
    expect([panel.back(), panel.look.selection.length]).toEqual([true, 0]);
    expect(panel.back()).toBe(false);
  });
});
