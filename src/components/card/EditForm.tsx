/** Every field and the text of a card in one form, in place of the overview. */
import * as React from 'react';

import type { Card, CardValue } from '../../schema';
import { Button, cls } from './bits';
import type { ICardEdit, ITrans } from './contract';
import { cardFields, points, typedValue } from './fields';

interface IEditFormProps {
  card: Card;
  trans: ITrans;
  onSave: (edit: ICardEdit) => Promise<void>;
  onCancel: () => void;
}

/** What was typed, by field; "text" is the Markdown. A field that nobody touched is not in it. */
export type Typed = Record<string, string>;

/** The stored value of a field as it stands in its box. */
export function storedText(card: Card, field: string): string {
  return field === 'text' ? (card.text ?? '') : points(card, field).join('\n');
}

/** Only what differs from the card as it stands. */
export function editOf(card: Card, typed: Typed, trans: ITrans): ICardEdit {
  const fields: Record<string, CardValue | null> = {};
  for (const { field, many } of cardFields(trans)) {
    if (field in typed && typed[field].trim() !== storedText(card, field).trim()) {
      fields[field] = typedValue(typed[field], many);
    }
  }
  const edit: ICardEdit = {};
  if (Object.keys(fields).length > 0) {
    edit.fields = fields;
  }
  if ('text' in typed && typed.text !== storedText(card, 'text')) {
    edit.text = typed.text;
  }
  return edit;
}

interface IFieldBoxProps {
  id: string;
  label: string;
  question: string;
  rows: number;
  placeholder?: string;
  value: string;
  /** What is stored now, when somebody else changed it while this was being typed. */
  theirs: string | null;
  trans: ITrans;
  first?: boolean;
  wide?: boolean;
  onType: (text: string) => void;
  onTakeTheirs: () => void;
}

function FieldBox(props: IFieldBoxProps): React.ReactElement {
  const { id, label, question, rows, placeholder, value, theirs, trans, first, wide, onType, onTakeTheirs } = props;
  const box = React.useRef<HTMLTextAreaElement>(null);
  React.useEffect(() => {
    if (first) {
      box.current?.focus();
    }
  }, [first]);
  return (
    <div>
      <label htmlFor={id}>
        <b>{label}</b> <span className={cls('muted')}>{question}</span>
      </label>
      <textarea
        id={id}
        ref={box}
        rows={rows}
        className={wide ? cls('edit-text') : undefined}
        value={value}
        placeholder={placeholder}
        onChange={event => onType(event.currentTarget.value)}
      />
      {theirs !== null && (
        <p className={cls('theirs')}>
          {trans.__('Stored meanwhile:')} <q>{theirs || trans.__('not set')}</q>{' '}
          <Button
            small
            kind="link"
            label={trans.__('Keep what is stored')}
            name={trans.__('Keep what is stored: %1', label)}
            onClick={onTakeTheirs}
          />
        </p>
      )}
    </div>
  );
}

/** Edit a card; Escape or Cancel leaves it as it was. What was typed stays when saving is refused. */
export function EditForm({ card, trans, onSave, onCancel }: IEditFormProps): React.ReactElement {
  const id = React.useId();
  const opened = React.useRef(card);
  const [typed, setTyped] = React.useState<Typed>({});
  const [saving, setSaving] = React.useState(false);
  const boxOf = (field: string) => ({
    id: `${id}-${field}`,
    trans,
    value: typed[field] ?? storedText(card, field),
    theirs:
      field in typed && storedText(card, field) !== storedText(opened.current, field) ? storedText(card, field) : null,
    onType: (text: string) => setTyped({ ...typed, [field]: text }),
    onTakeTheirs: () => setTyped(Object.fromEntries(Object.entries(typed).filter(([name]) => name !== field)))
  });
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setSaving(true);
    await onSave(editOf(card, typed, trans));
    setSaving(false);
  };
  return (
    <form
      className={cls('edit')}
      aria-label={trans.__('Edit card')}
      onSubmit={event => void save(event)}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <div className={cls('edit-fields')}>
        {cardFields(trans).map(({ field, label, question, many }, index) => (
          <FieldBox
            key={field}
            {...boxOf(field)}
            label={label}
            question={question}
            first={index === 0}
            rows={many ? 3 : 2}
            placeholder={many ? trans.__('One point on each line') : undefined}
          />
        ))}
      </div>
      <FieldBox {...boxOf('text')} wide label={trans.__('Text')} question={trans.__('Markdown')} rows={10} />
      <div className={cls('edit-actions')}>
        <Button submit kind="primary" disabled={saving} label={trans.__('Save card')} />
        <Button label={trans.__('Cancel')} onClick={onCancel} />
      </div>
    </form>
  );
}
