/** The list that opens while typing: filters, values, models, text, with what each would give. */
import * as React from 'react';

import type { Suggestion, SuggestionList } from '../../schema';
import { Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import { numberText } from '../card/words';
import { panelCls } from './contract';
import { Glyph } from './parts';

// Names of keys stand on the keyboard as they are.
const TAB = 'Tab';
const ESCAPE = 'Esc';

/** Id of a row of the list with this id. */
export function suggestionId(list: string, place: number): string {
  return `${list}-${place}`;
}

interface ISuggestionsProps {
  id: string;
  list: SuggestionList;
  current: number;
  typed: string;
  trans: ITrans;
  onTake: (suggestion: Suggestion) => void;
  onSyntax: () => void;
}

const GROUPS: readonly Suggestion['group'][] = ['filter', 'value', 'model', 'text'];

/** The pop-up below the box; the focus stays in the box. */
export function Suggestions(props: ISuggestionsProps): React.ReactElement {
  const { id, list, trans, onSyntax } = props;
  return (
    <div className={panelCls('pop')} onMouseDown={event => event.preventDefault()}>
      <div role="listbox" id={id} aria-label={trans.__('Suggestions')}>
        {GROUPS.map(group => (
          <Group key={group} group={group} {...props} rows={list.suggestions} />
        ))}
      </div>
      <div className={panelCls('pop-foot')}>
        <span>
          <kbd>↑↓</kbd> {trans.__('choose')}
        </span>
        <span>
          <kbd>{TAB}</kbd> {trans.__('accept')}
        </span>
        <span className={panelCls('grow')}>
          <kbd>{ESCAPE}</kbd> {trans.__('close')}
        </span>
        <button type="button" tabIndex={-1} className={panelCls('button', 'button-link')} onClick={onSyntax}>
          {trans.__('Syntax')}
        </button>
      </div>
    </div>
  );
}

interface IGroupProps extends ISuggestionsProps {
  group: Suggestion['group'];
  rows: readonly Suggestion[];
}

function Group(props: IGroupProps): React.ReactElement | null {
  const { id, group, rows, current, typed, trans, onTake } = props;
  const mine = rows.map((row, place) => ({ row, place })).filter(({ row }) => row.group === group);
  if (mine.length === 0) {
    return null;
  }
  return (
    <div role="group" aria-label={groupName(group, trans)}>
      <div className={panelCls('group')} aria-hidden="true">
        {groupName(group, trans)}
      </div>
      {mine.map(({ row, place }) => (
        <div
          key={place}
          id={suggestionId(id, place)}
          role="option"
          aria-selected={place === current}
          className={panelCls('suggestion', place === current && 'suggestion-on')}
          onClick={() => onTake(row)}
        >
          {group === 'filter' ? (
            <Glyph name="filter" size={14} />
          ) : group === 'text' ? (
            <Glyph name="search" size={14} />
          ) : (
            <Icon name={group === 'model' ? 'model' : 'tag'} />
          )}
          <bdi className={panelCls('grow')} dir="ltr" title={row.label}>
            {group === 'text' ? (
              trans.__('“%1” in name, purpose and notes', row.label)
            ) : (
              <Bold text={row.label} part={typed} />
            )}
          </bdi>
          <span className={panelCls('note')}>{row.count === null ? row.note : numberText(row.count, 9)}</span>
        </div>
      ))}
    </div>
  );
}

/** The label with the typed letters in bold. */
function Bold({ text, part }: { text: string; part: string }): React.ReactElement {
  const at = part ? text.toLowerCase().indexOf(part.toLowerCase()) : -1;
  return at < 0 ? (
    <>{text}</>
  ) : (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, at + part.length)}</b>
      {text.slice(at + part.length)}
    </>
  );
}

function groupName(group: Suggestion['group'], trans: ITrans): string {
  switch (group) {
    case 'filter':
      return trans.__('Filter by');
    case 'value':
      return trans.__('Values');
    case 'model':
      return trans.__('Models');
    default:
      return trans.__('Search text');
  }
}
