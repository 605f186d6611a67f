/** Ways to use the model, each one piece of code to insert, copy or drag. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls, Icon, Section } from './bits';
import type { ICardActions, ICardAround, ISnippet, ITrans } from './contract';
import { Practices } from './Practices';

interface IUsePartProps extends ICardActions {
  id: string;
  card: ModelCard;
  around?: ICardAround;
  snippets: (pinned: boolean) => readonly ISnippet[];
  trans: ITrans;
}

function step(count: number, index: number, key: string): number | null {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Section with the snippets in tabs. */
export function UsePart(props: IUsePartProps): React.ReactElement | null {
  const { id, card, snippets, trans, onInsert, onCopy, onDragCode } = props;
  const [pinned, setPinned] = React.useState(false);
  const [index, setIndex] = React.useState(0);
  const tabs = React.useRef<HTMLDivElement>(null);
  const list = snippets(pinned);
  const shown = list[Math.min(index, list.length - 1)];
  if (!shown) {
    return null;
  }
  const move = (event: React.KeyboardEvent) => {
    const next = step(list.length, index, event.key);
    if (next !== null) {
      event.preventDefault();
      setIndex(next);
      tabs.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
    }
  };
  return (
    <Section id={id} title={trans.__('Use')}>
      <div className={cls('box')}>
        <div className={cls('use-head')}>
          <div
            className={cls('tabs')}
            role="tablist"
            aria-label={trans.__('Ways to use it')}
            ref={tabs}
            onKeyDown={move}
          >
            {list.map((snippet, place) => (
              <button
                key={snippet.id}
                type="button"
                role="tab"
                id={`${id}-tab-${snippet.id}`}
                aria-selected={snippet === shown}
                aria-controls={`${id}-code`}
                tabIndex={snippet === shown ? 0 : -1}
                onClick={() => setIndex(place)}
              >
                {snippet.label}
              </button>
            ))}
          </div>
          <span className={cls('grow')} />
          <label className={cls('pin')}>
            <input type="checkbox" checked={pinned} onChange={event => setPinned(event.currentTarget.checked)} />
            {trans.__('Pin to v%1', card.version.number)}
          </label>
          {onInsert && (
            <Button
              small
              kind="primary"
              icon="insert"
              label={trans.__('Insert')}
              onClick={() => onInsert(shown.code, shown.needs)}
            />
          )}
          {onCopy && <Button small icon="copy" label={trans.__('Copy')} onClick={() => onCopy(shown.code)} />}
          {onDragCode && (
            <span
              className={cls('grip')}
              title={trans.__('Drag to a notebook')}
              aria-hidden="true"
              onMouseDown={event => onDragCode(shown.code, event.nativeEvent)}
            >
              <Icon name="grip" size={16} />
            </span>
          )}
        </div>
        <div
          role="tabpanel"
          id={`${id}-code`}
          aria-labelledby={`${id}-tab-${shown.id}`}
          tabIndex={0}
          className={cls('code')}
        >
          <pre dir="ltr">
            <code>{shown.code}</code>
          </pre>
        </div>
      </div>
      <Practices around={props.around} trans={trans} onFollow={props.onFollow} />
    </Section>
  );
}
