/** Metrics in a table: a number never stands without its dataset and split. */
import * as React from 'react';

import type { Metric, ModelCard } from '../../schema';
import { cls, Icon, Nothing, Section } from './bits';
import type { ITrans } from './contract';
import { changeOf, metricText, sameMeasure } from './measures';
import { numberText } from './words';

interface IMetricsProps {
  id: string;
  card: ModelCard;
  trans: ITrans;
}

function intervalText(metric: Metric): string {
  return typeof metric.low === 'number' && typeof metric.high === 'number'
    ? `${numberText(metric.low, 3)} – ${numberText(metric.high, 3)}`
    : '';
}

/** Columns that are there only when a metric fills them. */
interface IExtra {
  interval: boolean;
  rows: boolean;
  origin: boolean;
}

function extraOf(metrics: readonly Metric[]): IExtra {
  return {
    interval: metrics.some(metric => intervalText(metric) !== ''),
    rows: metrics.some(metric => typeof metric.n === 'number'),
    origin: metrics.some(metric => Boolean(metric.origin))
  };
}

/** By dataset and split; those without come last. */
function inOrder(metrics: readonly Metric[]): Metric[] {
  const place = (metric: Metric) => `${metric.dataset || '\uffff'}\n${metric.split || '\uffff'}`;
  return [...metrics].sort((first, second) => place(first).localeCompare(place(second)));
}

function Row({
  metric,
  other,
  versus,
  extra,
  trans
}: {
  metric: Metric;
  other: Metric | undefined;
  versus: number | null;
  extra: IExtra;
  trans: ITrans;
}): React.ReactElement {
  const change = changeOf(metric, other, trans);
  const unset = <span className={cls('unset')}>{trans.__('not set')}</span>;
  return (
    <tr>
      <th scope="row">{metric.dataset || unset}</th>
      <td>{metric.split || unset}</td>
      <td>
        {metric.name}
        {metric.inferred && <span className={cls('muted')}> {trans.__('(found, not confirmed)')}</span>}
      </td>
      <td className={cls('num', 'strong')}>{metricText(metric)}</td>
      {versus !== null && (
        <>
          <td className={cls('num')}>
            {change && (
              <span className={cls(`tone-${change.tone}`)}>
                {change.text} <span className={cls('hidden')}>{change.words}</span>
              </span>
            )}
          </td>
          <td className={cls('num', 'muted')}>{other ? metricText(other) : trans.__('not measured')}</td>
        </>
      )}
      {extra.interval && <td className={cls('num', 'muted')}>{intervalText(metric)}</td>}
      {extra.rows && (
        <td className={cls('num', 'muted')}>{typeof metric.n === 'number' ? numberText(metric.n, 12) : ''}</td>
      )}
      {extra.origin && <td className={cls('muted')}>{metric.origin ?? ''}</td>}
    </tr>
  );
}

/** Versions that measured something, other than the one shown. */
function comparable(card: ModelCard): number[] {
  return card.versions
    .filter(version => version.number !== card.version.number && version.metrics.length > 0)
    .map(version => version.number);
}

/** Second section: every claimed metric, next to those of another version. */
export function Metrics({ id, card, trans }: IMetricsProps): React.ReactElement {
  const metrics = card.version.manifest.metrics ?? [];
  const others = comparable(card);
  const before = others.find(number => number < card.version.number) ?? null;
  const [picked, setPicked] = React.useState<number | null>(null);
  const versus = picked !== null && others.includes(picked) ? picked : before;
  const rivals = card.versions.find(version => version.number === versus)?.metrics ?? [];
  const extra = extraOf(metrics);
  const select = others.length > 0 && metrics.length > 0 && (
    <label className={cls('versus')}>
      <span className={cls('muted')}>{trans.__('compared with')}</span>
      <span className={cls('select')}>
        <select value={versus ?? ''} onChange={event => setPicked(Number(event.currentTarget.value))}>
          {versus === null && <option value="">{trans.__('none')}</option>}
          {others.map(number => (
            <option key={number} value={number}>{`v${number}`}</option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </span>
    </label>
  );
  return (
    <Section id={id} title={trans.__('Metrics')} aside={select}>
      {metrics.length === 0 ? (
        <Nothing>
          {trans.__('not measured. Publish again with --metrics to add them; a version never changes afterwards.')}
        </Nothing>
      ) : (
        <div className={cls('box', 'scroll')} role="group" aria-label={trans.__('Metrics')} tabIndex={0}>
          <table className={cls('table')}>
            <thead>
              <tr>
                <th scope="col">{trans.__('Dataset')}</th>
                <th scope="col">{trans.__('Split')}</th>
                <th scope="col">{trans.__('Metric')}</th>
                <th scope="col" className={cls('num')}>{`v${card.version.number}`}</th>
                {versus !== null && (
                  <>
                    <th scope="col" className={cls('num')}>
                      {trans.__('Change')}
                    </th>
                    <th scope="col" className={cls('num')}>{`v${versus}`}</th>
                  </>
                )}
                {extra.interval && (
                  <th scope="col" className={cls('num')}>
                    {trans.__('Interval')}
                  </th>
                )}
                {extra.rows && (
                  <th scope="col" className={cls('num')}>
                    {trans.__('Rows')}
                  </th>
                )}
                {extra.origin && <th scope="col">{trans.__('Found in')}</th>}
              </tr>
            </thead>
            <tbody>
              {inOrder(metrics).map((metric, index) => (
                <Row
                  key={index}
                  metric={metric}
                  other={rivals.find(rival => sameMeasure(metric, rival))}
                  versus={versus}
                  extra={extra}
                  trans={trans}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
