/** The fields of a card that a person answers, in the order in which they are shown. */
import type { Card, CardValue } from '../../schema';
import type { ITrans } from './contract';

/** One field with its words. */
export interface ICardField {
  field: string;
  label: string;
  question: string;
  /** Whether it holds several points, one per line. */
  many: boolean;
}

/** Every field that has words of its own. */
export function cardFields(trans: ITrans): ICardField[] {
  return [
    { field: 'purpose', label: trans.__('Purpose'), question: trans.__('What is it for?'), many: false },
    {
      field: 'intended_use',
      label: trans.__('Made for'),
      question: trans.__('Who should use it, on what?'),
      many: true
    },
    {
      field: 'out_of_scope',
      label: trans.__('Not for'),
      question: trans.__('What must it not be used for?'),
      many: true
    },
    { field: 'limits', label: trans.__('Known limits'), question: trans.__('Where does it fail?'), many: true },
    {
      field: 'training_data',
      label: trans.__('Training data'),
      question: trans.__('Which data was it trained on?'),
      many: false
    },
    {
      field: 'personal_data',
      label: trans.__('Personal data'),
      question: trans.__('Is there personal data in the training data?'),
      many: false
    },
    {
      field: 'license',
      label: trans.__('License'),
      question: trans.__('Under which license may it be used?'),
      many: false
    },
    { field: 'contact', label: trans.__('Contact'), question: trans.__('Who answers questions about it?'), many: false }
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
