/** How much of the card is answered, and the gaps with a way to close each. */
import * as React from 'react';

import type { CardValue, ModelCard } from '../../schema';
import { Button, cls, Meter } from './bits';
import type { ICardActions, ICardAround, ITrans } from './contract';
import { cardFields } from './fields';
import { GapForm } from './GapForm';
import { offersFor } from './offers';
import { RailBox } from './RailBox';

interface IMetadataProps extends ICardActions {
  card: ModelCard;
  around?: ICardAround;
  trans: ITrans;
}

const FIRST = 3;

/** Figures that a run of the model answers, with the line that runs it. */
function MeasureLine({ card, trans, onInsert }: IMetadataProps): React.ReactElement | null {
  const measured = typeof card.version.manifest.resources?.latency_ms === 'number';
  const again = card.records.evaluations.some(one => typeof one.evaluation.resources?.latency_ms === 'number');
  if (measured || again || !onInsert) {
    return null;
  }
  const code = `%registry benchmark ${card.model.name}:${card.version.number}`;
  return (
    <p className={cls('gap-line')}>
      <span className={cls('grow')}>{trans.__('Latency and memory are not measured.')}</span>
      <Button
        small
        label={trans.__('Measure')}
        title={trans.__('Insert the cell that measures: %1', code)}
        onClick={() => onInsert(code)}
      />
    </p>
  );
}

/** Put the open questions to the owner, as a question of the discussion. */
function AskOwner({ card, trans, onComment }: IMetadataProps): React.ReactElement | null {
  const { gaps } = card.completeness;
  const [asked, setAsked] = React.useState(false);
  const owner = card.model.owner || card.version.published_by;
  if (!onComment || gaps.length === 0 || asked) {
    return null;
  }
  const ask = async (): Promise<void> => {
    const lines = gaps.slice(0, FIRST).map(gap => `- ${gap.question}`);
    setAsked(await onComment({ text: [`@${owner}`, '', ...lines].join('\n'), topic: 'question' }));
  };
  return <Button kind="link" small label={trans.__('Ask %1 in the discussion', owner)} onClick={() => void ask()} />;
}

/** The part of the rail. */
export function MetadataBox(props: IMetadataProps): React.ReactElement {
  const { card, around, trans, onEditCard } = props;
  const [all, setAll] = React.useState(false);
  const { gaps, percent } = card.completeness;
  const fields = cardFields(trans, around?.schema);
  const offers = offersFor(card, around?.earlier ?? null, trans);
  const answer = (field: string, said: CardValue): void => void onEditCard?.({ fields: { [field]: said } });
  return (
    <RailBox title={trans.__('Metadata')} summary={<b>{`${percent}%`}</b>} trans={trans}>
      <Meter percent={percent} name={trans.__('Metadata, share of the fields that are answered')} />
      {gaps.length === 0 && <p className={cls('muted')}>{trans.__('Every question is answered.')}</p>}
      {(all ? gaps : gaps.slice(0, FIRST)).map(gap => (
        <GapForm
          // A late offer begins the line anew.
          key={`${gap.field} ${String(offers[gap.field]?.value)}`}
          gap={gap}
          field={fields.find(item => item.field === gap.field)}
          trans={trans}
          offer={onEditCard && offers[gap.field]}
          onAnswer={onEditCard && answer}
        />
      ))}
      {gaps.length > FIRST && (
        <Button
          kind="link"
          small
          expanded={all}
          label={all ? trans.__('Show fewer') : trans.__('%1 more', gaps.length - FIRST)}
          onClick={() => setAll(!all)}
        />
      )}
      <MeasureLine {...props} />
      <AskOwner {...props} />
    </RailBox>
  );
}
