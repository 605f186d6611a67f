/** "Only you know this": the questions of a card, each with a one-click answer where there is one. */
import * as React from 'react';

import type { CardValue, Snapshot } from '../../schema';
import { Button, cls, Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import { GapForm } from '../card/GapForm';
import type { IInlineActions } from './contract';
import { refOf } from './parts';

const FIRST_GAPS = 3;

interface IQuestionsProps {
  snapshot: Snapshot & { hit: NonNullable<Snapshot['hit']>; completeness: NonNullable<Snapshot['completeness']> };
  trans: ITrans;
  actions: IInlineActions;
}

/** A number that only running the model gives. */
function Measure({ snapshot, trans, actions }: IQuestionsProps): React.ReactElement | null {
  const [asked, setAsked] = React.useState(false);
  const { onRun } = actions;
  const ref = refOf(snapshot.hit);
  const measured = snapshot.hit.figures.some(figure => figure.label === 'latency');
  if (!snapshot.load_code || measured || !onRun) {
    return null;
  }
  return (
    <div className={cls('gap', 'gap-question')}>
      <Icon name="info" tone="acc" />
      <span>{trans.__('Measure latency and memory')}</span>
      {asked ? (
        <span className={cls('muted')} role="status">
          {trans.__('runs in the cell below')}
        </span>
      ) : (
        <Button
          small
          label={trans.__('Run')}
          name={trans.__('Run: measure latency and memory')}
          onClick={() => {
            setAsked(true);
            onRun(`%registry benchmark ${ref}`);
          }}
        />
      )}
    </div>
  );
}

/** At most three questions at a time, those that gain most first. */
export function Questions(props: IQuestionsProps): React.ReactElement {
  const { snapshot, trans, actions } = props;
  const { hit, completeness, offers } = snapshot;
  const { onAnswer, onOpen } = actions;
  const [answered, setAnswered] = React.useState<Record<string, string>>({});
  const answer = (field: string, said: CardValue) => {
    void onAnswer?.(refOf(hit), field, said).then(text => setAnswered(before => ({ ...before, [field]: text })));
  };
  const waiting = completeness.gaps.filter(gap => !(gap.field in answered));
  const shown = waiting.slice(0, FIRST_GAPS);
  const more = waiting.length - shown.length;
  return (
    <div className={cls('inline-part')}>
      <p className={cls('inline-title')}>
        {trans.__('Only you know this')}{' '}
        <span>{trans._n('%1 question', '%1 questions', waiting.length, waiting.length)}</span>
      </p>
      {completeness.gaps
        .filter(gap => gap.field in answered)
        .map(gap => (
          <p key={gap.field} className={cls('gap')} role="status">
            <Icon name="info" tone="acc" /> {gap.question} <span className={cls('muted')}>{answered[gap.field]}</span>
          </p>
        ))}
      {shown.map(gap => (
        <GapForm
          key={gap.field}
          gap={gap}
          trans={trans}
          offer={offers.find(offer => offer.field === gap.field)}
          onAnswer={onAnswer && answer}
        />
      ))}
      <Measure {...props} />
      {more > 0 &&
        (onOpen ? (
          <Button kind="link" small label={trans.__('%1 more on the card', more)} onClick={() => onOpen(refOf(hit))} />
        ) : (
          <p className={cls('muted')}>{trans.__('%1 more on the card', more)}</p>
        ))}
    </div>
  );
}
