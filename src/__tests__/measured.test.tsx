// @vitest-environment jsdom
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { LineagePart } from '../components/card/lineage/LineagePart';
import { layersOf, ROWS } from '../components/card/lineage/layers';
import { NOTHING_MEASURED } from '../components/card/metrics/contract';
import { Metrics } from '../components/card/metrics/Metrics';
import type { IMetricsProps } from '../components/card/metrics/Metrics';
import { metricsCode } from '../components/card/metrics/plotCode';
import { frontOf } from '../components/card/metrics/TradeOff';
import { RetireForm } from '../components/card/RetireForm';
import type { Benchmark, Leaderboard, Lineage, Metric, ModelCard } from '../schema';
import { BenchmarkState } from '../state/benchmarkState';
import type { IDoor } from '../state/door';
import { LineageState } from '../state/lineageState';
import { drawn, press, someCard } from './cardFixture';

const PLACE: Benchmark = {
  dataset: 'holdout',
  split: 'test',
  metric: 'AUC',
  scenario: '',
  versions: 41,
  place: 3,
  placed: 41,
  aged: false
};

function board(count: number): Leaderboard {
  const ranks = Array.from({ length: count }, (_, place) => ({
    place: place + 1,
    ref: place === 1 ? 'churn:2' : `other-${place}:1`,
    title: '',
    metric: { name: 'AUC', value: 0.95 - place / 100 },
    at: '2026-11-19T10:00:00Z',
    by: 'ada',
    hardware: 'T4',
    resources: { latency_ms: 2 + place, hardware: 'T4' },
    aged: false
  }));
  return { dataset: 'holdout', metric: 'auc', split: 'test', scenario: '', higher_is_better: true, ranks, total: 41 };
}

function section(card: ModelCard, more: Partial<IMetricsProps> = {}): React.ReactElement {
  const measured = { ...NOTHING_MEASURED, benchmarks: [PLACE], ref: 'churn:2' };
  return <Metrics id="metrics" card={card} measured={measured} trans={PLAIN_TRANS} {...more} />;
}

function withMetrics(metrics: Metric[]): ModelCard {
  const card = someCard();
  card.version = { ...card.version, manifest: { ...card.version.manifest, metrics } };
  return card;
}

