/** What the facets are called, in the reader's language. */
import type { Facet } from '../../schema';
import type { ITrans } from '../card/contract';

/** The name of a facet; one that this version does not know keeps the server's. */
export function facetLabel(facet: Facet, trans: ITrans): string {
  const labels: Record<string, string> = {
    task: trans.__('Task'),
    framework: trans.__('Framework'),
    license: trans.__('License'),
    dataset: trans.__('Dataset'),
    domain: trans.__('Domain'),
    language: trans.__('Language'),
    architecture: trans.__('Architecture'),
    family: trans.__('Family'),
    owner: trans.__('Owner'),
    stage: trans.__('Stage'),
    tag: trans.__('Tag')
  };
  return labels[facet.name] ?? facet.label;
}
