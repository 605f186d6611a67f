/** The table: a column for each version, a group of rows for each kind of thing that may differ. */
import * as React from 'react';

import type { Overall } from '../../schema';
import { Bar } from './Cell';
import type { ICompareProps } from './contract';
import { cmp } from './contract';
import { Group } from './Group';
import { Head } from './Head';
import { isEqual, overallOf, rowsOf } from './rows';

function OverallRow({ comparison, look, trans }: ICompareProps): React.ReactElement | null {
  const weighed = isEqual(look.weights);
  const found: readonly Overall[] = overallOf(comparison, look.weights);
  if (found.every(({ score }) => score === null)) {
    return null;
  }
  return (
    <tbody>
      <tr className={cmp('overall')}>
        <th scope="row" className={cmp('row-head')}>
          {weighed ? trans.__('Overall, equal weights') : trans.__('Overall, your weights')}
        </th>
        {found.map(({ score, counted }, place) => (
          <td key={place} className={cmp('cell', place === 0 && 'base')}>
            {score === null ? (
              <span className={cmp('unset')}>{trans.__('too little can be compared')}</span>
            ) : (
              <span className={cmp('number', 'number-score')}>
                <span className={cmp('value')}>{Math.round(score)}</span>
                <Bar score={score} place={place} trans={trans} />
                {counted < comparison.scored && (
                  <span className={cmp('change', 'tone-muted')}>
                    {trans.__('%1 of %2', counted, comparison.scored)}
                  </span>
                )}
              </span>
            )}
          </td>
        ))}
      </tr>
    </tbody>
  );
}

/** The table with all its groups. */
export function Table(props: ICompareProps): React.ReactElement {
  const { comparison, look, trans } = props;
  const prefix = `${React.useId()}-`;
  React.useEffect(() => {
    const head = look.shown && document.getElementById(prefix + look.shown);
    if (head) {
      head.scrollIntoView({ block: 'center' });
      head.focus({ preventScroll: true });
    }
  }, [look.shown, prefix]);
  return (
    <table className={cmp('table')} data-columns={comparison.versions.length}>
      <caption className={cmp('hidden')}>{trans.__('Versions side by side; the first one is the baseline')}</caption>
      <Head {...props} />
      <OverallRow {...props} />
      {comparison.groups
        .filter(group => group.name === 'environment' || rowsOf(group, look.onlyDifferences).length > 0)
        .map(group => (
          <Group key={group.name} {...props} group={group} prefix={prefix} />
        ))}
    </table>
  );
}
