/** One result: four fixed lines in 96 pixels; the last becomes actions under the pointer and the focus. */
import * as React from 'react';

import type { Figure, Hit } from '../../schema';
import { Alias, Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import { ageText, initials } from '../card/words';
import { panelCls } from './contract';

interface IResultCardProps {
  hit: Hit;
  trans: ITrans;
  onOpen: () => void;
  onInsert: () => void;
}

/** What a screen reader says of a result. */
export function spokenOf(hit: Hit, trans: ITrans): string {
  const parts = [
    `${hit.model}, ${trans.__('version %1', hit.number)}`,
    ...hit.aliases,
    hit.warning || hit.summary,
    ...hit.figures.map(figure => `${figure.label} ${figure.text}`)
  ];
  return parts.filter(Boolean).join('. ');
}

/** The four lines. */
export function ResultCard({ hit, trans, onOpen, onInsert }: IResultCardProps): React.ReactElement {
  return (
    <>
      <div className={panelCls('line', 'line-name')}>
        <b>
          <bdi dir="ltr">{hit.model}</bdi>
        </b>
        <span className={panelCls('number')}>{`v${hit.number}`}</span>
      </div>
      <div
        className={panelCls('line', hit.warning ? 'line-warning' : 'line-summary')}
        title={hit.warning || hit.summary}
      >
        {hit.warning ? (
          <>
            <Icon name="warn" size={12} /> {hit.warning}
          </>
        ) : (
          <Marked hit={hit} unset={trans.__('Purpose not set')} />
        )}
      </div>
      <div className={panelCls('line', 'line-figures')}>
        {hit.figures.slice(0, 3).map((figure, place) => (
          <FigureCell key={place} figure={figure} />
        ))}
        {hit.figures.length === 0 && <span className={panelCls('muted')}>{trans.__('No figures')}</span>}
      </div>
      <div className={panelCls('line', 'line-facts')}>
        {hit.aliases.slice(0, 1).map(alias => (
          <Alias key={alias} name={alias} />
        ))}
        {hit.aliases.length === 0 && <span className={panelCls('pill')}>{hit.stage}</span>}
        <span className={panelCls('muted', 'grow')}>{hit.framework}</span>
        <span className={panelCls('muted', 'age')} title={hit.published_at}>
          {ageText(hit.published_at, trans)}
        </span>
        <span className={panelCls('owner')} title={hit.owner}>
          {initials(hit.owner)}
        </span>
      </div>
      {/* For the pointer alone: an option holds no buttons, and the list has the keys I and Enter. */}
      <div className={panelCls('line', 'line-actions')} aria-hidden="true">
        <span className={panelCls('action')} title={trans.__('Insert loading code (I)')} onClick={stopped(onInsert)}>
          <Icon name="insert" /> {trans.__('Insert')}
        </span>
        <span className={panelCls('action')} title={trans.__('Open the card (Enter)')} onClick={stopped(onOpen)}>
          <Icon name="open" /> {trans.__('Open')}
        </span>
      </div>
    </>
  );
}

function stopped(action: () => void): (event: React.MouseEvent) => void {
  return event => {
    event.stopPropagation();
    action();
  };
}

function Marked({ hit, unset }: { hit: Hit; unset: string }): React.ReactElement {
  if (!hit.summary) {
    return <i>{unset}</i>;
  }
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const [start, end] of hit.matches) {
    parts.push(hit.summary.slice(at, start), <mark key={start}>{hit.summary.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {parts}
      {hit.summary.slice(at)}
    </>
  );
}

function FigureCell({ figure }: { figure: Figure }): React.ReactElement {
  return (
    <span className={panelCls('figure')} title={[figure.label, figure.text, figure.note].filter(Boolean).join(' ')}>
      <span className={panelCls('figure-text')}>
        <b>{figure.text}</b> <small>{figure.label}</small>
      </span>
      <span className={panelCls('bar', figure.in_query && 'bar-asked')}>
        <span style={{ inlineSize: `${Math.round(100 * (figure.bar ?? 0))}%` }} />
      </span>
    </span>
  );
}
