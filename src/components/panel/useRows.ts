/** The rows of the results as a virtual list with one tab stop, moved through by keys. */
import { useVirtualizer } from '@tanstack/react-virtual';
import * as React from 'react';

import type { IPanelProps } from './contract';
import { listKey } from './listKeys';

/** Rows drawn beyond the edges. */
const OVERSCAN = 6;
/** Rows of a list that browsers can still scroll: Firefox draws nothing beyond 17 million pixels. */
export const MOST_ROWS = 100_000;

/** What a list of results is made of. */
export interface IRows {
  scroller: React.RefObject<HTMLDivElement>;
  /** Id of the list; those of its rows are made of it. */
  id: string;
  /** Rows that can be reached, and which of them are drawn. */
  rows: number;
  shown: readonly number[];
  /** The current row. */
  row: number;
  onKeyDown: (event: React.KeyboardEvent) => void;
}

/** Id of a row in the list with the id `list`. */
export function rowId(list: string, row: number): string {
  return `${list}-${row}`;
}

/** The menu of a result, which JupyterLab opens where it would for the pointer. */
export function openMenu(result: Element | null, x?: number, y?: number): void {
  const place = result?.getBoundingClientRect();
  const at = { clientX: x ?? (place?.left ?? 0) + 16, clientY: y ?? (place?.bottom ?? 0) - 8 };
  result?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** The rows of `props`, each `pitch` pixels high, below a head of `head` pixels that stays. */
export function useRows(props: IPanelProps, pitch: number, head = 0): IRows {
  const { answer, look, ensure, onLook } = props;
  const id = React.useId();
  const rows = Math.min(answer?.page.total ?? 0, MOST_ROWS);
  const scroller = React.useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => pitch,
    overscan: OVERSCAN,
    paddingStart: head,
    scrollPaddingStart: head
  });
  React.useEffect(() => virtual.measure(), [pitch]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? -1;
  const row = Math.min(look.row, Math.max(0, rows - 1));
  React.useEffect(() => ensure(first, last), [ensure, first, last, answer]);
  React.useEffect(() => {
    if (look.focus === 'list') {
      scroller.current?.focus();
      onLook({ focus: '' });
    }
  }, [look.focus, onLook]);
  React.useEffect(() => {
    if (rows) {
      virtual.scrollToIndex(row);
    }
  }, [row, pitch, answer?.text]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - head) / pitch) - 1);
    const onMore = () => openMenu(document.getElementById(rowId(id, row)));
    listKey(event, { ...props, look: { ...look, row }, rows, page, onMore });
  };
  // The current row is always there: it is what a screen reader is told to read.
  const shown = [...range(first, last), ...(row < first || row > last ? [row] : [])].filter(one => one < rows);
  return { scroller, id, rows, shown, row, onKeyDown };
}
