/** Every field and the text of a card in one form, in place of the overview. */
import * as React from 'react';

import type { Card, CardSchema, CardValue } from '../../schema';
import { Button, cls } from './bits';
import type { ICardEdit, ITrans } from './contract';
import { FieldBox } from './FieldBox';
import { cardFields, groupLabels, points, typedValue } from './fields';
import type { ICardField } from './fields';

interface IEditFormProps {
  card: Card;
  /** The fields that the registry asks for; null before it said so. */
  schema?: CardSchema | null;
  trans: ITrans;
  onSave: (edit: ICardEdit) => Promise<void>;
  onCancel: () => void;
}

/** What was typed, by field; "text" is the Markdown. A field that nobody touched is not in it. */
export type Typed = Record<string, string>;

/** The Markdown text as a field. */
function markdown(trans: ITrans): Pick<ICardField, 'kind' | 'label' | 'question' | 'choices'> {
  return {
    kind: 'text',
    label: trans.__('Text'),
    question: trans.__('Markdown'),
    choices: []
  };
}

/** The stored value of a field as it stands in its box. */
export function storedText(card: Card, field: string): string {
  return field === 'text' ? (card.text ?? '') : points(card, field).join('\n');
}

/** Only what differs from the card as it stands. */
export function editOf(card: Card, typed: Typed, asked: readonly ICardField[]): ICardEdit {
  const fields: Record<string, CardValue | null> = {};
  for (const { field, kind } of asked) {
    if (field in typed && typed[field].trim() !== storedText(card, field).trim()) {
      fields[field] = typedValue(typed[field], kind === 'list');
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

interface IGroupProps {
  label: string;
  /** Whether its fields are shown from the start; the others are on request. */
  open: boolean;
  children: React.ReactNode;
}

function FieldGroup({ label, open, children }: IGroupProps): React.ReactElement {
  return (
    <details className={cls('edit-group')} open={open}>
      <summary>{label}</summary>
      <div className={cls('edit-fields')}>{children}</div>
    </details>
  );
}

/** Edit a card; Escape or Cancel leaves it as it was. What was typed stays when saving is refused. */
export function EditForm({ card, schema, trans, onSave, onCancel }: IEditFormProps): React.ReactElement {
  const id = React.useId();
  const fields = cardFields(trans, schema);
  const shown = (field: ICardField): boolean => field.counts || points(card, field.field).length > 0;
  const groups = groupLabels(trans)
    .map(([group, label]) => ({ group, label, fields: fields.filter(field => field.group === group) }))
    .filter(group => group.fields.length > 0);
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
    await onSave(editOf(card, typed, fields));
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
      {groups.map(group => (
        <FieldGroup key={group.group} label={group.label} open={group.fields.some(shown)}>
          {group.fields.map(field => (
            <FieldBox key={field.field} {...boxOf(field.field)} field={field} first={field === groups[0].fields[0]} />
          ))}
        </FieldGroup>
      ))}
      <FieldBox {...boxOf('text')} wide field={markdown(trans)} />
      <div className={cls('edit-actions')}>
        <Button submit kind="primary" disabled={saving} label={trans.__('Save card')} />
        <Button label={trans.__('Cancel')} onClick={onCancel} />
      </div>
    </form>
  );
}
