/** The mark of a column: a shape and a colour of its own, so that colour is never alone. */
import * as React from 'react';

import { cmp } from './contract';

const SHAPES = [
  'M5 1a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  'M1 1h8v8H1z',
  'M5 .6 9.4 9H.6z',
  'M5 .3 9.7 5 5 9.7.3 5z',
  'M1 1h8L5 9.400z',
  'M3.500 1h3v2.500H9v3H6.500V9h-3V6.500H1v-3h2.500z'
];

/** The shape alone, for a drawing that places it itself. */
export function MarkerPath({ place }: { place: number }): React.ReactElement {
  return <path className={cmp('series', `series-${place + 1}`)} d={SHAPES[place]} />;
}

/** The mark beside a name. */
export function Marker({ place, size = 10 }: { place: number; size?: number }): React.ReactElement {
  return (
    <svg className={cmp('marker')} width={size} height={size} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <MarkerPath place={place} />
    </svg>
  );
}
