/** The results as a table whose columns sort. */
import * as React from 'react';

import { Icon } from '../card/bits';
import type { IColumn } from './columns';
import { columnsOf, sharedMetric } from './columns';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { ResultRows } from './ResultRow';
import { rowId, useRows } from './useRows';

/** Heights of a row and of the heads in pixels. */
const PITCH = 32;
const HEAD = 30;

/** The grid; it has the keys of the list. */
export function ResultTable(props: IPanelProps): React.ReactElement {
  const { answer, around, trans } = props;
  const hits = answer?.page.hits;
  const metric = React.useMemo(() => sharedMetric(hits ?? []), [hits]);
  const scale = around.histograms.find(({ label }) => label.toLowerCase() === metric);
  const descending = scale?.higher_is_better ?? true;
  const columns = React.useMemo(() => columnsOf(metric, descending, trans), [metric, descending, trans]);
  const drawn = useRows(props, PITCH, HEAD);
  const total = answer?.page.total ?? 0;
  return (
    <div
      ref={drawn.scroller}
      id={drawn.id}
      className={panelCls('list', 'table')}
      role="grid"
      tabIndex={0}
      aria-multiselectable="true"
      aria-label={trans.__('Models found')}
      aria-rowcount={total + 1}
      aria-activedescendant={drawn.rows ? rowId(drawn.id, drawn.row) : undefined}
      onKeyDown={drawn.onKeyDown}
    >
      <div role="rowgroup" className={panelCls('table-heads')}>
        <div role="row" aria-rowindex={1} className={panelCls('table-row')} style={{ blockSize: HEAD }}>
          {columns.map(column => (
            <Head key={column.name} column={column} {...props} />
          ))}
        </div>
      </div>
      <ResultRows {...props} drawn={drawn} pitch={PITCH} columns={columns} />
    </div>
  );
}

type Direction = 'ascending' | 'descending';

/** How a column is sorted now, if it is. */
function directionOf({ sort, descending }: IColumn, current: string): Direction | undefined {
  if (!sort || current.replace(/^-/, '') !== sort) {
    return undefined;
  }
  return current.startsWith('-') !== (descending ?? false) ? 'descending' : 'ascending';
}

/** A head: the first press sorts, the second turns the order, the third goes back to the best match. */
function Head({ column, answer, sort, trans, onSort }: IPanelProps & { column: IColumn }): React.ReactElement {
  const current = answer?.page.sort ?? sort;
  const direction = directionOf(column, current);
  const next = !direction ? column.sort : current.startsWith('-') ? '' : `-${column.sort}`;
  return (
    <div
      role="columnheader"
      aria-sort={direction ?? 'none'}
      className={panelCls('cell', column.number && 'cell-number')}
    >
      {column.sort ? (
        <button type="button" tabIndex={-1} title={trans.__('Sort by %1', column.label)} onClick={() => onSort(next)}>
          <span className={panelCls('clip')}>{column.label}</span>
          {direction && (
            <span className={panelCls(direction)}>
              <Icon name="down" size={12} />
            </span>
          )}
        </button>
      ) : (
        <span className={panelCls('clip')} title={trans.__('Search for one metric to sort by it')}>
          {column.label}
        </span>
      )}
    </div>
  );
}
