/** What is selected and what can be done with it, at the foot of the list. */
import * as React from 'react';

import { MOST_SELECTED } from '../../state/panelState';
import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { PanelButton } from './parts';

/** The tray; nothing while nothing is selected. */
export function Tray(props: IPanelProps): React.ReactElement | null {
  const { look, trans, away, onLook, onSelect, onInsert, onCopyRefs, onCompare } = props;
  const { selection } = look;
  if (selection.length === 0) {
    return null;
  }
  return (
    <section className={panelCls('tray')} aria-label={trans.__('Selection')}>
      <div className={panelCls('tray-head')}>
        <b className={panelCls('grow')} role="status">
          {trans._n('%1 selected', '%1 selected', selection.length)}
        </b>
        <span className={panelCls('muted')}>{trans.__('up to %1', MOST_SELECTED)}</span>
        <button
          type="button"
          className={panelCls('tool')}
          title={trans.__('Clear the selection (X)')}
          aria-label={trans.__('Clear the selection')}
          onClick={() => onLook({ selection: [], focus: 'list' })}
        >
          <Icon name="cross" size={12} />
        </button>
      </div>
      <div className={panelCls('tray-names')}>
        {selection.map(hit => (
          <button
            key={hit.model}
            type="button"
            title={trans.__('Take %1 out of the selection', hit.model)}
            onClick={() => onSelect(hit)}
          >
            <bdi dir="ltr">{hit.model}</bdi> {`v${hit.number}`}
          </button>
        ))}
      </div>
      <div className={panelCls('buttons')}>
        <PanelButton
          kind="primary"
          icon="insert"
          disabled={away}
          title={away ? trans.__('Needs the registry') : trans.__('One cell for each model')}
          onClick={() => onInsert(selection, true)}
        >
          {trans._n('Insert %1', 'Insert %1', selection.length)}
        </PanelButton>
        {onCompare && (
          <PanelButton
            icon="compare"
            disabled={away || selection.length < 2}
            title={
              away
                ? trans.__('Needs the registry')
                : selection.length < 2
                  ? trans.__('Select one more model')
                  : trans.__('Side by side (C)')
            }
            onClick={() => onCompare(selection)}
          >
            {trans.__('Compare')}
          </PanelButton>
        )}
        <PanelButton icon="copy" onClick={() => onCopyRefs(selection)}>
          {trans._n('Copy ref', 'Copy refs', selection.length)}
        </PanelButton>
      </div>
    </section>
  );
}
