/** A button that opens a short list of further actions. */
import * as React from 'react';

import { cls, Icon } from './bits';

/** One action of a menu. */
export interface IMenuItem {
  label: string;
  onChoose: () => void;
}

interface IMenuProps {
  name: string;
  items: readonly IMenuItem[];
}

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1
};

/** The button and, while it is open, the list below it; Escape closes and gives the focus back. */
export function Menu({ name, items }: IMenuProps): React.ReactElement {
  const [open, setOpen] = React.useState(false);
  const root = React.useRef<HTMLSpanElement>(null);
  const id = React.useId();
  const entries = () => Array.from(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []);
  React.useEffect(() => {
    if (open) {
      entries()[0]?.focus();
    }
  }, [open]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = STEPS[event.key];
    if (open && event.key === 'Escape') {
      close();
    } else if (open && step) {
      const list = entries();
      list[step(list.indexOf(document.activeElement as HTMLElement), list.length)]?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: React.FocusEvent) => {
    if (!root.current?.contains(event.relatedTarget)) {
      setOpen(false);
    }
  };
  return (
    <span className={cls('menu')} ref={root} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        type="button"
        className={cls('btn', 'btn-plain', 'btn-icon')}
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" size={16} />
      </button>
      {open && (
        <div role="menu" id={id} aria-label={name} className={cls('menu-list')}>
          {items.map(item => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
