/** Who depends on a version, as its lineage knows it. */
import type { Lineage } from '../../../schema';

/** Versions that were made from `ref`, and notebooks or services that loaded it. */
export function dependentsOf({ links }: Lineage, ref: string): { derived: number; consumers: number } {
  const nouns = { derived: new Set<string>(), consumers: new Set<string>() };
  for (const { start, relation, end } of links) {
    if (relation === 'derived-from' && end === ref) {
      nouns.derived.add(start);
    } else if (relation === 'loaded-by' && start === ref) {
      nouns.consumers.add(end);
    }
  }
  return { derived: nouns.derived.size, consumers: nouns.consumers.size };
}
