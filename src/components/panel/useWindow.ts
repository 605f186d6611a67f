/** Which rows of a long list of equal rows are worth drawing. */
import * as React from 'react';

/** Rows drawn beyond the edges. */
const OVERSCAN = 6;
/** Rows of a list that browsers can still scroll: Firefox draws nothing beyond 17 million pixels. */
export const MOST_ROWS = 100_000;

/** The first and the last row to draw. */
export interface IWindow {
  first: number;
  last: number;
}

function windowOf(scroller: HTMLElement | null, count: number, pitch: number): IWindow {
  const top = scroller?.scrollTop ?? 0;
  const height = scroller?.clientHeight || 12 * pitch;
  return {
    first: Math.max(0, Math.floor(top / pitch) - OVERSCAN),
    last: Math.min(count - 1, Math.ceil((top + height) / pitch) + OVERSCAN)
  };
}

/** The rows in sight of `scroller`, followed while it scrolls or changes its size. */
export function useWindow(scroller: React.RefObject<HTMLElement>, count: number, pitch: number): IWindow {
  const [, redraw] = React.useReducer((round: number) => round + 1, 0);
  const drawn = React.useRef<IWindow>({ first: 0, last: -1 });
  drawn.current = windowOf(scroller.current, count, pitch);
  React.useEffect(() => {
    const element = scroller.current;
    const look = () => {
      const { first, last } = windowOf(element, count, pitch);
      if (first !== drawn.current.first || last !== drawn.current.last) {
        redraw();
      }
    };
    look();
    element?.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      element?.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  });
  return drawn.current;
}

/** Scroll as little as needed to have a row wholly in sight. */
export function bringToView(scroller: HTMLElement, row: number, pitch: number): void {
  const top = row * pitch;
  if (top < scroller.scrollTop) {
    scroller.scrollTop = top;
  } else if (top + pitch > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + pitch - scroller.clientHeight;
  }
}
