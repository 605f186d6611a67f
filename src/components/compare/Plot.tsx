/** Quality by cost: where each version stands in the trade-off, and which of them no other beats on both. */
import * as React from 'react';

import type { ComparedRow } from '../../schema';
import { numberText } from '../card/words';
import type { ICompareProps } from './contract';
import { cmp } from './contract';
import { MarkerPath } from './Marker';

const WIDTH = 356;
const HEIGHT = 156;
const LEFT = 44;
const BOTTOM = 18;
const EDGE = 14;
/** From this ratio on an axis of positive numbers is logarithmic. */
const WIDE = 12;

interface IPoint {
  place: number;
  x: number;
  y: number;
}

/** Maps numbers to a length; the ends have some room. */
interface IAxis {
  ticks: readonly number[];
  at: (value: number) => number;
}

function axisOf(values: readonly number[], from: number, to: number): IAxis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const logarithmic = low > 0 && high / low >= WIDE;
  const scale = logarithmic ? Math.log : (value: number) => value;
  const room = 0.08 * (scale(high) - scale(low) || Math.abs(scale(high)) || 1);
  const start = scale(low) - room;
  const end = scale(high) + room;
  const at = (value: number): number => from + ((scale(value) - start) / (end - start)) * (to - from);
  return { at, ticks: low === high ? [low] : [low, high] };
}

function pointsOf(cost: ComparedRow, quality: ComparedRow): IPoint[] {
  return cost.cells.flatMap((cell, place) => {
    const other = quality.cells[place];
    return cell.state === 'value' && other.state === 'value'
      ? [{ place, x: cell.value ?? 0, y: other.value ?? 0 }]
      : [];
  });
}

/** The points that no other beats on both, by cost. */
function frontOf(points: readonly IPoint[], cost: ComparedRow, quality: ComparedRow): IPoint[] {
  const gain = (row: ComparedRow, value: number): number => (row.higher_is_better ? value : -value);
  return points
    .filter(
      one =>
        !points.some(
          other =>
            other !== one &&
            gain(cost, other.x) >= gain(cost, one.x) &&
            gain(quality, other.y) >= gain(quality, one.y) &&
            (other.x !== one.x || other.y !== one.y)
        )
    )
    .sort((first, second) => first.x - second.x);
}

/** The drawing; nothing when fewer than two versions have both numbers. */
export function Plot({ comparison, trans }: ICompareProps): React.ReactElement | null {
  const rows = comparison.groups.flatMap(group => group.rows);
  const [cost, quality] = comparison.plot.map(id => rows.find(row => row.id === id));
  const points = cost && quality ? pointsOf(cost, quality) : [];
  if (!cost || !quality || points.length < 2) {
    return null;
  }
  const x = axisOf(
    points.map(point => point.x),
    LEFT,
    WIDTH - EDGE
  );
  const y = axisOf(
    points.map(point => point.y),
    HEIGHT - BOTTOM - 6,
    EDGE
  );
  const front = frontOf(points, cost, quality);
  const name = (place: number): string => comparison.versions[place].hit.model;
  const text = (row: ComparedRow, place: number): string => row.cells[place].text;
  const direction = quality.higher_is_better
    ? cost.higher_is_better
      ? trans.__('up and right is better')
      : trans.__('up and left is better')
    : cost.higher_is_better
      ? trans.__('down and right is better')
      : trans.__('down and left is better');
  const said = points
    .map(({ place }) => `${name(place)}: ${quality.label} ${text(quality, place)}, ${cost.label} ${text(cost, place)}`)
    .join('; ');
  const best = front.map(({ place }) => name(place)).join(', ');
  return (
    <figure className={cmp('plot')}>
      <figcaption>
        <b>{trans.__('%1 by %2', quality.label, cost.label.toLowerCase())}</b>
        <span className={cmp('under')}>{direction}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${trans.__('No other beats: %1.', best)} ${said}`}
      >
        {y.ticks.map(value => (
          <g key={value}>
            <path className={cmp('grid')} d={`M${LEFT} ${y.at(value)}H${WIDTH - 4}`} />
            <text x={LEFT - 6} y={y.at(value) + 4} textAnchor="end">
              {numberText(value, 3)}
            </text>
          </g>
        ))}
        {x.ticks.map(value => {
          const { place } = points.find(point => point.x === value) ?? points[0];
          return (
            <text key={value} x={Math.min(x.at(value), WIDTH - 24)} y={HEIGHT - 3} textAnchor="middle">
              {text(cost, place)}
            </text>
          );
        })}
        {front.length > 1 && (
          <path
            className={cmp('front')}
            d={front.map(({ x: a, y: b }, at) => `${at ? 'L' : 'M'}${x.at(a)} ${y.at(b)}`).join('')}
          />
        )}
        {points.map(({ place, x: a, y: b }) => {
          const right = x.at(a) > WIDTH * 0.6;
          return (
            <g key={place}>
              <g transform={`translate(${x.at(a) - 6},${y.at(b) - 6}) scale(1.2)`}>
                <MarkerPath place={place} />
              </g>
              <text
                className={cmp('point-name')}
                x={x.at(a) + (right ? -10 : 10)}
                y={y.at(b) + (right ? 18 : 4)}
                textAnchor={right ? 'end' : 'start'}
              >
                {name(place).length > 22 ? `${name(place).slice(0, 21)}…` : name(place)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
