/** Two values of one field: what was typed here, and what somebody else stored meanwhile. Nothing is lost. */
import * as React from 'react';

import { Button, cls } from './bits';
import type { ITrans } from './contract';

interface IConflictProps {
  /** The field. */
  label: string;
  mine: string;
  theirs: string;
  trans: ITrans;
  onKeepMine: () => void;
  onKeepTheirs: () => void;
}

/** Both values side by side, each with the button that keeps it. */
export function Conflict(props: IConflictProps): React.ReactElement {
  const { label, mine, theirs, trans, onKeepMine, onKeepTheirs } = props;
  return (
    <div className={cls('conflict')} role="group" aria-label={trans.__('Two values: %1', label)}>
      <div>
        <b>{trans.__('Yours')}</b>
        <p>{mine || trans.__('not set')}</p>
        <Button small label={trans.__('Keep mine')} name={trans.__('Keep mine: %1', label)} onClick={onKeepMine} />
      </div>
      <div>
        <b>{trans.__('Stored meanwhile')}</b>
        <p>{theirs || trans.__('not set')}</p>
        <Button
          small
          label={trans.__('Keep what is stored')}
          name={trans.__('Keep what is stored: %1', label)}
          onClick={onKeepTheirs}
        />
      </div>
    </div>
  );
}
