/** One gap of a card: the question, what answering it gains, and a line to answer in. */
import * as React from 'react';

import type { Gap } from '../../schema';
import { Button, cls } from './bits';
import type { ITrans } from './contract';

interface IGapFormProps {
  gap: Gap;
  trans: ITrans;
  /** Answers to choose from with one click. */
  choices?: readonly string[];
  /** Whether the line to answer in is open from the start. */
  open?: boolean;
  onAnswer?: (field: string, text: string) => void;
}

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

/** Ask for one field; nothing is saved unseen. */
export function GapForm(props: IGapFormProps): React.ReactElement {
  const { gap, trans, onAnswer } = props;
  const choices = props.choices ?? commonAnswers(gap.field, trans);
  const [open, setOpen] = React.useState(Boolean(props.open));
  const [text, setText] = React.useState('');
  const id = React.useId();
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (text.trim()) {
      onAnswer?.(gap.field, text.trim());
    }
  };
  return (
    <div className={cls('gap')}>
      <div className={cls('gap-question')}>
        <label htmlFor={onAnswer && open ? id : undefined}>{gap.question}</label>
        <span className={cls('muted')}>{`+${gap.gain}%`}</span>
        {onAnswer && !open && choices.length === 0 && (
          <Button
            small
            label={trans.__('Add')}
            name={trans.__('Add: %1', gap.question)}
            onClick={() => setOpen(true)}
          />
        )}
      </div>
      {onAnswer && !open && choices.length > 0 && (
        <div className={cls('choices')} role="group" aria-label={gap.question}>
          {choices.map(choice => (
            <Button key={choice} small label={choice} onClick={() => onAnswer(gap.field, choice)} />
          ))}
          <Button small label={trans.__('Other…')} onClick={() => setOpen(true)} />
        </div>
      )}
      {onAnswer && open && (
        <form className={cls('line-form')} onSubmit={save}>
          <input
            id={id}
            autoFocus={!props.open}
            value={text}
            maxLength={2000}
            onKeyDown={sendOnEnter}
            onChange={event => setText(event.currentTarget.value)}
          />
          <Button small submit kind="primary" label={trans.__('Save')} disabled={!text.trim()} />
        </form>
      )}
    </div>
  );
}
