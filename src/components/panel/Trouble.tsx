/** When there is no answer: why, and the way on. */
import * as React from 'react';

import { Icon } from '../card/bits';
import { numberText, pageLanguage } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { Glyph, PanelButton } from './parts';

const INSTALL = 'pip install jupyter_registry';

/** The server has no registry part: how to get it. */
export function ServerMissing({ trans, onCopy, onRetry }: IPanelProps): React.ReactElement {
  return (
    <div className={panelCls('start')} role="alert">
      <h2>{trans.__('The server part is missing')}</h2>
      <p>
        {trans.__(
          'This panel needs the server part of the model registry. Install it where the Jupyter server runs, then restart the server.'
        )}
      </p>
      <pre dir="ltr">{INSTALL}</pre>
      <div className={panelCls('buttons')}>
        <PanelButton kind="primary" onClick={onRetry}>
          {trans.__('Retry now')}
        </PanelButton>
        <PanelButton icon="copy" onClick={() => onCopy(INSTALL)}>
          {trans.__('Copy')}
        </PanelButton>
      </div>
    </div>
  );
}

/** The last request failed; what is shown below is a saved copy, or older. */
export function TroubleBanner(props: IPanelProps): React.ReactElement | null {
  const { trouble, away, retryAt, trans, onRetry } = props;
  if (!trouble) {
    return null;
  }
  return (
    <div className={panelCls('banner')}>
      {away ? <Glyph name="away" /> : <Icon name="warn" tone="warn" size={16} />}
      <div>
        <p role="alert">
          <b>{trouble.message}</b> {away ? copyText(props) : trouble.fix}
        </p>
        {away && retryAt !== null && <Countdown at={retryAt} trans={trans} />}
        <PanelButton onClick={onRetry}>{trans.__('Retry now')}</PanelButton>
      </div>
    </div>
  );
}

function copyText({ trouble, copyAt, copySize, trans }: IPanelProps): string {
  if (!copyAt || copySize === 0) {
    return trouble?.fix ?? '';
  }
  const time = copyAt.toLocaleTimeString(pageLanguage(), { hour: '2-digit', minute: '2-digit' });
  return trans._n(
    'Showing the %2 model seen here until %3.',
    'Showing the %2 models seen here until %3.',
    copySize,
    numberText(copySize, 9),
    time
  );
}

/** The seconds until the next attempt; not read out at every second. */
function Countdown({ at, trans }: { at: number; trans: IPanelProps['trans'] }): React.ReactElement {
  const [now, setNow] = React.useState(Date.now());
  React.useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <p aria-hidden="true">{trans.__('Retry in %1 s.', Math.max(0, Math.ceil((at - now) / 1000)))}</p>;
}
