/** What is to be said about a query, below its box: words searched too, and what was ignored. */
import * as React from 'react';

import { isIgnored, withPart } from '../../queryText';
import type { Problem } from '../../schema';
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
  const { also, problems } = answer.page;
  const told = problems.filter(problem => !typing || problem.end < query.length);
  return (
    <>
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
