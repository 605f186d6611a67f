/** When there is no answer: why, and the way on. */
import * as React from 'react';

import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';

const INSTALL = 'pip install jupyter_registry';

/** The server has no registry part: how to get it. */
export function ServerMissing({ trans, onCopy, onRetry }: IPanelProps): React.ReactElement {
  return (
    <div className={panelCls('start')} role="alert">
      <h3>{trans.__('The server part is missing')}</h3>
      <p>
        {trans.__(
          'This panel needs the server part of the model registry. Install it where the Jupyter server runs, then restart the server.'
        )}
      </p>
      <pre dir="ltr">{INSTALL}</pre>
      <p>
        <button type="button" className={panelCls('primary')} onClick={onRetry}>
          {trans.__('Retry now')}
        </button>
        <button type="button" className={panelCls('small-button')} onClick={() => onCopy(INSTALL)}>
          {trans.__('Copy')}
        </button>
      </p>
    </div>
  );
}

/** The last request failed; what is shown below may be older. */
export function TroubleBanner({ trouble, page, answeredAt, trans, onRetry }: IPanelProps): React.ReactElement | null {
  if (!trouble) {
    return null;
  }
  const since = answeredAt?.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return (
    <div className={panelCls('banner')} role="alert">
      <Icon name="warn" tone="warn" />
      <div>
        <b>{trouble.message}</b> {trouble.fix} {page && since && trans.__('Showing what was found at %1.', since)}
        <p>
          <button type="button" className={panelCls('small-button')} onClick={onRetry}>
            {trans.__('Retry now')}
          </button>
        </p>
      </div>
    </div>
  );
}
