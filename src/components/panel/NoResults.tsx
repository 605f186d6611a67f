/** Nothing found: each change of the query that finds something, with how much it finds. */
import * as React from 'react';

import type { IPanelProps } from './contract';
import { panelCls } from './contract';

/** The ways out, most models first as the server orders them. */
export function NoResults({ page, trans, onQuery, onBrowse }: IPanelProps): React.ReactElement {
  const ways = page?.ways_out ?? [];
  return (
    <div className={panelCls('start')}>
      <h3>{trans.__('No model meets all conditions')}</h3>
      {ways.length > 0 && <p className={panelCls('muted')}>{trans.__('Each change below gives results.')}</p>}
      <ul>
        {ways.map(way => (
          <li key={way.q}>
            <button type="button" className={panelCls('row')} onClick={() => onQuery(way.q)}>
              <span className={panelCls('grow')}>{way.label}</span>
              <span>{trans._n('%1 model', '%1 models', way.count, way.count)}</span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={panelCls('link')}
        onClick={() => {
          onQuery('');
          onBrowse(true);
        }}
      >
        {trans.__('Show all models')}
      </button>
    </div>
  );
}
