/** The text that the author of a card wrote: Markdown made safe, folded while it is long. */
import * as React from 'react';

import { Button, cls } from './bits';
import type { ITrans, RenderMarkdown } from './contract';

interface ICardTextProps {
  text: string;
  trans: ITrans;
  /** Without it the text is shown as it was written. */
  renderMarkdown?: RenderMarkdown;
}

/** Longer texts start folded, so that the numbers below stay in reach. */
const LONG = 1500;

/** The text, and a button that unfolds it. */
export function CardText({ text, trans, renderMarkdown }: ICardTextProps): React.ReactElement {
  const host = React.useRef<HTMLDivElement>(null);
  const [open, setOpen] = React.useState(false);
  const long = text.length > LONG;
  React.useEffect(() => {
    const place = host.current;
    if (!place || !renderMarkdown) {
      return;
    }
    // Rendered aside, so that an older text that finishes late never replaces a newer one.
    const sheet = document.createElement('div');
    let stale = false;
    Promise.resolve(renderMarkdown(text, sheet))
      .catch(() => {
        sheet.textContent = text;
      })
      .then(() => !stale && place.replaceChildren(sheet));
    return () => {
      stale = true;
    };
  }, [text, renderMarkdown]);
  const folded = long && !open;
  return (
    <>
      <div
        className={cls('text', !renderMarkdown && 'text-plain', folded && 'text-folded')}
        ref={host}
        role={folded ? 'group' : undefined}
        aria-label={folded ? trans.__('Beginning of the text') : undefined}
        tabIndex={folded ? 0 : undefined}
      >
        {renderMarkdown ? null : text}
      </div>
      {long && (
        <Button
          kind="link"
          small
          expanded={open}
          label={open ? trans.__('Show less of the text') : trans.__('Show the whole text')}
          onClick={() => setOpen(!open)}
        />
      )}
    </>
  );
}
