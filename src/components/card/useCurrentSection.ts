/** Which section of a scrolling document is on screen, and how to go to one. */
import * as React from 'react';

import type { ISectionLink } from './SectionBar';

function scroller(node: HTMLElement | null): HTMLElement | null {
  for (let at = node; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) {
      return at;
    }
  }
  return null;
}

/** The id of the section on top, and a jump that scrolls there and moves the focus to its heading. */
export function useCurrentSection(
  root: React.RefObject<HTMLElement>,
  sections: readonly ISectionLink[]
): [string, (id: string) => void] {
  const [current, setCurrent] = React.useState(sections[0].id);
  const ids = sections.map(section => section.id).join(' ');
  React.useEffect(() => {
    const pane = scroller(root.current);
    if (!pane || !root.current) {
      return;
    }
    const parts = ids.split(' ').map(id => root.current?.querySelector<HTMLElement>(`#${id}`) ?? null);
    const look = () => {
      const line = pane.getBoundingClientRect().top + 80;
      const atEnd = pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2;
      const passed = parts.filter(part => part && part.getBoundingClientRect().top <= line);
      const last = atEnd ? parts[parts.length - 1] : passed[passed.length - 1];
      setCurrent(last?.id ?? ids.split(' ')[0]);
    };
    pane.addEventListener('scroll', look, { passive: true });
    return () => pane.removeEventListener('scroll', look);
  }, [root, ids]);
  const jump = (id: string) => {
    const section = root.current?.querySelector<HTMLElement>(`#${id}`);
    section?.scrollIntoView?.({ block: 'start' });
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    setCurrent(id);
  };
  return [current, jump];
}
