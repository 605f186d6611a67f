/** The results: a virtual list with one tab stop, moved through by keys. */
import { useVirtualizer } from '@tanstack/react-virtual';
import * as React from 'react';

import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { ResultCard, spokenOf } from './ResultCard';
import { LIST_ID } from './SearchBox';

/** Height of a result in pixels. */
export const PITCH = 96;
const OVERSCAN = 6;

interface IResultListProps extends IPanelProps {
  row: number;
  onRow: (row: number) => void;
  /** Changes when the list is to take the focus. */
  focusRequest: number;
  onTop: () => void;
}

/** Id of the option in a row. */
export function optionId(row: number): string {
  return `${LIST_ID}-${row}`;
}

/** The list box; options that are still on their way are grey lines of the same height. */
export function ResultList(props: IResultListProps): React.ReactElement {
  const { page, row, trans, focusRequest, ensure, hitAt } = props;
  const total = page?.total ?? 0;
  const scroller = React.useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => PITCH,
    overscan: OVERSCAN
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown[shown.length - 1]?.index ?? 0;
  React.useEffect(() => ensure(first, last), [ensure, first, last, page]);
  React.useEffect(() => {
    if (focusRequest > 0) {
      scroller.current?.focus();
    }
  }, [focusRequest]);
  React.useEffect(() => {
    if (row < total) {
      virtual.scrollToIndex(row);
    }
  }, [row]);
  return (
    <div
      ref={scroller}
      id={LIST_ID}
      className={panelCls('list')}
      role="listbox"
      tabIndex={0}
      aria-label={trans.__('Models found')}
      aria-activedescendant={total ? optionId(row) : undefined}
      onKeyDown={event => onKey(event, props, total)}
    >
      <div role="presentation" className={panelCls('list-inner')} style={{ blockSize: virtual.getTotalSize() }}>
        {shown.map(item => {
          const hit = hitAt(item.index);
          return (
            <div
              key={item.key}
              id={optionId(item.index)}
              className={panelCls('result', item.index === row && 'result-active')}
              role="option"
              aria-selected={item.index === row}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              aria-label={hit ? spokenOf(hit, trans) : trans.__('On its way')}
              style={{ blockSize: PITCH, transform: `translateY(${item.start}px)` }}
              onClick={() => {
                props.onRow(item.index);
                if (hit) {
                  props.onOpen(hit);
                }
              }}
              onMouseDown={event => hit && props.onDrag?.(hit, event.nativeEvent)}
            >
              {hit ? (
                <ResultCard
                  hit={hit}
                  trans={trans}
                  onOpen={() => props.onOpen(hit)}
                  onInsert={() => props.onInsert(hit)}
                />
              ) : (
                <Placeholder />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Placeholder(): React.ReactElement {
  return (
    <>
      {[50, 80, 90, 40].map(width => (
        <div key={width} className={panelCls('grey')} style={{ inlineSize: `${width}%` }} />
      ))}
    </>
  );
}

function onKey(event: React.KeyboardEvent, props: IResultListProps, total: number): void {
  const { row, onRow } = props;
  const page = Math.max(1, Math.floor((event.currentTarget.clientHeight || PITCH) / PITCH) - 1);
  const moves: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: total - 1
  };
  if (event.key in moves) {
    event.preventDefault();
    if (event.key === 'ArrowUp' && row === 0) {
      props.onTop();
    } else {
      onRow(Math.max(0, Math.min(total - 1, moves[event.key])));
    }
    return;
  }
  const hit = props.hitAt(row);
  if (event.key === 'Enter' && hit) {
    event.preventDefault();
    props.onOpen(hit, event.ctrlKey || event.metaKey);
  } else if (event.key.toLowerCase() === 'i' && hit && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    props.onInsert(hit, event.shiftKey);
  } else if (event.key === '/' || event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    props.onTop();
  }
}
