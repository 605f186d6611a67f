/** The rows of the section of metrics: what was claimed when publishing and what was measured since. */
import type { Benchmark, Evaluation, Metric, ModelCard, RecordedEvaluation } from '../../../schema';
import { sameMeasure } from '../measures';
import type { ITrans } from '../contract';
import type { IMeasured } from './contract';

/** One number with all that it was measured on. */
export interface IMeasure {
  metric: Metric;
  scenario: string;
  hardware: string;
  at: string;
  by: string;
  place: Benchmark | null;
}

/** What an evaluation measured of the run itself, as metrics; less is better but for the throughput. */
function costs({ resources, latency_p95_ms, throughput }: Evaluation, trans: ITrans): Metric[] {
  const found: [string, number | null | undefined, string, boolean][] = [
    [trans.__('latency'), resources?.latency_ms, 'ms', false],
    [trans.__('latency, p95'), latency_p95_ms, 'ms', false],
    [trans.__('throughput'), throughput, trans.__('rows/s'), true],
    [trans.__('peak memory'), resources?.memory_mb, 'MB', false]
  ];
  return found.flatMap(([name, value, unit, higher_is_better]) =>
    typeof value === 'number' ? [{ name, value, unit, higher_is_better }] : []
  );
}

function ofEvaluation({ evaluation, at, by }: RecordedEvaluation, trans: ITrans): IMeasure[] {
  const { metrics = [], scenario = '', hardware = '', resources, measured_at } = evaluation;
  const on = { scenario, hardware: hardware || (resources?.hardware ?? ''), at: measured_at ?? at, by, place: null };
  return [...metrics, ...costs(evaluation, trans)].map(metric => ({ ...on, metric }));
}

function ofManifest({ version }: ModelCard): IMeasure[] {
  const { metrics = [], resources } = version.manifest;
  const hardware = resources?.hardware ?? '';
  const { published_at: at, published_by: by } = version;
  return metrics.map(metric => ({ metric, scenario: '', hardware, at, by, place: null }));
}

function placeText({ metric, scenario }: IMeasure): string {
  return JSON.stringify([metric.name, metric.dataset ?? '', metric.split ?? '', scenario]);
}

/** By scenario, dataset and split; numbers without a dataset come last. */
function inOrder(rows: readonly IMeasure[]): IMeasure[] {
  const place = ({ metric, scenario }: IMeasure): string =>
    [scenario, metric.dataset || '\uffff', metric.split || '\uffff'].join('\n');
  const keyed = rows.map(row => ({ row, place: place(row) }));
  return keyed.sort((first, second) => first.place.localeCompare(second.place)).map(({ row }) => row);
}

/** Every number of the version shown: the newest measurement of each, then what was claimed. */
export function measuresOf(card: ModelCard, measured: IMeasured, trans: ITrans): IMeasure[] {
  const newest = new Map<string, IMeasure>();
  for (const row of card.records.evaluations.flatMap(recorded => ofEvaluation(recorded, trans))) {
    const text = `${placeText(row)}${row.metric.dataset ? '' : row.hardware}`;
    newest.set(text, newest.get(text) ?? row);
  }
  const later = [...newest.values()];
  const known = new Set(later.map(placeText));
  const claimed = ofManifest(card).filter(
    row => !known.has(placeText(row)) || !later.some(other => other.metric.value === row.metric.value)
  );
  const places = new Map<string, Benchmark>();
  if (measured.ref === `${card.model.name}:${card.version.number}`) {
    for (const place of measured.benchmarks) {
      places.set(JSON.stringify([place.metric, place.dataset, place.split, place.scenario]), place);
    }
  }
  const placed = (row: IMeasure, holds: boolean): IMeasure =>
    holds && !row.metric.inferred ? { ...row, place: places.get(placeText(row)) ?? null } : row;
  return inOrder([
    ...later.map(row => placed(row, true)),
    ...claimed.map(row => placed(row, !known.has(placeText(row))))
  ]);
}

/** The same number of another version. */
export function rivalOf(row: IMeasure, rivals: readonly Metric[]): Metric | undefined {
  return row.scenario === '' ? rivals.find(rival => sameMeasure(row.metric, rival)) : undefined;
}
