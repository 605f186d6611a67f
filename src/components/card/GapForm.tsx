/** One gap of a card: the question, what answering it gains, and a line to answer in. */
import * as React from 'react';

import type { CardValue, Gap, Offer } from '../../schema';
import { Button, cls } from './bits';
import type { ITrans } from './contract';

interface IGapFormProps {
  gap: Gap;
  trans: ITrans;
  /** Answers to choose from with one click. */
  choices?: readonly string[];
  /** An answer to accept: the first choice, or written into the line; never saved unseen. */
  offer?: Offer;
  /** Whether the line to answer in is open from the start. */
  open?: boolean;
  onAnswer?: (field: string, answer: CardValue) => void;
}

/** Fields that may not apply to a model; the others apply to each. */
const MAY_NOT_APPLY = ['out_of_scope', 'limits', 'training_data', 'personal_data'];

/** Answers that are common enough to be one click. */
export function commonAnswers(field: string, trans: ITrans): readonly string[] {
  switch (field) {
    case 'license':
      return ['Apache-2.0', 'MIT', trans.__('Internal only')];
    case 'personal_data':
      return [trans.__('None'), trans.__('Pseudonymised')];
    default:
      return [];
  }
}

/** Enter sends a form; inside a notebook's cell JupyterLab keeps the browser from doing so by itself. */
function sendOnEnter(event: React.KeyboardEvent<HTMLInputElement>): void {
  if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }
}

/** An offered answer on one line. */
function offeredText(offer: Offer | undefined): string {
  return offer ? [offer.value].flat().join('; ') : '';
}

/** Ask for one field; nothing is saved unseen. */
export function GapForm(props: IGapFormProps): React.ReactElement {
  const { gap, trans, offer, onAnswer } = props;
  const offered = offeredText(offer);
  const common = (props.choices ?? commonAnswers(gap.field, trans)).filter(choice => choice !== offered);
  const chosen = common.length > 0;
  const [open, setOpen] = React.useState(Boolean(props.open) || (!chosen && offered !== ''));
  const [text, setText] = React.useState(chosen ? '' : offered);
  const id = React.useId();
  const answer = (said: string) =>
    onAnswer?.(
      gap.field,
      offer && said === offered ? { value: offer.value, origin: offer.origin } : { value: said, origin: 'typed' }
    );
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (text.trim()) {
      answer(text.trim());
    }
  };
  const none = trans.__('Does not apply');
  const skip = MAY_NOT_APPLY.includes(gap.field) && (
    <Button
      small
      kind="ghost"
      label={none}
      name={trans.__('Does not apply: %1', gap.question)}
      onClick={() => answer(text.trim() && text.trim() !== offered ? `${none}: ${text.trim()}` : none)}
    />
  );
  return (
    <div className={cls('gap')}>
      <div className={cls('gap-question')}>
        <label htmlFor={onAnswer && open ? id : undefined}>{gap.question}</label>
        <span className={cls('muted')}>{`+${gap.gain}%`}</span>
        {onAnswer && !open && !chosen && (
          <>
            <Button
              small
              label={trans.__('Add')}
              name={trans.__('Add: %1', gap.question)}
              onClick={() => setOpen(true)}
            />
            {skip}
          </>
        )}
      </div>
      {onAnswer && !open && chosen && (
        <div className={cls('choices')} role="group" aria-label={gap.question}>
          {offer && (
            <Button
              small
              label={
                <>
                  {offered} <span className={cls('muted')}>{offer.note}</span>
                </>
              }
              onClick={() => answer(offered)}
            />
          )}
          {common.map(choice => (
            <Button key={choice} small label={choice} onClick={() => answer(choice)} />
          ))}
          <Button small label={trans.__('Other…')} onClick={() => setOpen(true)} />
        </div>
      )}
      {onAnswer && open && (
        <form className={cls('line-form')} onSubmit={save}>
          <input
            id={id}
            autoFocus={!props.open && text === ''}
            value={text}
            maxLength={2000}
            onKeyDown={sendOnEnter}
            onChange={event => setText(event.currentTarget.value)}
          />
          <Button
            small
            submit
            kind="primary"
            label={offered && text === offered ? trans.__('Accept') : trans.__('Save')}
            disabled={!text.trim()}
          />
          {skip}
        </form>
      )}
      {onAnswer && open && offer && text === offered && <p className={cls('muted')}>{offer.note}</p>}
    </div>
  );
}
