/** The query line: what is typed is the truth, the chips below it are its rendering. */
import * as React from 'react';

import { filtersOf, withoutTerm } from '../../queryText';
import type { Problem, Term } from '../../schema';
import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';

export const LIST_ID = 'jp-model-registry-results';

interface ISearchBoxProps extends IPanelProps {
  /** Changes when the box is to take the focus. */
  focusRequest: number;
  onDown: () => void;
}

/** The box with its chips and what of the query was ignored. */
export function SearchBox(props: ISearchBoxProps): React.ReactElement {
  const { query, page, trans, onQuery, focusRequest } = props;
  const box = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    if (focusRequest > 0) {
      box.current?.focus();
      box.current?.select();
    }
  }, [focusRequest]);
  const current = page && page.q !== undefined ? page : null;
  const terms = query.trim() ? filtersOf(current?.terms ?? []) : [];
  const problems = query.trim() ? (current?.problems ?? []) : [];
  const count = props.status?.models ?? 0;
  return (
    <div className={panelCls('search')}>
      <div className={panelCls('search-line')}>
        <svg className={panelCls('search-icon')} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.300 10.300 14 14" />
        </svg>
        <input
          ref={box}
          type="text"
          role="combobox"
          aria-label={trans.__('Search models')}
          aria-autocomplete="list"
          aria-expanded={props.view === 'results'}
          aria-controls={props.view === 'results' ? LIST_ID : undefined}
          placeholder={
            count ? trans._n('Search %1 model', 'Search %1 models', count, count) : trans.__('Search models')
          }
          value={query}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          onChange={event => onQuery(event.currentTarget.value)}
          onKeyDown={event => onKey(event, props)}
        />
        {query && (
          <button
            type="button"
            className={panelCls('clear')}
            title={trans.__('Clear the query')}
            aria-label={trans.__('Clear the query')}
            onClick={() => {
              onQuery('');
              box.current?.focus();
            }}
          >
            <Icon name="cross" size={12} />
          </button>
        )}
      </div>
      {terms.length > 0 && <Chips {...props} terms={terms} />}
      {problems.map((problem, place) => (
        <ProblemLine key={place} problem={problem} {...props} />
      ))}
    </div>
  );
}

function onKey(event: React.KeyboardEvent<HTMLInputElement>, props: ISearchBoxProps): void {
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    props.onDown();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    if (props.query) {
      props.onQuery('');
    } else {
      props.onLeave();
    }
  }
}

function Chips({ terms, query, trans, onQuery }: ISearchBoxProps & { terms: Term[] }): React.ReactElement {
  return (
    <ul className={panelCls('chips')} aria-label={trans.__('Filters of this query')}>
      {terms.map(term => (
        <li key={`${term.start}`} className={panelCls('chip')}>
          <bdi dir="ltr">{term.text}</bdi>
          <button
            type="button"
            title={trans.__('Remove %1', term.text)}
            aria-label={trans.__('Remove the filter %1', term.text)}
            onClick={() => onQuery(withoutTerm(query, term))}
          >
            <Icon name="cross" size={10} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function ProblemLine({ problem, query, trans, onQuery }: ISearchBoxProps & { problem: Problem }): React.ReactElement {
  const fixed = `${query.slice(0, problem.start)}${problem.fix}${query.slice(problem.end)}`;
  return (
    <p className={panelCls('problem')} role="status">
      <Icon name="error" tone="err" />
      <span>{problem.message}</span>
      {problem.fix && (
        <button type="button" className={panelCls('small-button')} onClick={() => onQuery(fixed)}>
          {trans.__('Use %1', problem.fix)}
        </button>
      )}
    </p>
  );
}
