import * as React from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { IPanelProps } from '../components/panel/contract';
import { Panel } from '../components/panel/Panel';
import { boundText } from '../components/panel/RangeGroup';
import { PanelState } from '../state/panelState';
import { button, drawn, press, type } from './cardFixture';
import type { IDrawn } from './cardFixture';
import { hitOf, key, Living, pageOf, propsOf, statusOf, termOf } from './panelFixture';

const LOOK = new PanelState().look;

function box(host: Element): HTMLInputElement {
  return host.querySelector<HTMLInputElement>('[role="combobox"]') as HTMLInputElement;
}

function list(host: Element): HTMLElement | null {
  return host.querySelector('[role="listbox"][aria-label="Models found"]');
}

const open: IDrawn['draw'][] = [];

async function panel(change: Partial<IPanelProps>): Promise<{ host: HTMLElement; props: IPanelProps }> {
  const props = propsOf(change);
  const { host, draw } = await drawn(<Living {...props} />);
  open.push(draw);
  return { host, props };
}

// What is drawn has timers, which must not outlive the page of the test.
afterEach(async () => {
  for (const draw of open.splice(0)) {
    await draw(<></>);
  }
});

/** The answer to a line with a filter and a word. */
function filtered(line = 'task:detection edge'): Partial<IPanelProps> {
  const terms = [termOf('task:detection', 0, 'task'), termOf('edge', 15)];
  return { query: line, answer: { text: line, page: pageOf({ hits: [hitOf('one')], terms }) } };
}

describe('the query box', () => {
  it('shows filters as chips and leaves words to be typed', async () => {
    const { host } = await panel(filtered());
    expect(host.querySelector('[data-chip]')?.getAttribute('aria-label')).toBe(
      'task:detection, filter. Enter edits, Delete removes'
    );
    expect(box(host).value.trim()).toBe('edge');
  });

  it('selects a chip with Backspace and removes it with the next', async () => {
    const { host, props } = await panel(filtered());
    box(host).focus();
    box(host).setSelectionRange(0, 0);
    await key(box(host), 'Backspace');
    expect(document.activeElement?.hasAttribute('data-chip')).toBe(true);
    await key(document.activeElement, 'Backspace');
    expect(host.querySelector('[data-chip]')).toBeNull();
    expect(vi.mocked(props.onQuery).mock.lastCall?.[0].trim()).toBe('edge');
    expect(document.activeElement).toBe(box(host));
  });

  it('takes the whole query at once, and copies it as text', async () => {
    const { host, props } = await panel(filtered());
    box(host).focus();
    await key(box(host), 'a', { ctrlKey: true });
    const data = new Map<string, string>();
    const copy = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), {
      clipboardData: { setData: (kind: string, text: string) => data.set(kind, text) }
    });
    await React.act(async () => void box(host).dispatchEvent(copy));
    expect(data.get('text/plain')?.trim()).toBe('task:detection edge');
    await key(box(host), 'Backspace');
    expect(props.onQuery).toHaveBeenLastCalledWith('');
  });

  it('names what was ignored and mends it', async () => {
    const problem = { start: 0, end: 8, message: 'There is no field "parms".', fix: 'params<5M' };
    const { host, props } = await panel({
      query: 'parms<5M',
      answer: { text: 'parms<5M', page: pageOf({ hits: [hitOf('one')], problems: [problem] }) }
    });
    expect(host.querySelector('[data-chip]')?.getAttribute('aria-label')).toContain('ignored');
    expect(host.textContent).toContain('There is no field "parms".');
    await press(host, 'Use params<5M');
    expect(props.onQuery).toHaveBeenLastCalledWith('params<5M');
  });

  it('shows words that were understood; Delete keeps them as words, Enter makes them the filter', async () => {
    const understood = {
      text: 'under 6M params',
      start: 5,
      end: 20,
      filter: 'params<6M',
      literal: '"under" "6M" "params"',
      label: 'parameters under 6M'
    };
    const text = 'edge under 6M params';
    const page = pageOf({ hits: [hitOf('one')], understood: [understood], also: ['attrition'] });
    const chipOf = (host: Element) => host.querySelector<HTMLElement>('[aria-label^="parameters under 6M"]');
    const words = await panel({ query: text, answer: { text, page } });
    expect(words.host.textContent).toContain('also: attrition');
    expect(chipOf(words.host)?.textContent).toBe('params<6M');
    await key(chipOf(words.host), 'Delete');
    expect(words.props.onQuery).toHaveBeenLastCalledWith('edge "under" "6M" "params"');
    const filter = await panel({ query: text, answer: { text, page } });
    await key(chipOf(filter.host), 'Enter');
    expect(filter.props.onQuery).toHaveBeenLastCalledWith('edge params<6M');
    expect(box(filter.host).value).toBe('params<6M');
  });

  it('says beside the input what its words are read as while they are typed', async () => {
    const understood = { text: 'churn', start: 0, end: 5, filter: 'task:x', literal: '"churn"', label: 'Task: x' };
    const page = pageOf({ hits: [hitOf('one')], understood: [understood] });
    const { host } = await panel({ query: '', answer: { text: 'churn', page } });
    await type(box(host), 'churn');
    expect(host.querySelector('[title="Understood from “churn”"]')?.textContent).toBe('task:x');
    expect(box(host).value).toBe('churn');
  });
});

