/** What became of the last action, and the way back. It stays until the next action, so nobody has to be quick. */
import * as React from 'react';

import { Button, cls, Icon } from './bits';
import type { IconName } from './bits';
import type { INotice, ITrans } from './contract';

const LOOKS: Record<INotice['level'], [IconName, 'err' | 'ok' | 'acc']> = {
  error: ['error', 'err'],
  status: ['check', 'ok'],
  note: ['info', 'acc']
};

/** One sentence, with Undo where the action can be taken back. */
export function Notice({ notice, trans }: { notice: INotice; trans: ITrans }): React.ReactElement {
  const [icon, tone] = LOOKS[notice.level];
  return (
    <div className={cls('banner', `banner-${tone}`, 'notice')} role={notice.level === 'error' ? 'alert' : 'status'}>
      <Icon name={icon} tone={tone} />
      <span>{notice.text}</span>
      {notice.undo && <Button kind="link" small icon="undo" label={trans.__('Undo')} onClick={notice.undo} />}
    </div>
  );
}
