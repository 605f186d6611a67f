/** Quality by cost of the models of a leaderboard; the table beside it holds the same numbers. */
import * as React from 'react';

import type { Leaderboard, Rank } from '../../../schema';
import { cls } from '../bits';
import type { ITrans } from '../contract';
import { numberText } from '../words';

const WIDTH = 420;
const HEIGHT = 180;
const LEFT = 48;
const EDGE = 14;
const BOTTOM = 26;
/** Fewer points than this say nothing. */
const FEW = 3;

interface IPoint {
  ref: string;
  cost: number;
  value: number;
}

type Cost = 'latency_ms' | 'parameter_count';

function pointsOf(ranks: readonly Rank[], cost: Cost, hardware: string): IPoint[] {
  return ranks.flatMap(({ ref, metric, resources, aged }) => {
    const found = resources?.[cost];
    const alike = cost === 'parameter_count' || (resources?.hardware ?? '') === hardware;
    return typeof found === 'number' && found > 0 && alike && !aged ? [{ ref, cost: found, value: metric.value }] : [];
  });
}

/** Latency where enough were measured on the same hardware as the model shown, else parameters. */
function chosen(board: Leaderboard, current: string): { cost: Cost; points: IPoint[] } {
  const own = board.ranks.find(({ ref }) => ref === current) ?? board.ranks[0];
  const timed = pointsOf(board.ranks, 'latency_ms', own?.resources?.hardware ?? '');
  return timed.length >= FEW
    ? { cost: 'latency_ms', points: timed }
    : { cost: 'parameter_count', points: pointsOf(board.ranks, 'parameter_count', '') };
}

/** The points that no other beats on both, the cheapest first. */
export function frontOf(points: readonly IPoint[], higher: boolean): IPoint[] {
  const gain = ({ value }: IPoint): number => (higher ? value : -value);
  const cheapest = [...points].sort((first, second) => first.cost - second.cost || gain(second) - gain(first));
  let best = -Infinity;
  return cheapest.filter(point => {
    const better = gain(point) > best;
    best = Math.max(best, gain(point));
    return better;
  });
}

function finding(points: readonly IPoint[], front: readonly IPoint[], current: string, trans: ITrans): string {
  const own = points.find(({ ref }) => ref === current);
  if (!own) {
    return trans.__('The best trade-offs: %1.', front.map(({ ref }) => ref).join(', '));
  }
  if (front.includes(own)) {
    return trans.__('None of the other %1 is both better and cheaper than %2.', points.length - 1, current);
  }
  const beats = front.filter(({ cost }) => cost <= own.cost).pop();
  return trans.__('%1 is better and no dearer than %2.', beats?.ref ?? '', current);
}

function scaled(values: readonly number[], from: number, to: number, log: boolean): (value: number) => number {
  const scale = log ? Math.log : (value: number): number => value;
  const low = scale(Math.min(...values));
  const width = scale(Math.max(...values)) - low || 1;
  return value => from + ((scale(value) - low) / width) * (to - from);
}

/** The drawing with its finding; nothing when fewer than three models have both numbers. */
export function TradeOff({
  board,
  current,
  trans
}: {
  board: Leaderboard;
  current: string;
  trans: ITrans;
}): React.ReactElement | null {
  const { cost, points } = chosen(board, current);
  if (points.length < FEW) {
    return null;
  }
  const front = frontOf(points, board.higher_is_better);
  const costs = points.map(point => point.cost);
  const values = points.map(point => point.value);
  const x = scaled(costs, LEFT + 6, WIDTH - EDGE, true);
  const y = scaled(values, HEIGHT - BOTTOM - 6, EDGE, false);
  const label = cost === 'latency_ms' ? trans.__('latency, ms') : trans.__('parameters');
  const said = finding(points, front, current, trans);
  return (
    <figure className={cls('trade-off')}>
      <figcaption>
        <b>{trans.__('%1 by %2', board.metric, label)}</b> <span className={cls('muted')}>{said}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${trans.__('%1 by %2', board.metric, label)}. ${said}`}
      >
        <path className={cls('axis')} d={`M${LEFT} ${EDGE}V${HEIGHT - BOTTOM}H${WIDTH - EDGE}`} />
        {[Math.min(...values), Math.max(...values)].map((value, end) => (
          <text key={end} x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {numberText(value, 3)}
          </text>
        ))}
        {[Math.min(...costs), Math.max(...costs)].map((value, end) => (
          <text key={end} x={x(value)} y={HEIGHT - 8} textAnchor={end === 0 ? 'start' : 'end'}>
            {numberText(value, 3)}
          </text>
        ))}
        <polyline
          className={cls('front')}
          points={front.map(point => `${x(point.cost)},${y(point.value)}`).join(' ')}
        />
        {points.map(point => (
          <circle
            key={point.ref}
            className={cls('point', point.ref === current && 'point-own')}
            cx={x(point.cost)}
            cy={y(point.value)}
            r={point.ref === current ? 6 : 4}
          >
            <title>{`${point.ref}: ${numberText(point.value)}, ${numberText(point.cost)}`}</title>
          </circle>
        ))}
      </svg>
      <details>
        <summary>{trans.__('View data')}</summary>
        <table className={cls('table')}>
          <thead>
            <tr>
              <th scope="col">{trans.__('Version')}</th>
              <th scope="col">{label}</th>
              <th scope="col">{board.metric}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(point => (
              <tr key={point.ref}>
                <th scope="row">{point.ref}</th>
                <td>{numberText(point.cost)}</td>
                <td>{numberText(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
