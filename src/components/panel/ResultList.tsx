/** The results as a list of cards, or of lines. */
import * as React from 'react';

import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { ResultRows } from './ResultRow';
import { rowId, useRows } from './useRows';

/** Heights of a result in pixels. */
export const PITCH = 96;
export const COMPACT_PITCH = 28;

/** The list box; options that are still on their way are grey lines of the same height. */
export function ResultList(props: IPanelProps): React.ReactElement {
  const { look, trans } = props;
  const pitch = look.compact ? COMPACT_PITCH : PITCH;
  const drawn = useRows(props, pitch);
  return (
    <div
      ref={drawn.scroller}
      id={drawn.id}
      className={panelCls('list', look.compact && 'list-compact')}
      role="listbox"
      tabIndex={0}
      aria-multiselectable="true"
      aria-label={trans.__('Models found')}
      aria-activedescendant={drawn.rows ? rowId(drawn.id, drawn.row) : undefined}
      onKeyDown={drawn.onKeyDown}
    >
      <ResultRows {...props} drawn={drawn} pitch={pitch} />
    </div>
  );
}
