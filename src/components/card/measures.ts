/** Metrics as text, and what may be compared with what. */
import type { Metric } from '../../schema';
import type { ITrans } from './contract';
import { numberText } from './words';

/** A difference between two measurements, ready to print. */
export interface IChange {
  text: string;
  tone: 'ok' | 'err' | 'muted';
  /** Spoken beside the sign. */
  words: string;
}

/** Whether two metrics may be compared: same key, dataset, split and unit. */
export function sameMeasure(first: Metric, second: Metric): boolean {
  return (
    (first.key || first.name) === (second.key || second.name) &&
    (first.dataset ?? '') === (second.dataset ?? '') &&
    (first.split ?? '') === (second.split ?? '') &&
    (first.unit ?? '') === (second.unit ?? '')
  );
}

/** The number with its unit. */
export function metricText(metric: Metric): string {
  const unit = metric.unit ?? '';
  return `${numberText(metric.value)}${unit === '%' ? '%' : unit ? ` ${unit}` : ''}`;
}

/** Difference to the same metric, dataset and split of another version; direction decides the colour. */
export function changeOf(metric: Metric, before: Metric | undefined, trans: ITrans): IChange | null {
  if (!before) {
    return null;
  }
  const delta = metric.value - before.value;
  if (Math.abs(delta) < 1e-12) {
    return { text: '±0', tone: 'muted', words: trans.__('unchanged') };
  }
  const sign = delta > 0 ? '+' : '−';
  const size = numberText(Math.abs(delta), 3);
  if (metric.higher_is_better === null || metric.higher_is_better === undefined) {
    return { text: `${sign}${size}`, tone: 'muted', words: '' };
  }
  const better = delta > 0 === metric.higher_is_better;
  return {
    text: `${better ? '▴' : '▾'} ${sign}${size}`,
    tone: better ? 'ok' : 'err',
    words: better ? trans.__('better') : trans.__('worse')
  };
}
