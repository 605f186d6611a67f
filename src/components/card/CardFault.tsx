/** What stands in the place of a card that is not there: being read, or why it cannot be. */
import * as React from 'react';

import type { ITrouble } from '../../state/door';
import { troubleText } from '../../state/door';
import { Button, cls, Icon } from './bits';
import type { ITrans } from './contract';

interface ICardFaultProps {
  state: {
    readonly loading: boolean;
    readonly ref: string;
    readonly error: ITrouble | null;
    reload(): Promise<void>;
  };
  trans: ITrans;
}

/** One sentence and the way on. */
export function CardFault({ state, trans }: ICardFaultProps): React.ReactElement {
  if (!state.error) {
    return (
      <p className={`jp-ModelRegistry-card ${cls('wait')}`} role="status">
        {state.loading ? trans.__('Reading %1', state.ref) : trans.__('No model chosen')}
      </p>
    );
  }
  return (
    <div className={`jp-ModelRegistry-card ${cls('fault')}`}>
      <p className={cls('banner', 'banner-err')} role="alert">
        <Icon name="error" tone="err" />
        <span>
          <b>{state.ref}</b> {troubleText(state.error)}
        </span>
      </p>
      <Button label={trans.__('Read again')} disabled={state.loading} onClick={() => void state.reload()} />
    </div>
  );
}
