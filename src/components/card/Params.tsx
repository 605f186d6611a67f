/** The settings chosen before training, with a filter. */
import * as React from 'react';

import { Button, cls, Nothing, Section } from './bits';
import type { ITrans } from './contract';
import { valueText } from './words';

interface IParamsProps {
  id: string;
  params: Record<string, unknown>;
  trans: ITrans;
}

const FIRST = 12;

/** A table of names and values; long lists start folded. */
export function Params({ id, params, trans }: IParamsProps): React.ReactElement {
  const [filter, setFilter] = React.useState('');
  const [all, setAll] = React.useState(false);
  const rows = Object.entries(params).map(([name, value]): [string, string] => [name, valueText(value)]);
  const wanted = filter.trim().toLowerCase();
  const found = rows.filter(([name, value]) => `${name}=${value}`.toLowerCase().includes(wanted));
  const shown = all || wanted ? found : found.slice(0, FIRST);
  const search = rows.length > FIRST && (
    <input
      type="search"
      className={cls('filter')}
      aria-label={trans.__('Filter parameters')}
      placeholder={trans.__('Filter parameters')}
      value={filter}
      onChange={event => setFilter(event.currentTarget.value)}
    />
  );
  return (
    <Section id={id} title={trans.__('Parameters')} aside={search}>
      {rows.length === 0 ? (
        <Nothing>{trans.__('not set. They are captured from the estimator when a version is published.')}</Nothing>
      ) : (
        <div className={cls('box', 'scroll')} role="group" aria-label={trans.__('Parameters')} tabIndex={0}>
          <table className={cls('table', 'table-code')}>
            <thead>
              <tr>
                <th scope="col">{trans.__('Parameter')}</th>
                <th scope="col">{trans.__('Value')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">
                    <bdi dir="ltr">{name}</bdi>
                  </th>
                  <td>
                    <bdi dir="ltr">{value}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {wanted !== '' && found.length === 0 && (
            <p className={cls('table-foot')}>
              {trans.__('No parameter holds "%1".', filter)}{' '}
              <Button kind="link" small label={trans.__('Clear filter')} onClick={() => setFilter('')} />
            </p>
          )}
          {wanted === '' && found.length > FIRST && (
            <p className={cls('table-foot')}>
              <Button
                kind="link"
                small
                expanded={all}
                label={all ? trans.__('Show fewer') : trans.__('%1 more parameters', found.length - FIRST)}
                onClick={() => setAll(!all)}
              />
            </p>
          )}
        </div>
      )}
      <p className={cls('hidden')} role="status">
        {wanted !== '' && trans._n('%1 parameter', '%1 parameters', found.length, found.length)}
      </p>
    </Section>
  );
}
