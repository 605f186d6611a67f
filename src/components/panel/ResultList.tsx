/** The results: a virtual list with one tab stop, moved through by keys. */
import { useVirtualizer } from '@tanstack/react-virtual';
import * as React from 'react';

import type { Hit } from '../../schema';
import type { ITrans } from '../card/contract';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { listKey } from './listKeys';
import type { ICardActs } from './ResultCard';
import { ResultCard, ResultLineCard, spokenOf } from './ResultCard';

/** Heights of a result in pixels. */
export const PITCH = 96;
export const COMPACT_PITCH = 28;

/** Rows drawn beyond the edges. */
const OVERSCAN = 6;
/** Rows of a list that browsers can still scroll: Firefox draws nothing beyond 17 million pixels. */
const MOST_ROWS = 100_000;

const LIST_ID = 'jp-model-registry-results';

function optionId(row: number): string {
  return `${LIST_ID}-${row}`;
}

/** The menu of a result, which JupyterLab opens where it would for the pointer. */
function openMenu(option: Element | null, x?: number, y?: number): void {
  const place = option?.getBoundingClientRect();
  const at = { clientX: x ?? (place?.left ?? 0) + 16, clientY: y ?? (place?.bottom ?? 0) - 8 };
  option?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
}

/** The list box; options that are still on their way are grey lines of the same height. */
export function ResultList(props: IPanelProps): React.ReactElement {
  const { answer, look, trans, ensure, hitAt, onLook } = props;
  const total = answer?.page.total ?? 0;
  const rows = Math.min(total, MOST_ROWS);
  const pitch = look.compact ? COMPACT_PITCH : PITCH;
  const scroller = React.useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => pitch,
    overscan: OVERSCAN
  });
  React.useEffect(() => virtual.measure(), [pitch]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? -1;
  const row = Math.min(look.row, Math.max(0, rows - 1));
  const selecting = look.selection.length > 0;
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
  const option = () => document.getElementById(optionId(row));
  // The current option is always there: it is what a screen reader is told to read.
  const shown = [...range(first, last), ...(row < first || row > last ? [row] : [])].filter(one => one < rows);
  return (
    <div
      ref={scroller}
      id={LIST_ID}
      className={panelCls('list', look.compact && 'list-compact')}
      role="listbox"
      tabIndex={0}
      aria-multiselectable="true"
      aria-label={trans.__('Models found')}
      aria-activedescendant={rows ? optionId(row) : undefined}
      onKeyDown={event => {
        const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / pitch) - 1);
        listKey(event, { ...props, look: { ...look, row }, rows, page, onMore: () => openMenu(option()) });
      }}
    >
      <div role="presentation" className={panelCls('list-inner')} style={{ blockSize: rows * pitch }}>
        {shown.map(one => (
          <Option
            key={one}
            row={one}
            total={total}
            pitch={pitch}
            hit={hitAt(one)}
            current={one === row}
            selected={selecting ? look.selection.some(other => other.model === hitAt(one)?.model) : undefined}
            compact={look.compact}
            refused={props.away ? trans.__('Needs the registry') : ''}
            trans={trans}
            onRow={() => onLook({ row: one })}
            onOpen={props.onOpen}
            onInsert={props.onInsert}
            onSelect={props.onSelect}
            onDrag={props.onDrag}
          />
        ))}
      </div>
      {total > rows && (
        <p className={panelCls('list-end')}>{trans.__('More models than can be listed. Add a filter.')}</p>
      )}
    </div>
  );
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

interface IOptionProps extends Omit<ICardActs, 'onMore'>, Pick<IPanelProps, 'onSelect' | 'onDrag'> {
  row: number;
  total: number;
  pitch: number;
  hit: Hit | undefined;
  current: boolean;
  selected: boolean | undefined;
  compact: boolean;
  refused: string;
  trans: ITrans;
  onRow: () => void;
}

/** One option. A click opens it; with Control, Command or while others are selected it selects. */
function OptionRow(props: IOptionProps): React.ReactElement {
  const { row, total, pitch, hit, current, selected, trans, onRow } = props;
  const onClick = (press: React.MouseEvent) => {
    onRow();
    if (hit && (selected !== undefined || press.ctrlKey || press.metaKey)) {
      props.onSelect(hit);
    } else if (hit) {
      props.onOpen(hit);
    }
  };
  const onMore = (press: React.MouseEvent) => {
    onRow();
    openMenu(press.currentTarget, press.clientX, press.clientY);
  };
  return (
    <div
      id={optionId(row)}
      className={panelCls('result', current && 'result-active', selected && 'result-selected')}
      role="option"
      aria-selected={selected ?? false}
      aria-posinset={row + 1}
      aria-setsize={total}
      aria-label={hit ? spokenOf(hit, trans) : trans.__('On its way')}
      style={{ blockSize: pitch, transform: `translateY(${row * pitch}px)` }}
      onClick={onClick}
      onContextMenu={onRow}
      onMouseDown={press => hit && props.onDrag?.(hit, press.nativeEvent)}
    >
      {hit && props.compact && <ResultLineCard hit={hit} selected={selected} />}
      {hit && !props.compact && <ResultCard {...props} hit={hit} onMore={onMore} />}
      {!hit && <Grey lines={props.compact ? 1 : 4} />}
    </div>
  );
}

/** Drawn again only when what it shows changes: the list is drawn at every step of scrolling. */
const Option = React.memo(
  OptionRow,
  (one, other) =>
    one.hit === other.hit &&
    one.row === other.row &&
    one.total === other.total &&
    one.current === other.current &&
    one.selected === other.selected &&
    one.compact === other.compact &&
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
