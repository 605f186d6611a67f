/** The frame of one result in the list or the table: its place, what the pointer does, grey lines while it comes. */
import * as React from 'react';

import type { Hit } from '../../schema';
import type { ITrans } from '../card/contract';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { ResultCard, ResultLineCard, spokenOf, Star } from './ResultCard';
import type { IColumn } from './columns';
import { Cells } from './columns';
import type { IRows } from './useRows';
import { openMenu, rowId } from './useRows';

interface IRowProps extends Pick<IPanelProps, 'onOpen' | 'onInsert' | 'onSelect' | 'onDrag'> {
  list: string;
  row: number;
  total: number;
  pitch: number;
  hit: Hit | undefined;
  current: boolean;
  /** Whether it is selected; undefined while nothing is. */
  selected: boolean | undefined;
  starred: boolean;
  compact: boolean;
  /** The columns of a table; undefined in a list. */
  columns?: readonly IColumn[];
  /** Why Insert cannot work now; empty when it can. */
  refused: string;
  trans: ITrans;
  onRow: () => void;
}

/** The rows that are drawn. */
export function ResultRows(
  props: IPanelProps & { drawn: IRows; pitch: number; columns?: readonly IColumn[] }
): React.ReactElement {
  const { answer, look, start, trans, away, hitAt, onLook, drawn, pitch, columns } = props;
  const selecting = look.selection.length > 0;
  return (
    <div
      role={columns ? 'rowgroup' : 'presentation'}
      className={panelCls('list-inner')}
      style={{ blockSize: drawn.rows * pitch }}
    >
      {drawn.shown.map(one => (
        <ResultRow
          key={one}
          list={drawn.id}
          row={one}
          total={answer?.page.total ?? 0}
          pitch={pitch}
          hit={hitAt(one)}
          current={one === drawn.row}
          selected={selecting ? look.selection.some(other => other.model === hitAt(one)?.model) : undefined}
          starred={start.starred.has(hitAt(one)?.model ?? '')}
          compact={look.compact}
          columns={columns}
          refused={away ? trans.__('Needs the registry') : ''}
          trans={trans}
          onRow={() => onLook({ row: one })}
          onOpen={props.onOpen}
          onInsert={props.onInsert}
          onSelect={props.onSelect}
          onDrag={props.onDrag}
        />
      ))}
    </div>
  );
}

/** One result. A click opens it; with Control, Command or while others are selected it selects. */
function Row(props: IRowProps): React.ReactElement {
  const { list, row, total, pitch, hit, current, selected, starred, columns, trans, onRow } = props;
  const onClick = (press: React.MouseEvent) => {
    onRow();
    if (hit && (selected !== undefined || press.ctrlKey || press.metaKey)) {
      props.onSelect(hit);
    } else if (hit) {
      props.onOpen(hit);
    }
  };
  const spoken = hit && [spokenOf(hit, trans), ...(starred ? [trans.__('Starred')] : [])].join('. ');
  const place = columns
    ? { role: 'row', 'aria-rowindex': row + 2 } // after the row of heads
    : { role: 'option', 'aria-posinset': row + 1, 'aria-setsize': total };
  return (
    <div
      {...place}
      id={rowId(list, row)}
      className={panelCls('result', columns && 'table-row', current && 'result-active', selected && 'result-selected')}
      aria-selected={selected ?? false}
      aria-label={hit ? (columns ? undefined : spoken) : trans.__('On its way')}
      style={{ blockSize: pitch, transform: `translateY(${row * pitch}px)` }}
      onClick={onClick}
      onContextMenu={onRow}
      onMouseDown={press => hit && props.onDrag?.(hit, press.nativeEvent)}
    >
      <Content {...props} />
    </div>
  );
}

function Content(props: IRowProps): React.ReactElement {
  const { hit, compact, columns, selected, starred, trans, onRow } = props;
  if (!hit) {
    return <Grey lines={compact || columns ? 1 : 4} />;
  }
  if (columns) {
    return <Cells hit={hit} columns={columns} selected={selected} mark={starred && <Star trans={trans} />} />;
  }
  const onMore = (press: React.MouseEvent) => {
    onRow();
    openMenu(press.currentTarget, press.clientX, press.clientY);
  };
  return compact ? (
    <ResultLineCard hit={hit} selected={selected} />
  ) : (
    <ResultCard {...props} hit={hit} onMore={onMore} />
  );
}

/** Drawn again only when what it shows changes: the list is drawn at every step of scrolling. */
const ResultRow = React.memo(
  Row,
  (one, other) =>
    one.hit === other.hit &&
    one.row === other.row &&
    one.total === other.total &&
    one.current === other.current &&
    one.selected === other.selected &&
    one.starred === other.starred &&
    one.compact === other.compact &&
    one.columns === other.columns &&
    one.refused === other.refused
);

function Grey({ lines }: { lines: number }): React.ReactElement {
  return (
    <>
      {[50, 80, 90, 40].slice(0, lines).map(width => (
        <div key={width} className={panelCls('grey')} style={{ inlineSize: `${width}%` }} />
      ))}
    </>
  );
}
