/** Filters in place of the list: values with exact counts, which become part of the query's text. */
import * as React from 'react';

import { withValues } from '../../queryText';
import type { Facet } from '../../schema';
import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { facetLabel } from './facetLabels';

const FOLDED = 6;

/** All facets, and the way back to the list. */
export function FilterPanel(props: IPanelProps & { onClose: () => void }): React.ReactElement {
  const { page, trans, onClose } = props;
  const total = page?.total ?? 0;
  return (
    <section
      className={panelCls('filters')}
      aria-label={trans.__('Filters')}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <div className={panelCls('filters-head')}>
        <h3>{trans.__('Filters')}</h3>
        <button
          type="button"
          title={trans.__('Close the filters')}
          aria-label={trans.__('Close the filters')}
          onClick={onClose}
        >
          <Icon name="cross" size={12} />
        </button>
      </div>
      <div className={panelCls('filters-body')}>
        {(page?.facets ?? [])
          .filter(facet => facet.values.length > 0)
          .map(facet => (
            <FacetGroup key={facet.name} facet={facet} {...props} />
          ))}
      </div>
      <div className={panelCls('filters-foot')}>
        <button type="button" className={panelCls('primary')} onClick={onClose}>
          {trans._n('Show %1 model', 'Show %1 models', total, total)}
        </button>
      </div>
    </section>
  );
}

function FacetGroup({ facet, query, page, trans, onQuery }: IPanelProps & { facet: Facet }): React.ReactElement {
  const [open, setOpen] = React.useState(false);
  const chosen = facet.values.filter(value => value.selected).map(value => value.value);
  const values = open ? facet.values : facet.values.slice(0, FOLDED);
  const most = Math.max(1, ...facet.values.map(value => value.count));
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value];
    onQuery(withValues(query, page?.terms ?? [], facet.name, next));
  };
  return (
    <fieldset className={panelCls('facet')}>
      <legend>{facetLabel(facet, trans)}</legend>
      {values.map(value => (
        <label key={value.value} className={panelCls('facet-value', value.count === 0 && 'muted')}>
          <input type="checkbox" checked={value.selected} onChange={() => toggle(value.value)} />
          <bdi className={panelCls('grow')} dir="ltr">
            {value.value}
          </bdi>
          <span className={panelCls('facet-bar')} aria-hidden="true">
            <span style={{ inlineSize: `${(100 * value.count) / most}%` }} />
          </span>
          <span className={panelCls('count')}>{value.count}</span>
        </label>
      ))}
      {facet.values.length > FOLDED && (
        <button type="button" className={panelCls('link')} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? trans.__('Fewer') : trans.__('%1 more', facet.values.length - FOLDED)}
        </button>
      )}
    </fieldset>
  );
}