describe('suggestions', () => {
  const suggestions = [
    { group: 'filter', text: 'latency<', label: 'latency<', note: '1 ms to 96 ms', count: null },
    { group: 'text', text: 'lat', label: 'lat', note: '', count: 7 }
  ] as const;
  const onSuggest = async () => ({ suggestions: [...suggestions], start: 0, end: 3 });

  it('open while typing with none chosen, and Enter searches what was typed', async () => {
    const { host, props } = await panel({ query: '', onSuggest });
    await type(box(host), 'lat');
    expect(box(host).getAttribute('aria-expanded')).toBe('true');
    expect(host.querySelectorAll('[role="option"][aria-selected="true"]')).toHaveLength(0);
    await key(box(host), 'Enter');
    expect(box(host).getAttribute('aria-expanded')).toBe('false');
    expect(props.onQuery).toHaveBeenLastCalledWith('lat');
  });

  it('are walked with the arrows and taken with Tab, which goes on where a value is wanted', async () => {
    const { host, props } = await panel({ query: '', onSuggest });
    await type(box(host), 'lat');
    await key(box(host), 'ArrowDown');
    const current = box(host).getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(current)?.textContent).toContain('latency<');
    await key(box(host), 'Tab');
    expect(props.onQuery).toHaveBeenLastCalledWith('latency<');
    expect(box(host).value).toBe('latency<');
    expect(box(host).getAttribute('aria-expanded')).toBe('true');
    await key(box(host), 'Escape');
    expect(box(host).getAttribute('aria-expanded')).toBe('false');
  });

  it('that come after the box was left are dropped', async () => {
    let answer: (list: Awaited<ReturnType<typeof onSuggest>>) => void = () => undefined;
    const { host } = await panel({ query: '', onSuggest: () => new Promise(done => (answer = done)) });
    await type(box(host), 'lat');
    await key(box(host), 'Enter');
    await React.act(async () => answer(await onSuggest()));
    expect(box(host).getAttribute('aria-expanded')).toBe('false');
  });
});

