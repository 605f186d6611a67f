/** "comparison": the sentences and the rows that differ, as they were when the output was made. */
import * as React from 'react';

import { FIRST_LOOK } from '../../state/compareLook';
import { Button, cls } from '../card/bits';
import { refOf } from '../compare/contract';
import { headingOf, Sentences } from '../compare/Findings';
import { Table } from '../compare/Table';
import type { IViewProps } from './contract';
import { Foot, Head } from './parts';

/** Versions side by side. */
export function CompareView(props: IViewProps): React.ReactElement | null {
  const { snapshot, trans, actions } = props;
  const { comparison } = snapshot;
  const { onCompare, onOpen } = actions;
  if (!comparison) {
    return null;
  }
  const shown = { comparison, look: FIRST_LOOK, trans, onOpen };
  return (
    <section aria-label={trans.__('Versions side by side')}>
      <Head icon="compare" title={<b>{headingOf(shown)}</b>} />
      <div className={cls('inline-scroll')} role="group" aria-label={trans.__('Comparison')} tabIndex={0}>
        <div className={cls('inline-part')}>
          <Sentences {...shown} />
        </div>
        <Table {...shown} />
      </div>
      <Foot {...props}>
        {onCompare && (
          <Button
            small
            icon="compare"
            label={trans.__('Open comparison')}
            onClick={() => onCompare(comparison.versions.map(refOf))}
          />
        )}
      </Foot>
    </section>
  );
}
