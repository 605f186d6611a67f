/** Answer one question of a card from a notebook output, which may be older than the card. */
import type { ITrans } from './components/card/contract';
import { points } from './components/card/fields';
import type { CardValue } from './schema';
import type { IDoor } from './state/door';
import { troubleOf, troubleText } from './state/door';

/**
 * Save the answer and say what became of it. An answer that somebody gave since the output was made stays as it
 * is: the output showed a question, not that answer.
 */
export async function answerGap(
  door: IDoor,
  trans: ITrans,
  ref: string,
  field: string,
  answer: CardValue
): Promise<string> {
  try {
    const { card, card_revision: revision } = await door.request('get-card', { ref });
    const stored = points(card, field);
    if (stored.length > 0) {
      return trans.__('answered already: %1', stored.join('; '));
    }
    await door.request('edit-card', { ref, fields: { [field]: answer }, if_revision: revision });
    return trans.__('saved: %1', [answer.value].flat().join('; '));
  } catch (reason) {
    return trans.__('not saved: %1', troubleText(troubleOf(reason)));
  }
}
