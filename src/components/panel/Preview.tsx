/** The current result below the list: its facts, why it was found, and what to do with it. */
import * as React from 'react';

import type { Hit } from '../../schema';
import { dateText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { GroupHead, PanelButton, Tool } from './parts';
import { ResultCard } from './ResultCard';

/** The preview; it follows the current row. */
export function Preview(props: IPanelProps): React.ReactElement | null {
  const { look, start, trans, away, hitAt, onLook, onStar } = props;
  const hit = hitAt(look.row);
  if (!hit) {
    return null;
  }
  const refused = away ? trans.__('Needs the registry') : '';
  return (
    <section className={panelCls('preview')} aria-label={trans.__('Preview of %1', hit.model)}>
      <GroupHead
        aside={
          <>
            <Tool
              glyph="star"
              label={trans.__('Star')}
              pressed={start.starred.has(hit.model)}
              disabled={away}
              onClick={() => onStar(hit)}
            />
            <Tool glyph="cross" label={trans.__('Close the preview')} onClick={() => onLook({ preview: false })} />
          </>
        }
      >
        {trans.__('Preview')}
      </GroupHead>
      <div className={panelCls('preview-body')}>
        {look.compact && (
          <div className={panelCls('preview-card')}>
            <ResultCard
              hit={hit}
              refused={refused}
              trans={trans}
              onOpen={props.onOpen}
              onInsert={props.onInsert}
              onMore={() => undefined}
            />
          </div>
        )}
        <dl className={panelCls('facts')}>
          {factsOf(hit, props).map(([name, value]) => (
            <React.Fragment key={name}>
              <dt>{name}</dt>
              <dd title={value}>{value}</dd>
            </React.Fragment>
          ))}
        </dl>
        {hit.reasons.length > 0 && (
          <>
            <h4>{trans.__('Why here')}</h4>
            <ul className={panelCls('reasons')}>
              {hit.reasons.map(reason => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className={panelCls('buttons')}>
        <PanelButton kind="primary" icon="insert" disabled={away} title={refused} onClick={() => props.onInsert([hit])}>
          {trans.__('Insert')}
        </PanelButton>
        <PanelButton icon="open" onClick={() => props.onOpen(hit)}>
          {trans.__('Open')}
        </PanelButton>
      </div>
    </section>
  );
}

function factsOf(hit: Hit, { trans }: IPanelProps): [string, string][] {
  const unset = trans.__('not set');
  const facts: [string, string][] = [
    [trans.__('Task'), hit.task || unset],
    [trans.__('Architecture'), hit.architecture || unset],
    [trans.__('Framework'), hit.framework || unset],
    [trans.__('License'), hit.license || unset],
    [trans.__('Published'), trans.__('%1 by %2', dateText(hit.published_at), hit.owner)]
  ];
  return hit.tags.length ? [...facts, [trans.__('Tags'), hit.tags.join(', ')]] : facts;
}
