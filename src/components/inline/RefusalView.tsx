/** "refusal": why nothing was done, and the ways on. */
import * as React from 'react';

import { Button, cls } from '../card/bits';
import type { IViewProps } from './contract';
import { AsOf, Findings, Head } from './parts';

/** A refusal with its ways on, each a sentence or a line of code to copy. */
export function RefusalView({ snapshot, trans, actions }: IViewProps): React.ReactElement {
  const { onInsert, onCopy } = actions;
  const act = onInsert ?? onCopy;
  return (
    <section aria-label={trans.__('Refused')}>
      <Head
        icon="error"
        tone="err"
        title={<b>{snapshot.message || trans.__('Not done')}</b>}
        under={trans.__('Nothing was changed.')}
      />
      <div className={cls('inline-scroll')} role="group" aria-label={trans.__('Reasons and ways on')} tabIndex={0}>
        <Findings findings={snapshot.findings} />
        {snapshot.ways_on.length > 0 && (
          <ul className={cls('ways-on')}>
            {snapshot.ways_on.map((way, index) => (
              <li key={index}>
                {isCode(way) ? <code dir="ltr">{way}</code> : way}
                {isCode(way) && act && (
                  <Button
                    small
                    kind="ghost"
                    icon={onInsert ? 'insert' : 'copy'}
                    label={onInsert ? trans.__('Insert') : trans.__('Copy')}
                    name={onInsert ? trans.__('Insert: %1', way) : trans.__('Copy: %1', way)}
                    onClick={() => act(way)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={cls('inline-foot')}>
        <span className={cls('inline-facts')}>
          <AsOf snapshot={snapshot} trans={trans} />
        </span>
      </div>
    </section>
  );
}

function isCode(way: string): boolean {
  return /^(%|registry\.)/.test(way);
}
