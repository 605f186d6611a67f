/** The fields of a card that a person answers: what the registry asks for, with the words of the page's language. */
import type { Card, CardSchema, CardValue, FieldDefinition } from '../../schema';
import type { ITrans } from './contract';
import { standardWords } from './fieldWords';

/** One field with its words. */
export interface ICardField {
  field: string;
  label: string;
  question: string;
  kind: NonNullable<FieldDefinition['kind']>;
  group: NonNullable<FieldDefinition['group']>;
  /** Answers of the kind "choice". */
  choices: readonly string[];
  /** Whether it counts in the share that is answered. */
  counts: boolean;
}

/** Fields that hold several points, where the registry did not say. */
const LISTS = ['intended_use', 'out_of_scope', 'limits'];
/** The fields that count in every registry, in the order in which they are asked. */
const COUNTED = ['purpose', ...LISTS, 'training_data', 'personal_data', 'license', 'contact'];

/** What an answer begins with that says a field does not apply; stored so in every language. */
export const NOT_APPLICABLE = 'Does not apply';

/** Every field that the registry asks for; before it said so, those that count everywhere. */
export function cardFields(trans: ITrans, schema?: CardSchema | null): ICardField[] {
  if (!schema) {
    return COUNTED.map(field => ({
      field,
      ...wordsOf(field, trans),
      kind: LISTS.includes(field) ? 'list' : 'text',
      group: 'use',
      choices: [],
      counts: true
    }));
  }
  return schema.fields.map(({ definition, standard }) => ({
    field: definition.name,
    ...(standard ? wordsOf(definition.name, trans, definition) : definition),
    kind: definition.kind ?? 'text',
    group: definition.group ?? 'organisation',
    choices: definition.choices ?? [],
    counts: (definition.weight ?? 0) > 0
  }));
}

/** Label and question of a field: those of the page's language where it is a standard one, else as they are given. */
export function wordsOf(
  field: string,
  trans: ITrans,
  given: { label?: string; question?: string } = {}
): { label: string; question: string } {
  const [label, question] = standardWords(trans)[field] ?? [given.label ?? field, given.question ?? ''];
  return { label, question };
}

/** The groups of fields in the order in which they are shown. */
export function groupLabels(trans: ITrans): [ICardField['group'], string][] {
  return [
    ['use', trans.__('Use')],
    ['data', trans.__('Data')],
    ['evaluation', trans.__('Evaluation')],
    ['limits', trans.__('Limits')],
    ['governance', trans.__('Governance')],
    ['operation', trans.__('Operation')],
    ['organisation', trans.__('Of your organisation')]
  ];
}

/** The points of a field; an unanswered field has none. */
export function points(card: Card | null | undefined, field: string): string[] {
  const value = card?.fields?.[field]?.value;
  if (value === undefined || value === null) {
    return [];
  }
  return (Array.isArray(value) ? value : [value]).map(String).filter(text => text.trim() !== '');
}

/** What was typed, as a card value; null when nothing was typed. */
export function typedValue(text: string, many: boolean): CardValue | null {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  if (lines.length === 0) {
    return null;
  }
  return { value: many && lines.length > 1 ? lines : lines.join('\n'), origin: 'typed' } as CardValue;
}

/** Where an answer came from, in words. */
export function originText(origin: string | undefined, trans: ITrans): string {
  const words: Record<string, string> = {
    captured: trans.__('captured'),
    confirmed: trans.__('confirmed'),
    typed: trans.__('typed'),
    recovered: trans.__('recovered'),
    imported: trans.__('imported')
  };
  return words[origin ?? 'typed'] ?? String(origin);
}
