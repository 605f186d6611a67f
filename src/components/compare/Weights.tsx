/** How much each number counts in the overall score: a slider for each, 0 leaves it out. */
import * as React from 'react';

import { Button } from '../card/bits';
import type { ICompareProps } from './contract';
import { cmp } from './contract';
import { isEqual, scoredRows } from './rows';

const MOST = 5;
/** Sliders that are shown; a filter finds the others. */
const SHOWN = 24;

/** The sliders, while they are asked for. */
export function Weights({ comparison, look, trans, onLook }: ICompareProps): React.ReactElement | null {
  const [filter, setFilter] = React.useState('');
  const id = React.useId();
  if (!look.weighing || !onLook) {
    return null;
  }
  const all = scoredRows(comparison);
  const wanted = filter.trim().toLowerCase();
  const rows = all.filter(row => `${row.label} ${row.note}`.toLowerCase().includes(wanted));
  return (
    <section className={cmp('weights')} aria-label={trans.__('Weights')}>
      <p className={cmp('under')}>{trans.__('0 leaves a row out of the overall score.')}</p>
      {all.length > SHOWN && (
        <input
          type="search"
          className={cmp('find')}
          aria-label={trans.__('Find a metric')}
          placeholder={trans.__('Find a metric')}
          value={filter}
          onChange={event => setFilter(event.currentTarget.value)}
        />
      )}
      <div className={cmp('sliders')}>
        {rows.slice(0, SHOWN).map((row, place) => {
          const weight = look.weights[row.id] ?? 1;
          return (
            <div key={row.id} className={cmp('slider')}>
              <label htmlFor={`${id}-${place}`}>
                {row.label} {row.note && <span className={cmp('under')}>{row.note}</span>}
              </label>
              <input
                id={`${id}-${place}`}
                type="range"
                min={0}
                max={MOST}
                step={1}
                value={weight}
                onChange={event =>
                  onLook({ weights: { ...look.weights, [row.id]: Number(event.currentTarget.value) } })
                }
              />
              <output htmlFor={`${id}-${place}`}>{weight}</output>
            </div>
          );
        })}
      </div>
      {rows.length > SHOWN && (
        <p className={cmp('under')}>{trans.__('%1 more; find them by name.', rows.length - SHOWN)}</p>
      )}
      <Button
        small
        label={trans.__('Equal weights')}
        disabled={isEqual(look.weights)}
        onClick={() => onLook({ weights: {} })}
      />
    </section>
  );
}
