/** Which version held an alias and when, read off the history of a model. */
import type { HistoryEntry } from '../../schema';

/** One version under an alias; `until` is null while it is there, `number` null where the alias was gone. */
export interface IHeld {
  number: number | null;
  since: string;
  until: string | null;
  by: string;
}

/** For each alias its versions, the newest first. */
export function aliasTimes(history: readonly HistoryEntry[]): Map<string, IHeld[]> {
  const times = new Map<string, IHeld[]>();
  for (const entry of history.filter(one => one.alias !== '')) {
    const known = times.get(entry.alias) ?? [];
    const until = known.at(-1)?.since ?? null;
    times.set(entry.alias, [...known, { number: entry.number, since: entry.at, until, by: entry.actor }]);
  }
  return times;
}

/** The version that an alias pointed at before this entry; undefined when that is not known. */
export function heldBefore(history: readonly HistoryEntry[], entry: HistoryEntry): number | null | undefined {
  const place = history.indexOf(entry);
  return history.slice(place + 1).find(one => one.alias === entry.alias)?.number;
}