describe('the list', () => {
  // jsdom lays nothing out: without a height there is nothing to see of a list.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(960);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
  });

  it('draws a window of a long list, reserves its height, and tells places and size', async () => {
    const { host } = await panel({
      answer: { text: 'churn', page: pageOf({ hits: [hitOf('one')], total: 10_000 }) },
      hitAt: row => hitOf(`m${row}`)
    });
    const options = [...(list(host)?.querySelectorAll('[role="option"]') ?? [])];
    expect(options.length).toBeLessThan(40);
    expect(options[2].getAttribute('aria-posinset')).toBe('3');
    expect(options[2].getAttribute('aria-setsize')).toBe('10000');
    expect(list(host)?.querySelector<HTMLElement>('[role="presentation"]')?.style.blockSize).toBe('960000px');
  });

  it('ends with the alternatives to what was found', async () => {
    const around = { ...propsOf().around, alternatives: { q: 'like:one', count: 9 } };
    const { host, props } = await panel({ around });
    await press(host, 'Show 9 close alternatives');
    expect(props.onQuery).toHaveBeenLastCalledWith('like:one');
  });

  it('marks favourites, and the preview makes one', async () => {
    const start = { ...propsOf().start, starred: new Set(['two']) };
    const { host, props } = await panel({ start, look: { ...LOOK, preview: true } });
    const labels = [...host.querySelectorAll('[role="option"]')].map(option => option.getAttribute('aria-label') ?? '');
    expect(labels.map(label => label.endsWith('Starred'))).toEqual([false, true, false]);
    await press(host, 'Star');
    expect(props.onStar).toHaveBeenLastCalledWith(props.hitAt(0));
  });

  it('keeps the current row in the page however far it is', async () => {
    const { host } = await panel({
      answer: { text: 'churn', page: pageOf({ hits: [hitOf('one')], total: 10_000 }) },
      hitAt: row => hitOf(`m${row}`)
    });
    await key(list(host), 'End');
    const current = list(host)?.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(current)?.getAttribute('aria-posinset')).toBe('10000');
  });

  it('opens, inserts, selects and previews by keys', async () => {
    const { host, props } = await panel({});
    await key(list(host), 'ArrowDown');
    await key(list(host), 'Enter', { ctrlKey: true });
    expect(props.onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ model: 'two' }), true);
    await key(list(host), 'I', { shiftKey: true });
    expect(props.onInsert).toHaveBeenLastCalledWith([expect.objectContaining({ model: 'two' })], true);
    await key(list(host), 'ArrowRight');
    expect(host.querySelector('[aria-label="Preview of two"]')).not.toBeNull();
    await key(list(host), ' ');
    await key(list(host), 'ArrowDown', { shiftKey: true });
    expect(host.querySelector('[aria-label="Selection"]')?.textContent).toContain('2 selected');
    await press(host, 'Insert 2');
    expect(vi.mocked(props.onInsert).mock.lastCall?.[0].map(hit => hit.model)).toEqual(['two', 'three']);
    await key(list(host), 'x');
    expect(host.querySelector('[aria-label="Selection"]')).toBeNull();
  });

  it('leaves letters alone when they are no keys', async () => {
    const { host, props } = await panel({ letters: false });
    await key(list(host), 'i');
    expect(props.onInsert).not.toHaveBeenCalled();
  });

  it('marks what was searched for, near the start of the line', async () => {
    const summary = 'A long sentence about something else, and then the edge of it';
    const at = summary.indexOf('edge');
    const { host } = await panel({ hitAt: () => hitOf('one', { summary, matches: [[at, at + 4]] }) });
    const mark = host.querySelector('mark');
    expect(mark?.textContent).toBe('edge');
    expect(mark?.parentElement?.textContent?.startsWith('…')).toBe(true);
  });

  it('says why a model is here', async () => {
    const { host } = await panel({ hitAt: () => hitOf('one', { reasons: ['its name matches'] }) });
    await key(list(host), 'w');
    expect(host.textContent).toContain('its name matches');
  });

  it('shows models as lines when asked to', async () => {
    const { host } = await panel({ look: { ...LOOK, compact: true } });
    expect(list(host)?.querySelector<HTMLElement>('[role="option"]')?.style.blockSize).toBe('28px');
  });
});

