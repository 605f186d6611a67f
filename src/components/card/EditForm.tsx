/** Every field and the text of a card in one form, in place of the overview. */
import * as React from 'react';

import type { Card, CardValue } from '../../schema';
import { Button, cls } from './bits';
import type { ICardEdit, ITrans } from './contract';
import { cardFields, points, typedValue } from './fields';

interface IEditFormProps {
  card: Card;
  trans: ITrans;
  onSave: (edit: ICardEdit) => void;
  onCancel: () => void;
}

/** Only what differs from the card as it stands. */
export function editOf(card: Card, typed: Record<string, string>, text: string, trans: ITrans): ICardEdit {
  const fields: Record<string, CardValue | null> = {};
  for (const { field, many } of cardFields(trans)) {
    const before = points(card, field).join('\n');
    if ((typed[field] ?? before).trim() !== before.trim()) {
      fields[field] = typedValue(typed[field] ?? '', many);
    }
  }
  const edit: ICardEdit = {};
  if (Object.keys(fields).length > 0) {
    edit.fields = fields;
  }
  if (text !== (card.text ?? '')) {
    edit.text = text;
  }
  return edit;
}

/** Edit a card; Escape or Cancel leaves it as it was. */
export function EditForm({ card, trans, onSave, onCancel }: IEditFormProps): React.ReactElement {
  const id = React.useId();
  const [typed, setTyped] = React.useState<Record<string, string>>({});
  const [text, setText] = React.useState(card.text ?? '');
  const first = React.useRef<HTMLTextAreaElement>(null);
  React.useEffect(() => first.current?.focus(), []);
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    onSave(editOf(card, typed, text, trans));
  };
  return (
    <form
      className={cls('edit')}
      aria-label={trans.__('Edit card')}
      onSubmit={save}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <div className={cls('edit-fields')}>
        {cardFields(trans).map(({ field, label, question, many }, index) => (
          <div key={field}>
            <label htmlFor={`${id}-${field}`}>
              <b>{label}</b> <span className={cls('muted')}>{question}</span>
            </label>
            <textarea
              id={`${id}-${field}`}
              ref={index === 0 ? first : undefined}
              rows={many ? 3 : 2}
              value={typed[field] ?? points(card, field).join('\n')}
              placeholder={many ? trans.__('One point on each line') : ''}
              onChange={event => setTyped({ ...typed, [field]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
      <label htmlFor={`${id}-text`}>
        <b>{trans.__('Text')}</b> <span className={cls('muted')}>{trans.__('Markdown')}</span>
      </label>
      <textarea
        id={`${id}-text`}
        className={cls('edit-text')}
        rows={10}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <div className={cls('edit-actions')}>
        <Button submit kind="primary" label={trans.__('Save card')} />
        <Button label={trans.__('Cancel')} onClick={onCancel} />
      </div>
    </form>
  );
}
