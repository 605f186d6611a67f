/** One line of the table of metrics: the number, its change, its place, and what it was measured on. */
import * as React from 'react';

import type { Metric } from '../../../schema';
import { Button, cls, Pill } from '../bits';
import type { ITrans } from '../contract';
import { changeOf, metricText } from '../measures';
import { ageText, momentText, numberText } from '../words';
import type { IMeasuredActions } from './contract';
import type { IMeasure } from './rows';

/** Columns that are there only when a row fills them. */
export interface IColumns {
  scenario: boolean;
  interval: boolean;
  rows: boolean;
  rank: boolean;
  hardware: boolean;
  origin: boolean;
}

interface IMetricRowProps extends IMeasuredActions {
  row: IMeasure;
  other: Metric | undefined;
  /** Number of the version compared with. */
  versus: number | null;
  columns: IColumns;
  trans: ITrans;
}

/** From where to where the value lies, of 95 in 100 samples. */
export function intervalText(metric: Metric): string {
  return typeof metric.low === 'number' && typeof metric.high === 'number'
    ? `${numberText(metric.low, 3)} – ${numberText(metric.high, 3)}`
    : '';
}

/** The place among all that were measured so; an aged number has none. */
function RankCell({ row, trans, onBoard }: IMetricRowProps): React.ReactElement | null {
  const { place } = row;
  if (!place) {
    return null;
  }
  if (place.aged || place.place === null) {
    return <Pill tone="warn">{trans.__('aged')}</Pill>;
  }
  const total = place.placed ?? place.versions;
  const share = total > 1 ? Math.round((100 * (total - place.place)) / (total - 1)) : 100;
  const text = trans.__('%1 of %2', place.place, total);
  return (
    <span className={cls('rank')} title={total > 1 ? trans.__('better than %1% of the others', share) : ''}>
      <span className={cls('rank-bar')} aria-hidden="true">
        <i style={{ inlineSize: `${share}%` }} />
      </span>
      {onBoard ? (
        <Button
          kind="link"
          small
          label={text}
          name={trans.__('Leaderboard of %1, place %2', place.metric, text)}
          onClick={() => onBoard(place)}
        />
      ) : (
        text
      )}
    </span>
  );
}

/** The row. */
export function MetricRow(props: IMetricRowProps): React.ReactElement {
  const { row, other, versus, columns, trans, onConfirm } = props;
  const { metric } = row;
  const change = changeOf(metric, other, trans);
  const unset = <span className={cls('unset')}>{trans.__('not set')}</span>;
  return (
    <tr>
      <th scope="row">{metric.dataset || unset}</th>
      <td>{metric.split || unset}</td>
      {columns.scenario && <td>{row.scenario}</td>}
      <td>
        {metric.name}
        {metric.inferred && <span className={cls('muted')}> {trans.__('(found, not confirmed)')}</span>}
        {metric.inferred && onConfirm && (
          <Button
            kind="link"
            small
            label={trans.__('Confirm')}
            name={trans.__('Confirm %1 %2', metric.name, metricText(metric))}
            onClick={() => onConfirm(metric)}
          />
        )}
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
      {columns.interval && <td className={cls('num', 'muted')}>{intervalText(metric)}</td>}
      {columns.rows && (
        <td className={cls('num', 'muted')}>{typeof metric.n === 'number' ? numberText(metric.n, 12) : ''}</td>
      )}
      {columns.rank && (
        <td>
          <RankCell {...props} />
        </td>
      )}
      {columns.hardware && <td className={cls('muted')}>{row.hardware || trans.__('not set')}</td>}
      {columns.origin && <td className={cls('muted')}>{metric.origin ?? ''}</td>}
      <td className={cls('muted')}>
        <time dateTime={row.at} title={momentText(row.at)}>
          {ageText(row.at, trans)}
        </time>
      </td>
    </tr>
  );
}
