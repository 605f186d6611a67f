/** Nothing found: each change of the query that finds something, with how much, and the models that come closest. */
import * as React from 'react';

import type { Condition, Nearest, WayOut } from '../../schema';
import { Icon } from '../card/bits';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { GroupHead, PanelButton } from './parts';

/** The ways out, those that drop a condition apart from those that loosen one. */
export function NoResults(props: IPanelProps): React.ReactElement {
  const { answer, trans, query, away, onQuery, onBrowse, onLook } = props;
  const page = answer?.page;
  const conditions = page?.terms.length ?? 0;
  const ways = page?.ways_out ?? [];
  const drops = ways.filter(way => dropped(way, query));
  const changes = ways.filter(way => !dropped(way, query));
  return (
    <div className={panelCls('start')} onKeyDown={event => walk(event, () => onLook({ focus: 'box' }))}>
      <h2>
        {conditions > 1 ? trans.__('No model meets all %1 conditions', conditions) : trans.__('No model matches')}
      </h2>
      {ways.length > 0 && <p className={panelCls('muted')}>{trans.__('Each change below gives results.')}</p>}
      <Ways title={trans.__('Drop one')} ways={drops} {...props} />
      <Ways title={drops.length ? trans.__('Or change one') : trans.__('Change one')} ways={changes} {...props} />
      {page && page.nearest.length > 0 && (
        <>
          <GroupHead>{trans.__('Closest models')}</GroupHead>
          {page.nearest.map(near => (
            <Near key={near.hit.model} near={near} {...props} />
          ))}
        </>
      )}
      <GroupHead>{trans.__('Still missing?')}</GroupHead>
      {!away && (
        <PanelButton kind="link" onClick={() => onLook({ saving: true })}>
          {trans.__('Save this search and see here when one is published')}
        </PanelButton>
      )}
      <PanelButton
        kind="link"
        onClick={() => {
          onQuery('');
          onBrowse(true);
        }}
      >
        {trans.__('Show all models')}
      </PanelButton>
    </div>
  );
}

/** Whether a way out only takes something away: every word of its line stands in the query. */
function dropped(way: WayOut, query: string): boolean {
  return way.q.length < query.length && way.q.split(/\s+/).every(word => query.includes(word));
}

/** The arrow keys go from one way out to the next. */
function walk(event: React.KeyboardEvent, onTop: () => void): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('button'));
  const place = buttons.indexOf(document.activeElement as HTMLElement);
  if (step && place + step < 0) {
    event.preventDefault();
    onTop();
  } else if (step && place >= 0) {
    event.preventDefault();
    buttons[place + step]?.focus();
  }
}

function Ways({
  title,
  ways,
  trans,
  onQuery
}: IPanelProps & { title: string; ways: readonly WayOut[] }): React.ReactElement | null {
  if (ways.length === 0) {
    return null;
  }
  return (
    <>
      <GroupHead>{title}</GroupHead>
      <ul>
        {ways.map(way => (
          <li key={way.q}>
            <button type="button" className={panelCls('row', 'way')} title={way.q} onClick={() => onQuery(way.q)}>
              <span className={panelCls('grow')}>{way.label}</span>
              <span>{trans._n('%2 model', '%2 models', way.count, numberText(way.count, 9))}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Near({ near, trans, onOpen }: IPanelProps & { near: Nearest }): React.ReactElement {
  const { hit, conditions } = near;
  const met = conditions.filter(condition => condition.met).length;
  return (
    <button type="button" className={panelCls('near')} title={hit.summary} onClick={() => onOpen(hit)}>
      <span className={panelCls('line', 'line-name')}>
        <b>
          <bdi dir="ltr">{hit.model}</bdi>
        </b>
        <span className={panelCls('number')}>{trans.__('%1 of %2', met, conditions.length)}</span>
      </span>
      <span className={panelCls('conditions')}>
        {[...conditions]
          .sort((one, other) => Number(one.met) - Number(other.met))
          .map(condition => (
            <Meets key={condition.text} condition={condition} trans={trans} />
          ))}
      </span>
    </button>
  );
}

function Meets({ condition, trans }: { condition: Condition; trans: IPanelProps['trans'] }): React.ReactElement {
  const { met, text, found } = condition;
  const title = met ? trans.__('%1: met', text) : trans.__('%1: not met', text);
  return (
    <span className={panelCls('condition', met ? 'condition-met' : 'condition-failed')} title={title}>
      <Icon name={met ? 'check' : 'cross'} size={10} />
      <bdi>
        {found || (met ? text : /[:<>=@]/.test(text) ? trans.__('%1 not set', text) : trans.__('no “%1”', text))}
      </bdi>
    </span>
  );
}