describe('the filters', () => {
  const facet = {
    name: 'license',
    label: 'License',
    values: [
      { value: 'mit', count: 5, selected: false },
      { value: 'apache-2.0', count: 6, selected: true },
      { value: 'agpl-3.0', count: 0, selected: false }
    ]
  };
  const histogram = {
    name: 'params',
    label: 'Parameters',
    edges: [0, 1e6, 2e6],
    counts: [1, 3],
    dataset: '',
    unit: '',
    low: null,
    high: 2e6,
    inside: 3,
    logarithmic: true,
    higher_is_better: false
  };
  const query = 'license:apache-2.0';
  const shown: Partial<IPanelProps> = {
    query,
    look: { ...LOOK, filters: true },
    answer: { text: query, page: pageOf({ hits: [hitOf('one')], terms: [termOf(query, 0, 'license')] }) },
    around: { facets: [facet], histograms: [histogram], refinements: [], alternatives: null }
  };

  it('add a value to those chosen, which come first, and show it at once', async () => {
    const { host, props } = await panel(shown);
    const values = [...host.querySelectorAll<HTMLInputElement>('[type="checkbox"]')];
    expect(values.map(value => value.checked)).toEqual([true, false, false]);
    await React.act(async () => values[1].click());
    expect(props.onQuery).toHaveBeenLastCalledWith('license:apache-2.0,mit');
    expect(values[1].checked).toBe(true);
  });

  it('set a bound when it was typed, and keep the other', async () => {
    const { host, props } = await panel(shown);
    const low = host.querySelector<HTMLInputElement>('[aria-label="Parameters, at least"]');
    expect(host.querySelector<HTMLInputElement>('[aria-label="Parameters, at most"]')?.value).toBe('2M');
    await type(low, '1M');
    await key(low, 'Enter');
    expect(props.onQuery).toHaveBeenLastCalledWith('license:apache-2.0 params:1M..2M');
  });

  it('are found by name or value', async () => {
    const { host } = await panel(shown);
    await type(host.querySelector<HTMLInputElement>('[type="search"]'), 'agpl');
    expect([...host.querySelectorAll('label')].map(label => label.title)).toEqual(['agpl-3.0']);
  });

  it('always offer the way back to the list, and stand beside it where there is room', async () => {
    const { host } = await panel(shown);
    await press(host, 'Show 1 model');
    expect(list(host)).not.toBeNull();
    const wide = await panel({ ...shown, look: LOOK, wide: true });
    expect(list(wide.host)).not.toBeNull();
    expect(wide.host.querySelector('[aria-label="Filters"]')).not.toBeNull();
  });

  it('write bounds as a query takes them', () => {
    expect([boundText(50e6, ''), boundText(1.5e9, ''), boundText(34_200_000, 'B'), boundText(3.1, 'ms')]).toEqual([
      '50M',
      '1.5B',
      '34.2MB',
      '3.1ms'
    ]);
  });

  it('offer refinements with their counts', async () => {
    const refinements = ['stage:production', 'latency<5ms', 'tag:edge', 'kernel:ok'].map(label => ({
      label,
      q: `churn ${label}`,
      count: 2
    }));
    const page = pageOf({ hits: [hitOf('one')], total: 6 });
    const { host, props } = await panel({
      answer: { text: 'churn', page },
      around: { facets: [], histograms: [], refinements, alternatives: null }
    });
    await press(host, '+1');
    const offered = host.querySelectorAll<HTMLElement>('[aria-label="Narrow down"] button[title]');
    expect(offered).toHaveLength(4);
    await React.act(async () => offered[0].click());
    expect(props.onQuery).toHaveBeenLastCalledWith('churn stage:production');
  });
});

describe('a query that finds nothing', () => {
  it('offers counted ways out and the closest models with what they lack first', async () => {
    const query = 'map>40 owner:@me';
    const page = pageOf({
      terms: [termOf('map>40', 0, 'map'), termOf('owner:@me', 7, 'owner')],
      ways_out: [
        { label: 'Without owner:@me', q: 'map>40', count: 6 },
        { label: 'map: >=38', q: 'map>=38 owner:@me', count: 1 }
      ],
      nearest: [
        {
          hit: hitOf('close'),
          conditions: [
            { text: 'map>40', met: true, found: '44.6' },
            { text: 'owner:@me', met: false, found: 'lead-a' }
          ]
        }
      ]
    });
    const { host, props } = await panel({ view: 'no-results', query, answer: { text: query, page } });
    const heads = [...host.querySelectorAll('h3')].map(head => head.textContent);
    expect(heads).toEqual(['Drop one', 'Or change one', 'Closest models', 'Still missing?']);
    expect(host.querySelector('[title="owner:@me: not met"]')?.textContent).toBe('lead-a');
    expect(host.textContent).toContain('1 of 2');
    await React.act(async () => host.querySelector<HTMLElement>('li [title="map>40"]')?.click());
    expect(props.onQuery).toHaveBeenLastCalledWith('map>40');
  });
});

