/** What became of the last action, and the way back. It stays until the next action, so nobody has to be quick. */
import * as React from 'react';

import { Button, cls, Icon } from './bits';
import type { INotice, ITrans } from './contract';

/** One sentence, with Undo where the action can be taken back. */
export function Notice({ notice, trans }: { notice: INotice; trans: ITrans }): React.ReactElement {
  const failed = notice.level === 'error';
  return (
    <div className={cls('banner', failed ? 'banner-err' : 'banner-ok', 'notice')} role={failed ? 'alert' : 'status'}>
      <Icon name={failed ? 'error' : 'check'} tone={failed ? 'err' : 'ok'} />
      <span>{notice.text}</span>
      {notice.undo && <Button kind="link" small icon="undo" label={trans.__('Undo')} onClick={notice.undo} />}
    </div>
  );
}
