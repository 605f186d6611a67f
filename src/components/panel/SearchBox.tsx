/** The query line: what is typed is the truth, chips are its rendering. */
import * as React from 'react';

import { Icon } from '../card/bits';
import { numberText } from '../card/words';
import { boxKey } from './boxKeys';
import { Chip } from './Chip';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { Glyph } from './parts';
import { QueryNotes } from './QueryNotes';
import { suggestionId, Suggestions } from './Suggestions';
import type { IBox } from './tokens';
import { lineOf, offsetOf, tokensOf } from './tokens';
import type { ISearchBox } from './useSearchBox';
import { keysOf, selectsAll, useSearchBox } from './useSearchBox';

/** The box, its suggestions, and what is to be said about the query. */
export function SearchBox(props: IPanelProps & { onDown: () => void }): React.ReactElement {
  const { trans } = props;
  const control = useSearchBox(props);
  const { box, input, line, suggested, open } = control;
  const [all, setAll] = React.useState(false);
  const id = React.useId();
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    setAll(selectsAll(event, box));
    boxKey(event, keysOf(props, control, all));
  };
  const onCopy = (event: React.ClipboardEvent) => {
    if (all) {
      event.preventDefault();
      event.clipboardData.setData('text/plain', lineOf(box));
    }
  };
  const onBlur = () => {
    suggested.close();
    setAll(false);
    control.settle();
  };
  return (
    <div className={panelCls('search')}>
      <div ref={line} className={panelCls('search-line', all && 'search-line-all')} onCopy={onCopy}>
        <Glyph name="search" />
        <div className={panelCls('tokens')}>
          <Chips {...props} control={control} after={false} />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={trans.__('Search models')}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={id}
            aria-activedescendant={open && suggested.current >= 0 ? suggestionId(id, suggested.current) : undefined}
            placeholder={placeholder(props, box)}
            value={box.draft}
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            onChange={event => control.type(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
            onKeyDown={onKeyDown}
            onBlur={onBlur}
          />
          <Hints {...props} control={control} />
          <Chips {...props} control={control} after />
        </div>
        {props.query && <Clear {...props} onClear={control.clear} />}
        {props.searching && <span className={panelCls('busy')} aria-hidden="true" />}
      </div>
      {open ? (
        <Suggestions
          id={id}
          list={suggested.list}
          current={suggested.current}
          typed={control.typed}
          trans={trans}
          onTake={control.take}
          onSyntax={() => props.onLook({ help: true })}
        />
      ) : (
        <div id={id} role="listbox" aria-label={trans.__('Suggestions')} hidden />
      )}
      <QueryNotes {...props} typing={box.settled ? '' : box.draft} />
    </div>
  );
}

/** The chips before the input, or those after it while one is edited in place. */
function Chips({ control, after, trans }: IPanelProps & { control: ISearchBox; after: boolean }): React.ReactElement {
  const { box } = control;
  const first = after ? box.before.length : 0;
  return (
    <>
      {(after ? box.after : box.before).map((token, at) => (
        <Chip
          key={`${at}-${token.text}`}
          token={token}
          trans={trans}
          onEdit={() => control.edit(first + at)}
          onRemove={() => control.remove(first + at)}
          onStep={step => control.focusAt(Math.max(0, first + at + (after ? 1 : 0) + step))}
          onType={() => control.input.current?.focus()}
        />
      ))}
    </>
  );
}

/** What the words in the input are read as while they are typed; chips once they are finished. */
function Hints({ answer, control, trans }: IPanelProps & { control: ISearchBox }): React.ReactElement | null {
  const { box, settle } = control;
  const offset = offsetOf(box);
  if (answer?.text !== lineOf(box)) {
    return null;
  }
  const typed = answer.page.understood.filter(({ start, end }) => start >= offset && end <= offset + box.draft.length);
  return (
    <>
      {typed.map(({ start, text, filter }) => (
        <button
          key={start}
          type="button"
          tabIndex={-1}
          className={panelCls('chip', 'chip-understood')}
          title={trans.__('Understood from “%1”', text)}
          onMouseDown={event => event.preventDefault()}
          onClick={settle}
        >
          <bdi dir="ltr">{filter}</bdi>
        </button>
      ))}
    </>
  );
}

function Clear({ trans, onClear }: IPanelProps & { onClear: () => void }): React.ReactElement {
  return (
    <button
      type="button"
      className={panelCls('clear')}
      title={trans.__('Clear the query')}
      aria-label={trans.__('Clear the query')}
      onMouseDown={event => event.preventDefault()}
      onClick={onClear}
    >
      <Icon name="cross" size={12} />
    </button>
  );
}

function placeholder({ start, trans }: IPanelProps, box: IBox): string {
  const count = start.listed;
  if (tokensOf(box).length) {
    return trans.__('add more');
  }
  return count
    ? trans._n('Search %2 model', 'Search %2 models', count, numberText(count, 9))
    : trans.__('Search models');
}
