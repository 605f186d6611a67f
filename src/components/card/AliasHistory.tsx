/** Which version held which alias when, folded below the versions. */
import * as React from 'react';

import type { HistoryEntry } from '../../schema';
import { aliasTimes } from './aliasTimes';
import { Alias, cls } from './bits';
import type { ITrans } from './contract';
import { dateText, momentText } from './words';

/** Spans of one alias that are shown. */
const SHOWN = 20;

/** The fold with a list for each alias. */
export function AliasHistory({ history, trans }: { history: readonly HistoryEntry[]; trans: ITrans }) {
  const times = aliasTimes(history);
  if (times.size === 0) {
    return null;
  }
  return (
    <details className={cls('alias-times')}>
      <summary>{trans.__('Which version held which alias')}</summary>
      <dl className={cls('pairs')}>
        {[...times].map(([alias, spans]) => (
          <React.Fragment key={alias}>
            <dt>
              <Alias name={alias} />
            </dt>
            <dd>
              <ol>
                {spans.slice(0, SHOWN).map(span => (
                  <li key={span.since} title={momentText(span.since)}>
                    <b>{span.number === null ? trans.__('no version') : `v${span.number}`}</b>{' '}
                    {span.until === null
                      ? trans.__('since %1', dateText(span.since))
                      : trans.__('%1 to %2', dateText(span.since), dateText(span.until))}{' '}
                    <span className={cls('muted')}>{span.by}</span>
                  </li>
                ))}
              </ol>
            </dd>
          </React.Fragment>
        ))}
      </dl>
    </details>
  );
}
