/** "published": what was captured on the left, what only a person knows on the right, the champion below. */
import * as React from 'react';

import type { Completeness, Hit, Snapshot } from '../../schema';
import { Button, cls, Icon, Meter } from '../card/bits';
import type { ITrans } from '../card/contract';
import { AgainstLine } from './AgainstLine';
import type { IInlineActions, IViewProps } from './contract';
import { Captured, Figures, Findings, Foot, Head, Name, refOf, Removed } from './parts';
import { Questions } from './Questions';

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

interface IPartProps {
  snapshot: Snapshot;
  hit: Hit;
  trans: ITrans;
  actions: IInlineActions;
}

/** Metrics that were found and wait for a person to say that they are of this model. */
function Unsure({ snapshot, hit, trans, actions }: IPartProps): React.ReactElement | null {
  const [said, setSaid] = React.useState('');
  const { onConfirm } = actions;
  if (snapshot.unsure.length === 0 || !onConfirm) {
    return null;
  }
  const names = snapshot.unsure.slice(0, 4).join(', ');
  return (
    <p className={cls('banner', said ? 'banner-info' : 'banner-warn')} role={said ? 'status' : undefined}>
      <Icon name={said ? 'info' : 'warn'} tone={said ? 'acc' : 'warn'} />
      <span>{said || trans.__('Found in the notebook: %1. Are they of this model?', names)}</span>
      {!said && (
        <Button
          small
          label={trans.__('Confirm')}
          name={trans.__('Confirm the metrics: %1', names)}
          onClick={() => void onConfirm(refOf(hit), snapshot.unsure).then(setSaid)}
        />
      )}
    </p>
  );
}

/** Undo and compare, before the buttons that each card has. */
function Acts(props: IPartProps & { onSaid: (said: string) => void }): React.ReactElement {
  const { snapshot, hit, trans, actions, onSaid } = props;
  const { onUndo, onCompare } = actions;
  const { against } = snapshot;
  return (
    <>
      {snapshot.undo && onUndo && (
        <Button
          small
          kind="ghost"
          icon="undo"
          label={trans.__('Undo publish')}
          onClick={() => void onUndo(refOf(hit)).then(onSaid)}
        />
      )}
      {against && onCompare && (
        <Button
          small
          label={trans.__('Compare with v%1', against.ref.slice(against.ref.lastIndexOf(':') + 1))}
          onClick={() => onCompare([against.ref, refOf(hit)])}
        />
      )}
    </>
  );
}

/** A publication that was made. */
export function PublishedView(props: IViewProps): React.ReactElement | null {
  const { snapshot, trans, actions } = props;
  const [said, setSaid] = React.useState('');
  const { hit, completeness } = snapshot;
  if (!hit) {
    return null;
  }
  const figures = snapshot.figures.length ? snapshot.figures : hit.figures;
  const part = { snapshot, hit, trans, actions };
  const asked = completeness?.gaps.map(gap => gap.field) ?? [];
  const findings = snapshot.findings.filter(finding => !asked.includes(finding.field)); // asked beside them
  return (
    <section aria-label={trans.__('Published %1 v%2', hit.model, hit.number)}>
      <Head
        icon="check"
        tone="ok"
        title={<Name hit={hit} words={trans.__('is published')} />}
        under={snapshot.message || hit.summary}
        aside={completeness && <Progress completeness={completeness} trans={trans} />}
      />
      {said && (
        <p className={cls('banner', 'banner-info')} role="status">
          <Icon name="info" tone="acc" />
          <span>{said}</span>
        </p>
      )}
      <div
        className={cls('inline-scroll')}
        role="group"
        aria-label={trans.__('Captured and open questions')}
        tabIndex={0}
      >
        <div className={cls('inline-two')}>
          <div className={cls('inline-column')}>
            {snapshot.captured.length > 0 ? (
              <Captured lines={snapshot.captured} trans={trans} />
            ) : (
              <div className={cls('inline-part')}>
                <Figures figures={figures} trans={trans} />
              </div>
            )}
            <Unsure {...part} />
            <Removed snapshot={snapshot} trans={trans} />
            <Findings findings={findings} />
          </div>
          {completeness && completeness.gaps.length > 0 && (
            <Questions snapshot={{ ...snapshot, hit, completeness }} trans={trans} actions={actions} />
          )}
        </div>
      </div>
      <AgainstLine against={snapshot.against} trans={trans} />
      <Foot {...props} facts={snapshot.facts}>
        <Acts {...part} onSaid={setSaid} />
      </Foot>
    </section>
  );
}
