/** Filters in place of the list or beside it: values and numbers with exact counts, which become part of the query. */
import * as React from 'react';

import { filtersOf } from '../../queryText';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { FacetGroup } from './FacetGroup';
import { facetLabel } from './facetLabels';
import { PanelButton } from './parts';
import { RangeGroup } from './RangeGroup';

/** All filters; `docked` when they stand beside the list and need no way back to it. */
export function FilterPanel(props: IPanelProps & { docked: boolean }): React.ReactElement {
  const { answer, around, query, trans, docked, away, onQuery, onLook } = props;
  const [wanted, setWanted] = React.useState('');
  const terms = answer?.page.terms ?? [];
  const used = new Set(filtersOf(terms).map(term => term.field));
  const total = answer?.page.total ?? 0;
  const like = (text: string) => text.toLowerCase().includes(wanted.trim().toLowerCase());
  const facets = around.facets
    .map(facet => ({ ...facet, label: facetLabel(facet, trans) }))
    .map(facet => (like(facet.label) ? facet : { ...facet, values: facet.values.filter(({ value }) => like(value)) }))
    .filter(facet => facet.values.length > 0)
    .sort((one, other) => Number(used.has(other.name)) - Number(used.has(one.name)));
  const histograms = around.histograms.filter(({ label, name }) => like(label) || like(name));
  const count = around.facets.length + around.histograms.length;
  const clear = () =>
    onQuery(
      terms
        .filter(term => term.field === '')
        .map(term => query.slice(term.start, term.end))
        .join(' ')
    );
  return (
    <section className={panelCls('filters', docked && 'filters-docked')} aria-label={trans.__('Filters')}>
      <div className={panelCls('filters-head')}>
        <h2 className={panelCls('grow')}>{trans.__('Filters')}</h2>
        {used.size > 0 && (
          <PanelButton kind="link" onClick={clear}>
            {trans.__('Clear %1', filtersOf(terms).length)}
          </PanelButton>
        )}
      </div>
      <input
        type="search"
        className={panelCls('filters-find')}
        aria-label={trans.__('Find a filter or value')}
        placeholder={trans.__('Find a filter or value (%1)', count)}
        value={wanted}
        onChange={event => setWanted(event.currentTarget.value)}
      />
      <div className={panelCls('filters-body')}>
        {away && <p className={panelCls('muted', 'pad')}>{trans.__('Counts need the registry.')}</p>}
        {facets.slice(0, 1).map(facet => (
          <FacetGroup key={facet.name} facet={facet} sought={wanted !== ''} {...props} />
        ))}
        {histograms.map(histogram => (
          <RangeGroup key={`${histogram.name} ${histogram.dataset}`} histogram={histogram} {...props} />
        ))}
        {facets.slice(1).map(facet => (
          <FacetGroup key={facet.name} facet={facet} sought={wanted !== ''} {...props} />
        ))}
        {wanted && facets.length + histograms.length === 0 && (
          <p className={panelCls('muted', 'pad')}>{trans.__('No filter or value with “%1”.', wanted)}</p>
        )}
      </div>
      {!docked && (
        <div className={panelCls('buttons', 'foot')}>
          <PanelButton kind="primary" onClick={() => onLook({ filters: false, focus: 'list' })}>
            {trans._n('Show %2 model', 'Show %2 models', total, numberText(total, 9))}
          </PanelButton>
          <PanelButton disabled={!query.trim() || away} onClick={() => onLook({ filters: false, saving: true })}>
            {trans.__('Save search')}
          </PanelButton>
        </div>
      )}
    </section>
  );
}
