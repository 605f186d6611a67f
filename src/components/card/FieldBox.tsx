/** One field of a card in the form that edits it: its question, and the box that its kind of answer takes. */
import * as React from 'react';

import { cls } from './bits';
import { Conflict } from './Conflict';
import type { ITrans } from './contract';
import { NOT_APPLICABLE } from './fields';
import type { ICardField } from './fields';

interface IFieldBoxProps {
  id: string;
  field: Pick<ICardField, 'kind' | 'label' | 'question' | 'choices'>;
  value: string;
  /** What is stored now, when somebody else changed it while this was being typed. */
  theirs: string | null;
  trans: ITrans;
  first?: boolean;
  /** Whether it is the Markdown text, which takes the whole width. */
  wide?: boolean;
  onType: (text: string) => void;
  onKeepMine: () => void;
  onKeepTheirs: () => void;
}

/** The answers that a list offers, also one that is stored and was possible before. */
function answers({ field, value, trans }: IFieldBoxProps): [string, string][] {
  const known: [string, string][] =
    field.kind === 'boolean'
      ? [
          ['yes', trans.__('Yes')],
          ['no', trans.__('No')]
        ]
      : field.choices.map(choice => [choice, choice]);
  const all: [string, string][] = [['', trans.__('not set')], ...known, [NOT_APPLICABLE, trans.__('Does not apply')]];
  return all.some(([answer]) => answer === value) ? all : [...all, [value, value]];
}

function AnswerBox(props: IFieldBoxProps & { placeholder?: string }): React.ReactElement {
  const { id, field, value, placeholder, first, wide, onType } = props;
  const focusFirst = React.useCallback((box: HTMLElement | null) => first && box?.focus(), [first]);
  if (field.kind === 'choice' || field.kind === 'boolean') {
    return (
      <select id={id} ref={focusFirst} value={value} onChange={event => onType(event.currentTarget.value)}>
        {answers(props).map(([answer, label]) => (
          <option key={answer} value={answer}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === 'text' || field.kind === 'list') {
    return (
      <textarea
        id={id}
        ref={focusFirst}
        rows={wide ? 10 : field.kind === 'list' ? 3 : 2}
        className={wide ? cls('edit-text') : undefined}
        value={value}
        placeholder={placeholder}
        onChange={event => onType(event.currentTarget.value)}
      />
    );
  }
  return (
    <input
      id={id}
      ref={focusFirst}
      // A stored answer that is no day, such as "does not apply", would be invisible in a date's box.
      type={field.kind === 'date' && /^(\d{4}-\d\d-\d\d)?$/.test(value) ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      value={value}
      placeholder={placeholder}
      onChange={event => onType(event.currentTarget.value)}
    />
  );
}

/** The box with its label, and what somebody else stored meanwhile. */
export function FieldBox(props: IFieldBoxProps): React.ReactElement {
  const { id, field, value, theirs, trans } = props;
  const placeholders: Partial<Record<ICardField['kind'], string>> = {
    list: trans.__('One point on each line'),
    number: trans.__('A number, such as 3.5'),
    ref: trans.__('A ref, such as churn:3')
  };
  return (
    <div>
      <label htmlFor={id}>
        <b>{field.label}</b> <span className={cls('muted')}>{field.question}</span>
      </label>
      <AnswerBox {...props} placeholder={placeholders[field.kind]} />
      {theirs !== null && (
        <Conflict
          label={field.label}
          mine={value}
          theirs={theirs}
          trans={trans}
          onKeepMine={props.onKeepMine}
          onKeepTheirs={props.onKeepTheirs}
        />
      )}
    </div>
  );
}