describe('metrics of a card', () => {
  it('give the place of a number, and open the leaderboard from it', async () => {
    const onBoard = vi.fn();
    const { host } = await drawn(section(someCard(), { onBoard }));
    await press(host, 'Leaderboard of AUC, place 3 of 41');
    expect(onBoard).toHaveBeenCalledWith(PLACE);
  });

  it('give no place to an aged number or to another version than the one that holds it', async () => {
    const aged = { ...NOTHING_MEASURED, benchmarks: [{ ...PLACE, place: null, aged: true }], ref: 'churn:2' };
    const { host, draw } = await drawn(section(someCard(), { measured: aged }));
    expect(host.textContent).toContain('aged');
    await draw(section(someCard(), { measured: { ...NOTHING_MEASURED, benchmarks: [PLACE], ref: 'churn:3' } }));
    expect(host.textContent).not.toContain('of 41');
  });

  it('show what was measured since with its scenario and hardware, beside what was claimed', async () => {
    const card = someCard();
    const metrics = [{ name: 'AUC', value: 0.88, dataset: 'holdout', split: 'test' }];
    const evaluation = { metrics, scenario: 'on the phone', hardware: 'A15', latency_p95_ms: 9.8 };
    card.records = {
      ...card.records,
      evaluations: [{ sequence: 1, number: 2, at: '2026-11-20T10:00:00Z', by: 'bob', evaluation }]
    };
    const { host } = await drawn(section(card));
    const rows = Array.from(host.querySelectorAll('tbody tr')).map(row => row.textContent);
    expect(rows.some(row => row?.includes('on the phone') && row.includes('0.88') && row.includes('A15'))).toBe(true);
    expect(rows.some(row => row?.includes('9.8 ms') && row.includes('A15'))).toBe(true);
    expect(rows.some(row => row?.includes('0.912'))).toBe(true);
  });

  it('let a found metric be confirmed, as it is', async () => {
    const onConfirm = vi.fn();
    const found = { name: 'F1', value: 0.7, dataset: 'holdout', split: 'test', inferred: true };
    const { host } = await drawn(section(withMetrics([found]), { onConfirm }));
    await press(host, 'Confirm F1 0.7');
    expect(onConfirm).toHaveBeenCalledWith(found);
  });

  it('are drawn fifty at a time when there are thousands', async () => {
    const many = Array.from({ length: 2000 }, (_, place) => ({ name: `m${place}`, value: place }));
    const { host } = await drawn(section(withMetrics(many)));
    expect(host.querySelectorAll('tbody tr')).toHaveLength(50);
    await press(host, 'Show more metrics, 1950 are left');
    expect(host.querySelectorAll('tbody tr')).toHaveLength(100);
  });

  it('draw quality by cost with its finding, and close the leaderboard with Escape', async () => {
    const onBoard = vi.fn();
    const measured = { ...NOTHING_MEASURED, opened: PLACE, board: board(4) };
    const { host } = await drawn(section(someCard(), { measured, onBoard }));
    expect(host.querySelector('figcaption')?.textContent).toContain('other-0:1 is better and no dearer than churn:2.');
    expect(host.querySelectorAll('figure details tbody tr')).toHaveLength(4);
    expect(host.textContent).toContain('The first 4 of 41.');
    const region = host.querySelector('[role=region]');
    await React.act(async () => region?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
    expect(onBoard).toHaveBeenCalledWith(null);
  });

  it('go into code as literals in which nothing hides', () => {
    expect(metricsCode('a\u202e"b')).toContain('get_card("a\\u202e\\"b")');
  });

  it('have a front of what no other model beats on both', () => {
    const points = [
      { ref: 'a', cost: 1, value: 0.5 },
      { ref: 'b', cost: 2, value: 0.4 },
      { ref: 'c', cost: 3, value: 0.9 }
    ];
    expect(frontOf(points, true).map(({ ref }) => ref)).toEqual(['a', 'c']);
    expect(frontOf(points, false).map(({ ref }) => ref)).toEqual(['a', 'b']);
  });
});

function lineage(data: number): Lineage {
  const names = Array.from({ length: data }, (_, place) => `data:d${place}`);
  return {
    ref: 'churn:2',
    nodes: [
      { name: 'churn:2', noun: 'version', label: 'Churn 2', stage: 'draft', missing: false },
      ...names.map(name => ({ name, noun: 'data' as const, label: name.slice(5), stage: '', missing: false })),
      { name: 'tuned:1', noun: 'version', label: 'Tuned 1', stage: 'draft', missing: false },
      { name: 'api', noun: 'deployment', label: 'api', stage: '', missing: false }
    ],
    links: [
      ...names.map(end => ({ start: 'churn:2', relation: 'trained-on', end })),
      { start: 'tuned:1', relation: 'derived-from', end: 'churn:2' },
      { start: 'churn:2', relation: 'deployed-as', end: 'api' }
    ],
    cut: false
  };
}

describe('lineage of a card', () => {
  it('stands in columns: what it was made from, the version, what uses it', () => {
    expect(layersOf(lineage(1)).map(layer => layer.nodes.map(node => node.name))).toEqual([
      ['data:d0'],
      ['churn:2'],
      ['tuned:1', 'api']
    ]);
  });

  it('says what the picture leaves out, and its list has all, a page at a time', async () => {
    const part = { lineage: lineage(4990), steps: 2, trouble: '' };
    const { host } = await drawn(<LineagePart id="lineage" lineage={part} trans={PLAIN_TRANS} />);
    expect(host.textContent).toContain(`${4990 - ROWS} more are in the list.`);
    await press(host, 'List');
    expect(host.querySelectorAll('tbody tr')).toHaveLength(100);
    await press(host, '4892 more');
    expect(host.querySelectorAll('tbody tr')).toHaveLength(200);
  });

  it('says who depends on a version before it is retired', async () => {
    const links = [...lineage(1).links, { start: 'churn:2', relation: 'loaded-by', end: 'eval.ipynb' }];
    const part = { lineage: { ...lineage(1), links }, steps: 2, trouble: '' };
    const never = (): void => undefined;
    const { host } = await drawn(
      <RetireForm card={someCard()} lineage={part} number={2} trans={PLAIN_TRANS} onRetire={never} onClose={never} />
    );
    expect(host.textContent).toContain('1 notebook or service loads it. 1 version is made from it.');
  });

  it('opens the card of a version and the search for its data', async () => {
    const ways = { onOpen: vi.fn(), onSearch: vi.fn() };
    const part = { lineage: lineage(1), steps: 2, trouble: '' };
    const { host } = await drawn(<LineagePart id="lineage" lineage={part} trans={PLAIN_TRANS} {...ways} />);
    await press(host, 'Tuned 1draft');
    await press(host, 'd0data');
    expect(ways.onOpen).toHaveBeenCalledWith('tuned:1');
    expect(ways.onSearch).toHaveBeenCalledWith('dataset:"d0"');
  });
});

/** A door that answers from a table and notes what was asked. */
function door(answers: Record<string, unknown>): { door: IDoor; asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const request = async (verb: string, args: unknown): Promise<unknown> => {
    asked.push([verb, args]);
    if (answers[verb] instanceof Error) {
      throw answers[verb];
    }
    return answers[verb];
  };
  return { door: { request } as IDoor, asked };
}

describe('states beside a card', () => {
  it('read the places of a model once for each card, and a leaderboard when it is opened', async () => {
    const { door: way, asked } = door({
      'list-benchmarks': { benchmarks: [PLACE], ref: 'churn:2' },
      'get-leaderboard': board(2)
    });
    const state = new BenchmarkState(way, () => undefined);
    const card = someCard();
    await state.show(card);
    await state.show(card);
    await state.open(PLACE);
    expect(asked.map(([verb]) => verb)).toEqual(['list-benchmarks', 'get-leaderboard']);
    expect(state.measured.board?.ranks).toHaveLength(2);
    await state.open(null);
    expect(state.measured.opened).toBeNull();
  });

  it('confirm a metric as an evaluation and read the card again, or say why not', async () => {
    const reload = vi.fn();
    const right = door({ 'list-benchmarks': { benchmarks: [], ref: '' }, 'add-evaluation': {} });
    const state = new BenchmarkState(right.door, reload);
    await state.show(someCard());
    await state.confirm({ name: 'F1', value: 0.7, inferred: true });
    expect(right.asked[1][1]).toMatchObject({
      ref: 'churn:2',
      evaluation: { metrics: [{ name: 'F1', inferred: false }] }
    });
    expect(reload).toHaveBeenCalledOnce();
    const refused = new BenchmarkState(
      door({ 'list-benchmarks': { benchmarks: [], ref: '' }, 'add-evaluation': new Error('Read-only.') }).door,
      reload
    );
    await refused.show(someCard());
    await refused.confirm({ name: 'F1', value: 0.7 });
    expect(refused.measured.trouble).toBe('Read-only.');
  });

  it('follow the lineage as far as was asked for', async () => {
    const { door: way, asked } = door({ 'get-lineage': lineage(1) });
    const state = new LineageState(way);
    await state.show(someCard());
    await state.follow(32);
    expect(asked.map(([, args]) => (args as { steps: number }).steps)).toEqual([2, 32]);
    expect(state.part).toMatchObject({ steps: 32, trouble: '' });
  });
});
