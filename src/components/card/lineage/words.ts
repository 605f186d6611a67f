/** The words of a lineage. */
import type { LineageNode } from '../../../schema';
import type { ITrans } from '../contract';

/** What kind of thing a node is. */
export function nounText(noun: LineageNode['noun'], trans: ITrans): string {
  return {
    version: trans.__('version'),
    data: trans.__('data'),
    source: trans.__('source'),
    deployment: trans.__('deployment'),
    consumer: trans.__('notebook or service')
  }[noun];
}

/** How a link reads: "churn:3 trained on adult". */
export function relationText(relation: string, trans: ITrans): string {
  const known: Record<string, string> = {
    'trained-on': trans.__('trained on'),
    'evaluated-on': trans.__('evaluated on'),
    'derived-from': trans.__('derived from'),
    'produced-by': trans.__('produced by'),
    'uses-features': trans.__('uses features of'),
    'deployed-as': trans.__('deployed as'),
    'loaded-by': trans.__('loaded by')
  };
  return known[relation] ?? relation.replace(/-/g, ' ');
}
