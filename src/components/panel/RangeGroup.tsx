/** One filter by number: how the results are spread, and two inputs for the bounds. */
import * as React from 'react';

import { withRange } from '../../queryText';
import type { Histogram } from '../../schema';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';

interface IRangeGroupProps extends IPanelProps {
  histogram: Histogram;
}

const STEPS: readonly [number, string][] = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k']
];
const BYTES: readonly [number, string][] = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB']
];

/** Digits of the bounds that the results have, shown in an empty input. */
const HINT = 3;

/** A bound as a query takes it: "50M", "12.5", "100MB". */
export function boundText(value: number, unit: string, digits = 4): string {
  const steps = unit === 'B' ? BYTES : unit === '' ? STEPS : [];
  const step = steps.find(([from]) => Math.abs(value) >= from);
  const [size, mark] = step ?? [1, unit === 'ms' ? 'ms' : ''];
  return `${Number((value / size).toPrecision(digits))}${mark}`;
}

/** The bars, which are for the eye alone, and the two inputs. */
export function RangeGroup({ histogram, query, answer, trans, onQuery }: IRangeGroupProps): React.ReactElement {
  const { name, label, dataset, edges, counts, unit, low, high, inside, logarithmic } = histogram;
  const field = dataset && /^[\w.-]+$/.test(dataset) ? `${name}@${dataset}` : name;
  const shown = (bound: number | null) => (bound === null ? '' : boundText(bound, unit));
  const set = (least: string, most: string) =>
    onQuery(withRange(query, answer?.page.terms ?? [], name, [least, most], field));
  const most = Math.max(1, ...counts);
  const within = (place: number) =>
    (low === null || edges[place + 1] > low) &&
    (high === null || edges[place] < high) &&
    (low !== null || high !== null);
  return (
    <fieldset className={panelCls('facet', 'range')}>
      <legend className={panelCls('facet-head')}>
        {label} <span className={panelCls('muted')}>{dataset}</span>
      </legend>
      <div className={panelCls('bars')} aria-hidden="true">
        {counts.map((count, place) => (
          <span
            key={place}
            className={panelCls(within(place) && 'bar-in')}
            style={{ blockSize: `${Math.ceil((100 * count) / most)}%` }}
            title={`${boundText(edges[place], unit)}–${boundText(edges[place + 1], unit)}: ${count}`}
          />
        ))}
      </div>
      <div className={panelCls('bounds')}>
        <Bound
          name={trans.__('%1, at least', label)}
          value={shown(low)}
          hint={boundText(edges[0], unit, HINT)}
          onSet={text => set(text, shown(high))}
        />
        <span>{trans.__('to')}</span>
        <Bound
          name={trans.__('%1, at most', label)}
          value={shown(high)}
          hint={boundText(edges[edges.length - 1], unit, HINT)}
          onSet={text => set(shown(low), text)}
        />
        <span className={panelCls('note')}>
          {low !== null || high !== null
            ? trans.__('%1 inside', numberText(inside, 9))
            : logarithmic
              ? trans.__('log scale')
              : ''}
        </span>
      </div>
    </fieldset>
  );
}

interface IBoundProps {
  name: string;
  value: string;
  hint: string;
  onSet: (text: string) => void;
}

/** One bound; it takes effect with Enter or when the input is left. */
function Bound({ name, value, hint, onSet }: IBoundProps): React.ReactElement {
  const [typed, setTyped] = React.useState(value);
  React.useEffect(() => setTyped(value), [value]);
  const set = () => typed.trim() !== value && onSet(typed);
  return (
    <input
      aria-label={name}
      placeholder={hint}
      value={typed}
      dir="ltr"
      onChange={event => setTyped(event.currentTarget.value)}
      onBlur={set}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          set();
        }
      }}
    />
  );
}
