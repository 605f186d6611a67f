/** One gap of a card: the question, what answering it gains, and a line to answer in. */
import * as React from 'react';

import type { CardValue, Gap, Offer } from '../../schema';
import { Button, cls } from './bits';
import type { ITrans } from './contract';
import { NOT_APPLICABLE, wordsOf } from './fields';
import type { ICardField } from './fields';

interface IGapFormProps {
  gap: Gap;
  trans: ITrans;
  /** What the registry says of the field; a text where it is not known. */
  field?: ICardField;
  /** An answer to accept: the first choice, or written into the line; never saved unseen. */
  offer?: Offer;
  /** Whether the line to answer in is open from the start. */
  open?: boolean;
  onAnswer?: (field: string, answer: CardValue) => void;
}

/** Fields that apply to each model; the others may not. */
const APPLY = ['purpose', 'license', 'intended_use', 'contact'];

/** Answers that are common enough to be one click, as they are stored. */
function commonAnswers(name: string, field: ICardField | undefined, trans: ITrans): readonly string[] {
  if (field?.kind === 'boolean') {
    return ['yes', 'no'];
  }
  if (field?.kind === 'choice') {
    return field.choices;
  }
  switch (name) {
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
  const { gap, field, trans, offer, onAnswer } = props;
  const { question } = wordsOf(gap.field, trans, field ?? gap);
  const offered = offeredText(offer);
  const common = commonAnswers(gap.field, field, trans).filter(choice => choice !== offered);
  const spoken: Record<string, string> = { yes: trans.__('Yes'), no: trans.__('No') };
  const free = field?.kind !== 'choice' && field?.kind !== 'boolean';
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
  const skip = !APPLY.includes(gap.field) && (
    <Button
      small
      kind="ghost"
      label={trans.__('Does not apply')}
      name={trans.__('Does not apply: %1', question)}
      onClick={() =>
        answer(text.trim() && text.trim() !== offered ? `${NOT_APPLICABLE}: ${text.trim()}` : NOT_APPLICABLE)
      }
    />
  );
  return (
    <div className={cls('gap')}>
      <div className={cls('gap-question')}>
        <label htmlFor={onAnswer && open ? id : undefined}>{question}</label>
        <span className={cls('muted')}>{`+${gap.gain}%`}</span>
        {onAnswer && !open && !chosen && (
          <>
            <Button small label={trans.__('Add')} name={trans.__('Add: %1', question)} onClick={() => setOpen(true)} />
            {skip}
          </>
        )}
      </div>
      {onAnswer && !open && chosen && (
        <div className={cls('choices')} role="group" aria-label={question}>
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
            <Button key={choice} small label={spoken[choice] ?? choice} onClick={() => answer(choice)} />
          ))}
          {free ? <Button small label={trans.__('Other…')} onClick={() => setOpen(true)} /> : skip}
        </div>
      )}
      {onAnswer && open && (
        <form className={cls('line-form')} onSubmit={save}>
          <input
            id={id}
            autoFocus={!props.open && text === ''}
            type={field?.kind === 'date' ? 'date' : 'text'}
            inputMode={field?.kind === 'number' ? 'decimal' : undefined}
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
