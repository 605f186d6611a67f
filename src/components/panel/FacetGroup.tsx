/** One filter by value: check boxes with counts. */
import * as React from 'react';

import { withValues } from '../../queryText';
import type { Facet } from '../../schema';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { PanelButton } from './parts';

const FOLDED = 5;

interface IFacetGroupProps extends IPanelProps {
  facet: Facet;
  /** Whether its values were searched for, so that all of them are shown. */
  sought: boolean;
}

/** The values, the chosen ones first; a click on the legend folds them away. */
export function FacetGroup(props: IFacetGroupProps): React.ReactElement {
  const { facet, sought, query, answer, around, trans, onQuery } = props;
  const [open, setOpen] = React.useState(true);
  const [all, setAll] = React.useState(false);
  // A box that was just ticked shows it at once; the registry's answer then says the same.
  const [wish, setWish] = React.useState<{ value: string; selected: boolean } | null>(null);
  React.useEffect(() => setWish(null), [around]);
  const chosen = facet.values.filter(value => value.selected);
  const ordered = [...chosen, ...facet.values.filter(value => !value.selected)];
  const values = all || sought ? ordered : ordered.slice(0, Math.max(FOLDED, chosen.length));
  const most = Math.max(1, ...facet.values.map(value => value.count));
  const toggle = (value: string) => {
    const names = chosen.map(one => one.value);
    setWish({ value, selected: !names.includes(value) });
    const next = names.includes(value) ? names.filter(other => other !== value) : [...names, value];
    onQuery(withValues(query, answer?.page.terms ?? [], facet.name, next));
  };
  return (
    <fieldset className={panelCls('facet')}>
      <legend>
        <button
          type="button"
          className={panelCls('facet-head', open && 'facet-open')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <span className={panelCls('grow')}>{facet.label}</span>
          {chosen.length > 0 && <span className={panelCls('badge')}>{chosen.length}</span>}
        </button>
      </legend>
      {open &&
        values.map(({ value, count, selected }) => (
          <label key={value} className={panelCls('facet-value', count === 0 && 'muted')} title={value}>
            <input
              type="checkbox"
              checked={wish?.value === value ? wish.selected : selected}
              onChange={() => toggle(value)}
            />
            <bdi className={panelCls('grow')} dir="ltr">
              {value}
            </bdi>
            <span className={panelCls('facet-bar')} aria-hidden="true">
              <span style={{ inlineSize: `${(100 * count) / most}%` }} />
            </span>
            <span className={panelCls('count')}>{numberText(count, 9)}</span>
          </label>
        ))}
      {open && !sought && ordered.length > values.length && (
        <PanelButton kind="link" onClick={() => setAll(true)}>
          {trans.__('%1 more', ordered.length - values.length)}
        </PanelButton>
      )}
    </fieldset>
  );
}
