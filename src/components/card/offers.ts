/** Answers that can be offered for the gaps of a card, each with where it is from; nothing is saved unseen. */
import type { ModelCard, Offer } from '../../schema';
import type { ITrans } from './contract';
import { points } from './fields';

/** The offer for each gap that has one. */
export function offersFor(card: ModelCard, earlier: ModelCard | null, trans: ITrans): Record<string, Offer> {
  const found: Record<string, Offer> = {};
  const offer = (field: string, value: string | string[], origin: Offer['origin'], note: string): void => {
    if (value.length > 0 && !(field in found)) {
      found[field] = { field, value, origin, note };
    }
  };
  const { manifest } = card.version;
  const data = (manifest.datasets ?? []).filter(one => one.split === 'train').map(one => one.name);
  for (const { field } of card.completeness.gaps) {
    if (earlier) {
      const value = points(earlier.card, field);
      const note = trans.__('as in v%1', earlier.version.number);
      offer(field, value.length === 1 ? value[0] : value, 'recovered', note);
    }
  }
  offer('license', manifest.license ?? '', 'captured', trans.__('as published'));
  offer('purpose', manifest.summary ?? '', 'captured', trans.__('as published'));
  offer('training_data', data.join(', '), 'captured', trans.__('the data it was fitted on'));
  offer('contact', card.version.published_by, 'captured', trans.__('who published it'));
  return found;
}
