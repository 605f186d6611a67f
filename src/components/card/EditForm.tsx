/** Every field and the text of a card in one form, in place of the overview. */
import * as React from 'react';

import type { Card, CardSchema, CardValue } from '../../schema';
import { Button, cls } from './bits';
import type { ICardEdit, ITrans } from './contract';
import { FieldBox } from './FieldBox';
import { cardFields, groupLabels, points, typedValue } from './fields';
import type { ICardField } from './fields';
import { useDraft } from './useDraft';

interface IEditFormProps {
  card: Card;
  /** The fields that the registry asks for; null before it said so. */
  schema?: CardSchema | null;
  /** Where what is typed is kept until it is saved. */
  place: string;
  trans: ITrans;
  /** Save; false when it was not saved. */
  onSave: (edit: ICardEdit) => Promise<boolean>;
  onClose: () => void;
}

/** What was typed, by field; "text" is the Markdown. A field that nobody touched is not in it. */
export type Typed = Record<string, string>;

/** What is typed in a box, and what was stored when that began. */
interface IDrafted {
  text: string;
  stored: string;
}

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

/** Edit a card. What was typed stays until it is saved or cancelled, also when the card is closed before. */
export function EditForm({ card, schema, place, trans, onSave, onClose }: IEditFormProps): React.ReactElement {
  const id = React.useId();
  const fields = cardFields(trans, schema);
  const shown = (field: ICardField): boolean => field.counts || points(card, field.field).length > 0;
  const groups = groupLabels(trans)
    .map(([group, label]) => ({ group, label, fields: fields.filter(field => field.group === group) }))
    .filter(group => group.fields.length > 0);
  const [draft, setDraft] = useDraft<Record<string, IDrafted>>(place);
  const [saving, setSaving] = React.useState(false);
  const boxOf = (field: string) => {
    const stored = storedText(card, field);
    const drafted = draft[field] as IDrafted | undefined;
    const other = drafted !== undefined && stored !== drafted.stored && stored !== drafted.text;
    const begin = drafted?.stored ?? stored;
    return {
      id: `${id}-${field}`,
      trans,
      value: drafted?.text ?? stored,
      theirs: other ? stored : null,
      onType: (text: string) => setDraft({ ...draft, [field]: { text, stored: begin } }),
      onKeepMine: () => setDraft({ ...draft, [field]: { text: drafted?.text ?? stored, stored } }),
      onKeepTheirs: () => setDraft(Object.fromEntries(Object.entries(draft).filter(([name]) => name !== field)))
    };
  };
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const typed = Object.fromEntries(Object.entries(draft).map(([field, { text }]) => [field, text]));
    if (await onSave(editOf(card, typed, fields))) {
      setDraft({});
      onClose();
    }
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
          onClose();
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
        <Button
          label={trans.__('Cancel')}
          title={trans.__('Forget what was typed')}
          onClick={() => {
            setDraft({});
            onClose();
          }}
        />
      </div>
    </form>
  );
}
