/** What happened to the model, newest first. */
import * as React from 'react';

import type { HistoryEntry } from '../../schema';
import { heldBefore } from './aliasTimes';
import { Button, cls, Icon, Nothing, Section } from './bits';
import type { IconName } from './bits';
import type { ITrans } from './contract';
import { dateText, momentText } from './words';

interface IHistoryProps {
  id: string;
  history: readonly HistoryEntry[];
  aliases: Record<string, number>;
  trans: ITrans;
  onSetAlias?: (alias: string, number: number | null) => void;
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
  if (/comment/.test(verb)) {
    return 'info';
  }
  if (/check|evaluation/.test(verb)) {
    return 'check';
  }
  if (/deployment/.test(verb)) {
    return 'send';
  }
  return /restore|undo/.test(verb) ? 'undo' : 'model';
}

/** The way back of an alias that is still where this entry put it. */
function MoveBack({ entry, props }: { entry: HistoryEntry; props: IHistoryProps }): React.ReactElement | null {
  const { history, aliases, trans, onSetAlias } = props;
  const before = entry.alias ? heldBefore(history, entry) : undefined;
  const newest = history.find(one => one.alias === entry.alias) === entry;
  if (!onSetAlias || !newest || before === undefined || before === null || aliases[entry.alias] === before) {
    return null;
  }
  return (
    <Button
      kind="link"
      small
      label={trans.__('Move back')}
      name={trans.__('Move @%1 back to v%2', entry.alias, before)}
      onClick={() => onSetAlias(entry.alias, before)}
    />
  );
}

/** Last section. */
export function HistoryPart(props: IHistoryProps): React.ReactElement {
  const { id, history, trans } = props;
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
                <MoveBack entry={entry} props={props} />
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
