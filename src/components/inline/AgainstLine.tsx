/** A new version against the champion: each metric with its change, and what cannot be compared. */
import * as React from 'react';

import type { Against, MetricChange } from '../../schema';
import { Alias, cls } from '../card/bits';
import type { ITrans } from '../card/contract';

function Change({ change, trans }: { change: MetricChange; trans: ITrans }): React.ReactElement {
  const tone = change.better === null ? '' : change.better ? 'tone-ok' : 'tone-warn';
  const word = change.better === null ? '' : change.better ? trans.__('better') : trans.__('worse');
  return (
    <li title={change.note}>
      {change.label}{' '}
      <b className={cls(tone)}>
        {change.better !== null && <span aria-hidden="true">{change.better ? '▴' : '▾'} </span>}
        {change.change}
      </b>{' '}
      <span className={cls('muted')}>{`${change.before} → ${change.after}`}</span>
      {word && <span className={cls('unseen')}> {word}</span>}
    </li>
  );
}

/** The line; nothing without a champion. */
export function AgainstLine({ against, trans }: { against: Against | null; trans: ITrans }): React.ReactElement | null {
  if (!against) {
    return null;
  }
  const { changes = [], unlike = [] } = against;
  const number = against.ref.slice(against.ref.lastIndexOf(':') + 1);
  return (
    <div className={cls('against')}>
      <span className={cls('muted')}>{trans.__('Against v%1', number)}</span> <Alias name={against.alias} />
      <ul>
        {changes.map((change, index) => (
          <Change key={index} change={change} trans={trans} />
        ))}
        {unlike.map((line, index) => (
          <li key={`unlike-${index}`} className={cls('muted')}>
            {line}
          </li>
        ))}
        {changes.length + unlike.length === 0 && <li className={cls('muted')}>{trans.__('no metric of both')}</li>}
      </ul>
    </div>
  );
}
