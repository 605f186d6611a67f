/** "sending": a publication that goes on in the background, with the buttons that steer it. */
import * as React from 'react';

import { Button, cls } from '../card/bits';
import type { IViewProps } from './contract';
import { AsOf, Head } from './parts';

/** How far it is. An output that was saved shows how far it was. */
export function SendingView({ snapshot, trans, actions }: IViewProps): React.ReactElement | null {
  const { sending } = snapshot;
  if (!sending) {
    return null;
  }
  const { job, state, done, size } = sending;
  const { onJob } = actions;
  const percent = size > 0 ? Math.min(100, Math.round((100 * done) / size)) : 0;
  return (
    <section aria-label={trans.__('Publication in the background')}>
      <Head
        icon={state === 'waiting' ? 'warn' : 'send'}
        tone={state === 'waiting' ? 'warn' : 'acc'}
        title={<b>{snapshot.message}</b>}
        under={snapshot.facts.join(', ')}
        aside={
          onJob && (
            <span className={cls('choices')}>
              {state === 'sending' ? (
                <Button small label={trans.__('Pause')} onClick={() => onJob(job, 'pause')} />
              ) : (
                <Button small label={trans.__('Resume')} onClick={() => onJob(job, 'resume')} />
              )}
              <Button small label={trans.__('Cancel')} onClick={() => onJob(job, 'cancel')} />
            </span>
          )
        }
      />
      <progress className={cls('sending-bar')} aria-label={trans.__('Sent')} max={100} value={percent} />
      <div className={cls('inline-foot')}>
        <AsOf snapshot={snapshot} trans={trans} />
      </div>
    </section>
  );
}
