/** The keys of the list. */
import type * as React from 'react';

import type { Hit } from '../../schema';
import type { IPanelProps } from './contract';

/** What the keys act on, beside the panel. */
export interface IListKeys extends IPanelProps {
  /** Rows that can be reached. */
  rows: number;
  /** Rows in sight. */
  page: number;
  onMore: () => void;
}

/** Where a key moves to, or null when it does not move. */
function targetOf(key: string, row: number, rows: number, page: number): number | null {
  const moves: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: rows - 1
  };
  return key in moves ? Math.max(0, Math.min(rows - 1, moves[key])) : null;
}

function move(event: React.KeyboardEvent, keys: IListKeys, target: number): void {
  const { look, onLook } = keys;
  if (event.key === 'ArrowUp' && look.row === 0) {
    onLook({ focus: 'box' });
    return;
  }
  onLook({ row: target });
  if (event.shiftKey) {
    extend(keys, keys.hitAt(look.row));
    extend(keys, keys.hitAt(target));
  }
}

function extend({ look, onSelect }: IListKeys, hit: Hit | undefined): void {
  if (hit && !look.selection.some(other => other.model === hit.model)) {
    onSelect(hit);
  }
}

/** What a letter does; letters act only while the list has the focus, and can be switched off. */
function letterOf(event: React.KeyboardEvent, keys: IListKeys, hit: Hit): (() => void) | null {
  const { look, onLook } = keys;
  switch (event.key.toLowerCase()) {
    case 'i':
      return () => keys.onInsert([hit], event.shiftKey);
    case 'c':
      return look.selection.length > 1 ? () => keys.onCompare?.(look.selection) : null;
    case 'x':
      return () => onLook({ selection: [] });
    case 'f':
      return () => onLook({ filters: !look.filters });
    case 's':
      return () => onLook({ saving: true });
    case 'w':
      return () => onLook({ preview: !look.preview });
    case '.':
      return keys.onMore;
    default:
      return null;
  }
}

/** What a key other than an arrow does. */
function actOf(event: React.KeyboardEvent, keys: IListKeys): (() => void) | null {
  const { look, onLook, hitAt, letters } = keys;
  const hit = hitAt(look.row);
  const accel = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'Enter':
      return hit ? () => keys.onOpen(hit, accel) : null;
    case ' ':
      return hit ? () => keys.onSelect(hit) : null;
    case 'ArrowRight':
      return () => onLook({ preview: true });
    case 'ArrowLeft':
      return () => onLook({ preview: false });
    case 'Escape':
      return () => keys.onBack() || onLook({ focus: 'box' });
    default:
      return hit && letters && !accel && !event.altKey ? letterOf(event, keys, hit) : null;
  }
}

/** Handle a key of the list. */
export function listKey(event: React.KeyboardEvent, keys: IListKeys): void {
  const target = targetOf(event.key, keys.look.row, keys.rows, keys.page);
  const act = target === null ? actOf(event, keys) : () => move(event, keys, target);
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
