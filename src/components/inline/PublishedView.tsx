/** "published": what was captured on the left, what only a person knows on the right. */
import * as React from 'react';

import type { Completeness, Hit } from '../../schema';
import { Button, cls, Icon, Meter } from '../card/bits';
import type { ITrans } from '../card/contract';
import { GapForm } from '../card/GapForm';
import type { IInlineActions, IViewProps } from './contract';
import { Captured, Figures, Findings, Foot, Head, Name, refOf } from './parts';

const FIRST_GAPS = 3;

/** How complete the card is, in the head of an output. */
export function Progress({ completeness, trans }: { completeness: Completeness; trans: ITrans }): React.ReactElement {
  return (
    <div className={cls('inline-progress')}>
      <span>
        {trans.__('Metadata')} <b>{`${completeness.percent}%`}</b>
      </span>
      <Meter percent={completeness.percent} name={trans.__('Metadata, share of the fields that are answered')} />
    </div>
  );
}

interface IQuestionsProps {
  hit: Hit;
  completeness: Completeness;
  trans: ITrans;
  actions: IInlineActions;
}

function Questions({ hit, completeness, trans, actions }: IQuestionsProps): React.ReactElement {
  const { onAnswer, onOpen } = actions;
  const [answered, setAnswered] = React.useState<Record<string, string>>({});
  const answer = (field: string, text: string) => {
    void onAnswer?.(refOf(hit), field, text).then(said => setAnswered(before => ({ ...before, [field]: said })));
  };
  const shown = completeness.gaps.slice(0, FIRST_GAPS);
  const more = completeness.gaps.length - shown.length;
  return (
    <div className={cls('inline-part')}>
      <p className={cls('inline-title')}>
        {trans.__('Only you know this')}{' '}
        <span>{trans._n('%1 question', '%1 questions', completeness.gaps.length, completeness.gaps.length)}</span>
      </p>
      {shown.map(gap =>
        gap.field in answered ? (
          <p key={gap.field} className={cls('gap')} role="status">
            <Icon name="info" tone="acc" /> {gap.question} <span className={cls('muted')}>{answered[gap.field]}</span>
          </p>
        ) : (
          <GapForm key={gap.field} gap={gap} trans={trans} onAnswer={onAnswer && answer} />
        )
      )}
      {more > 0 &&
        (onOpen ? (
          <Button kind="link" small label={trans.__('%1 more on the card', more)} onClick={() => onOpen(refOf(hit))} />
        ) : (
          <p className={cls('muted')}>{trans.__('%1 more on the card', more)}</p>
        ))}
    </div>
  );
}

/** A publication that was made. */
export function PublishedView(props: IViewProps): React.ReactElement | null {
  const { snapshot, trans, actions } = props;
  const { hit, completeness } = snapshot;
  if (!hit) {
    return null;
  }
  const figures = snapshot.figures.length ? snapshot.figures : hit.figures;
  return (
    <section aria-label={trans.__('Published %1 v%2', hit.model, hit.number)}>
      <Head
        icon="check"
        tone="ok"
        title={<Name hit={hit} words={trans.__('is published')} />}
        under={snapshot.message || hit.summary}
        aside={completeness && <Progress completeness={completeness} trans={trans} />}
      />
      <div
        className={cls('inline-scroll')}
        role="group"
        aria-label={trans.__('Captured and open questions')}
        tabIndex={0}
      >
        <div className={cls('inline-two')}>
          {snapshot.captured.length > 0 ? (
            <Captured lines={snapshot.captured} trans={trans} />
          ) : (
            <div className={cls('inline-part')}>
              <Figures figures={figures} trans={trans} />
            </div>
          )}
          {completeness && completeness.gaps.length > 0 && (
            <Questions hit={hit} completeness={completeness} trans={trans} actions={actions} />
          )}
        </div>
        <Findings findings={snapshot.findings} />
      </div>
      <Foot {...props} facts={snapshot.facts} />
    </section>
  );
}
