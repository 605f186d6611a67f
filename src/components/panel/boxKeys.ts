/** The keys of the query box. */
import type * as React from 'react';

import type { IBox } from './tokens';

/** What the keys act on. */
export interface IBoxKeys {
  box: IBox;
  /** Whether the whole query is selected, chips and all. */
  all: boolean;
  /** Whether suggestions are open, and whether one of them is chosen. */
  open: boolean;
  chosen: boolean;
  clear: () => void;
  settle: () => void;
  /** Give up editing a chip. */
  restore: () => void;
  /** To a chip by its place; the place behind the chips before the input is the input. */
  focusAt: (place: number) => void;
  take: () => void;
  move: (step: number) => void;
  close: () => void;
  back: () => boolean;
  leave: () => void;
  down: () => void;
}

function escape(keys: IBoxKeys): void {
  const { open, box } = keys;
  if (open) {
    keys.close();
  } else if (box.edited) {
    keys.restore();
  } else if (keys.back()) {
    return;
  } else if (box.draft || box.before.length || box.after.length) {
    keys.clear();
  } else {
    keys.leave();
  }
}

/** Whether the caret stands at the start or the end of the input with nothing selected. */
function atEdge({ selectionStart: from, selectionEnd: to, value }: HTMLInputElement, end: boolean): boolean {
  return from === to && from === (end ? value.length : 0);
}

/** What a key does, or null when the browser shall do what it always does. */
function actOf(event: React.KeyboardEvent<HTMLInputElement>, keys: IBoxKeys): (() => void) | null {
  const { box, open, all } = keys;
  const place = box.before.length;
  switch (event.key) {
    case 'ArrowDown':
      return open ? () => keys.move(1) : keys.down;
    case 'ArrowUp':
      return open ? () => keys.move(-1) : null;
    case 'Tab':
      return open && !event.shiftKey ? keys.take : null;
    case 'Enter':
      return open && keys.chosen
        ? keys.take
        : () => {
            keys.close();
            keys.settle();
          };
    case 'Escape':
      return () => escape(keys);
    case 'Backspace':
    case 'Delete':
      if (all) {
        return keys.clear;
      }
      return event.key === 'Backspace' && place > 0 && atEdge(event.currentTarget, false)
        ? () => keys.focusAt(place - 1)
        : null;
    case 'ArrowLeft':
      return place > 0 && !event.shiftKey && atEdge(event.currentTarget, false) ? () => keys.focusAt(place - 1) : null;
    case 'ArrowRight':
      return box.after.length && !event.shiftKey && atEdge(event.currentTarget, true)
        ? () => keys.focusAt(place + 1)
        : null;
    default:
      return null;
  }
}

/** Handle a key of the input. */
export function boxKey(event: React.KeyboardEvent<HTMLInputElement>, keys: IBoxKeys): void {
  if (event.nativeEvent.isComposing) {
    return;
  }
  const replacesAll = keys.all && event.key.length === 1 && !event.ctrlKey && !event.metaKey;
  if (replacesAll) {
    keys.clear(); // what is typed comes after it
  }
  const act = actOf(event, keys);
  if (act) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