describe('before results', () => {
  it('an empty registry names fitted models and writes the line that publishes them', async () => {
    const onInsertCode = vi.fn();
    const { host } = await panel({
      view: 'first-run',
      query: '',
      start: { ...propsOf().start, status: statusOf(0) },
      notebook: 'train.ipynb',
      onFindFitted: async () => ['clf', 'scaler'],
      onInsertCode
    });
    expect(host.textContent).toContain('2 fitted models in memory');
    await press(host, 'scaler');
    expect(onInsertCode).toHaveBeenLastCalledWith('%publish scaler --name my-model');
  });

  it('the last line says how far the search by meaning is, until it is ready', async () => {
    const at = (done: number) => ({
      ...propsOf().start,
      status: { ...statusOf(1200), vectors_done: done, vectors_total: 1200 }
    });
    const { host } = await panel({ view: 'results', start: at(500) });
    expect(host.textContent).toContain('Preparing search by meaning: 500 of 1,200');
    const ready = await panel({ view: 'results', start: at(1200) });
    expect(ready.host.textContent).not.toContain('Preparing');
  });

  it('a filled one offers what suits the notebook, what is new in saved searches, and tasks', async () => {
    const search = { name: 'mine', q: 'tag:edge', saved_at: '', seen_at: '', count: 12, new: 2 };
    const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(value => ({ value, count: 10, selected: false }));
    const { host, props } = await panel({
      view: 'before-typing',
      query: '',
      notebook: 'eval.ipynb',
      start: {
        ...propsOf().start,
        suiting: [{ hit: hitOf('suits'), reason: 'Same library: you import sklearn' }],
        saved: [search],
        tasks: { name: 'task', label: 'Task', values }
      }
    });
    expect(host.textContent).toContain('Same library: you import sklearn');
    await press(host, 'mine2 new');
    expect(props.onQuery).toHaveBeenLastCalledWith('tag:edge');
    expect(props.onSaveSearch).toHaveBeenCalledWith('mine', 'tag:edge');
    await press(host, '2 more tasks20');
    expect(button(host, 'g10')).toBeDefined();
    await press(host, 'Manage');
    await press(host, 'Forget the search mine');
    expect(props.onRemoveSearch).toHaveBeenCalledWith('mine');
  });
});

describe('trouble', () => {
  const trouble = { code: 'offline', message: 'Registry not reachable.', fix: 'Check the server.' };

  it('says what is shown instead, when it tries again, and why actions are off', async () => {
    const { host } = await panel({
      trouble,
      away: true,
      copyAt: new Date(2026, 10, 24, 9, 41),
      copySize: 212,
      retryAt: Date.now() + 8000,
      look: { ...LOOK, preview: true }
    });
    expect(host.querySelector('[role="alert"]')?.textContent).toMatch(/not reachable\. Showing the 212 models/);
    expect(host.textContent).toContain('Retry in 8 s.');
    expect(button(host, 'Insert').disabled).toBe(true);
    expect(button(host, 'Insert').title).toBe('Needs the registry');
    expect(button(host, 'Save this search (S)').disabled).toBe(true);
  });

  it('a missing server part is explained', async () => {
    const { host } = await drawn(<Panel {...propsOf({ trouble: { ...trouble, code: 'server_missing' } })} />);
    expect(host.querySelector('[role="alert"]')?.textContent).toContain('pip install jupyter_registry');
  });
});

describe('saving a search', () => {
  it('asks for a name, and shows a refusal where it was asked', async () => {
    const onSaveSearch = vi.fn(async () => 'You keep 100 searches already.');
    const { host } = await panel({ look: { ...LOOK, saving: true }, onSaveSearch });
    await type(host.querySelector('form input'), 'mine');
    await press(host, 'Save');
    expect(onSaveSearch).toHaveBeenCalledWith('mine', 'churn');
    expect(host.querySelector('form [role="alert"]')?.textContent).toBe('You keep 100 searches already.');
  });
});

describe('help', () => {
  it('opens with a question mark, and takes an example as the query', async () => {
    const { host, props } = await panel({});
    await key(list(host), '?');
    await press(host, 'map>40 params<50M');
    expect(props.onQuery).toHaveBeenLastCalledWith('map>40 params<50M');
    expect(host.querySelector('[aria-label="Keys and syntax"] dl')).toBeNull();
  });
});
