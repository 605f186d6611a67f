/** What happened to the model, newest first. */
import * as React from 'react';

import type { HistoryEntry } from '../../schema';
import { Button, cls, Icon, Nothing, Section } from './bits';
import type { IconName } from './bits';
import type { ITrans } from './contract';
import { dateText, momentText } from './words';

interface IHistoryProps {
  id: string;
  history: readonly HistoryEntry[];
  trans: ITrans;
}

const FIRST = 8;

function iconOf(verb: string): IconName {
  if (/alias|tag/.test(verb)) {
    return 'tag';
  }
  if (/edit/.test(verb)) {
    return 'edit';
  }
  if (/retire/.test(verb)) {
    return 'cross';
  }
  return /restore/.test(verb) ? 'undo' : 'model';
}

/** Last section. */
export function HistoryPart({ id, history, trans }: IHistoryProps): React.ReactElement {
  const [all, setAll] = React.useState(false);
  const shown = all ? history : history.slice(0, FIRST);
  return (
    <Section id={id} title={trans.__('History')}>
      {history.length === 0 ? (
        <Nothing>{trans.__('Nothing is recorded yet.')}</Nothing>
      ) : (
        <div className={cls('box')}>
          <ol className={cls('history')}>
            {shown.map((entry, index) => (
              <li key={index}>
                <Icon name={iconOf(entry.verb)} />
                <span className={cls('grow')}>
                  {entry.text} <span className={cls('muted')}>{entry.actor}</span>
                </span>
                <time className={cls('muted')} dateTime={entry.at} title={momentText(entry.at)}>
                  {dateText(entry.at)}
                </time>
              </li>
            ))}
          </ol>
          {history.length > FIRST && (
            <p className={cls('table-foot')}>
              <Button
                kind="link"
                small
                expanded={all}
                label={all ? trans.__('Show fewer') : trans.__('%1 older entries', history.length - FIRST)}
                onClick={() => setAll(!all)}
              />
            </p>
          )}
        </div>
      )}
    </Section>
  );
}
