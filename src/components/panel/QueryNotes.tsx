/** What is to be said about a query, below its box: words read as filters, words searched too, what was ignored. */
import * as React from 'react';

import { isIgnored, withPart } from '../../queryText';
import type { Problem, Understood } from '../../schema';
import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { PanelButton } from './parts';

/** The notes; a fault in `typing`, which is not finished, is not told yet. */
export function QueryNotes(props: IPanelProps & { typing: string }): React.ReactElement | null {
  const { answer, query, typing, trans } = props;
  if (!answer || answer.text !== query || !query.trim()) {
    return null;
  }
  const { understood, also, problems } = answer.page;
  const told = problems.filter(problem => !typing || problem.end < query.length);
  return (
    <>
      {understood.length > 0 && (
        <div className={panelCls('understood')} role="group" aria-label={trans.__('Understood')}>
          <span className={panelCls('muted')}>{trans.__('Understood')}</span>
          {understood.map(words => (
            <UnderstoodChip key={`${words.start}-${words.text}`} words={words} {...props} />
          ))}
        </div>
      )}
      {also.length > 0 && (
        <p className={panelCls('also')} title={trans.__('Quote a word to search for exactly that word')}>
          {trans.__('also: %1', also.join(', '))}
        </p>
      )}
      {told.map(problem => (
        <ProblemLine key={`${problem.start}-${problem.message}`} problem={problem} {...props} />
      ))}
    </>
  );
}

/** Words read as a filter: Enter makes it that filter, Delete keeps the words as words. */
function UnderstoodChip({ words, query, trans, onQuery }: IPanelProps & { words: Understood }): React.ReactElement {
  const literally = () => onQuery(withPart(query, words, words.literal));
  return (
    <span className={panelCls('understood-chip')}>
      <button
        type="button"
        title={trans.__(
          'Read from “%1”. Enter makes it the filter %2, Delete searches the words',
          words.text,
          words.filter
        )}
        aria-label={trans.__(
          '%1, understood from “%2”. Enter makes it a filter, Delete searches the words',
          words.label,
          words.text
        )}
        onClick={() => onQuery(withPart(query, words, words.filter))}
        onKeyDown={event => {
          if (event.key === 'Delete' || event.key === 'Backspace') {
            event.preventDefault();
            literally();
          }
        }}
      >
        <bdi>{words.label}</bdi>
      </button>
      <span
        aria-hidden="true"
        className={panelCls('understood-cross')}
        title={trans.__('Search the words')}
        onClick={literally}
      >
        <Icon name="cross" size={10} />
      </span>
    </span>
  );
}

function ProblemLine(props: IPanelProps & { problem: Problem }): React.ReactElement {
  const { problem, query, answer, trans, onQuery } = props;
  const ignored = isIgnored(problem, answer?.page.terms ?? []);
  return (
    <p className={panelCls('problem', !ignored && 'remark')} role="status">
      <Icon name={ignored ? 'error' : 'info'} tone={ignored ? 'err' : undefined} />
      <span>{problem.message}</span>
      {problem.fix && (
        <PanelButton onClick={() => onQuery(withPart(query, problem, problem.fix))}>
          {trans.__('Use %1', problem.fix)}
        </PanelButton>
      )}
    </p>
  );
}
