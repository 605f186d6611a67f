/** One part of the table: a heading that folds it, and its rows, a page of them at a time. */
import * as React from 'react';

import type { ComparedGroup, ComparedRow } from '../../schema';
import { fitOf } from '../card/fit';
import { Button, Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import type { ICompareProps } from './contract';
import { cmp, nameOf } from './contract';
import { Row } from './Row';
import { rowsOf } from './rows';

/** Rows that a group shows before more are asked for: thousands at once would freeze the page. */
const PAGE = 40;
const MORE = 100;

function labelOf(name: ComparedGroup['name'], trans: ITrans): string {
  return {
    quality: trans.__('Quality'),
    cost: trans.__('Cost and speed'),
    params: trans.__('Hyperparameters'),
    environment: trans.__('Environment'),
    data: trans.__('Data'),
    signature: trans.__('Signature'),
    code: trans.__('Code'),
    card: trans.__('Card'),
    trust: trans.__('Trust and terms')
  }[name];
}

/** Whether each version loads in the kernel the person works in. */
function KernelRow({ comparison, trans, kernel }: ICompareProps): React.ReactElement | null {
  const fits = comparison.versions.map(version => fitOf(version.environment, kernel ?? null));
  if (fits.every(fit => fit.verdict === 'unknown')) {
    return null;
  }
  return (
    <tr>
      <th scope="row" className={cmp('row-head')}>
        {trans.__('Your kernel')}
        {kernel?.name && <span className={cmp('under')}>{kernel.name}</span>}
      </th>
      {fits.map(({ verdict, missing }, place) => {
        const names = missing.map(line => line.name).join(', ');
        return (
          <td key={place} className={cmp('cell', place === 0 && 'base')} title={names || undefined}>
            {verdict === 'loads' && (
              <>
                <Icon name="check" tone="ok" size={12} /> {trans.__('loads now')}
              </>
            )}
            {verdict === 'missing' && (
              <>
                <Icon name="warn" tone="warn" size={12} /> {trans.__('needs %1', names)}
              </>
            )}
            {verdict === 'other-language' && (
              <>
                <Icon name="warn" tone="warn" size={12} /> {trans.__('needs Python')}
              </>
            )}
            {verdict === 'unknown' && <span className={cmp('unset')}>{trans.__('not known')}</span>}
          </td>
        );
      })}
    </tr>
  );
}

interface IGroupProps extends ICompareProps {
  group: ComparedGroup;
  /** Begins the ids of the row headings. */
  prefix: string;
}

/** How many rows to show so that `shown` is among them. */
function enough(rows: readonly ComparedRow[], shown: string): number {
  return Math.max(PAGE, rows.findIndex(row => row.id === shown) + 1);
}

/** The heading and the rows of a group. */
export function Group(props: IGroupProps): React.ReactElement {
  const { group, comparison, look, trans, prefix, onLook } = props;
  const [most, setMost] = React.useState(PAGE);
  const rows = rowsOf(group, look.onlyDifferences);
  const count = Math.max(most, enough(rows, look.shown));
  const open = !look.folded.includes(group.name);
  const label = labelOf(group.name, trans);
  const names = comparison.versions.map(nameOf);
  const turn = (): void =>
    onLook?.({
      folded: open ? [...look.folded, group.name] : look.folded.filter(name => name !== group.name)
    });
  const columns = comparison.versions.length + 1;
  const left = rows.length - count;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns} className={cmp('group')}>
          <span className={cmp('group-line')}>
            {onLook ? (
              <button type="button" className={cmp('fold')} aria-expanded={open} onClick={turn}>
                <span className={cmp('arrow', !open && 'arrow-folded')}>
                  <Icon name="down" size={12} />
                </span>
                {label}
              </button>
            ) : (
              label
            )}
            <span className={cmp('under')}>{trans.__('%1 of %2 differ', group.differing, group.total)}</span>
          </span>
        </th>
      </tr>
      {open && group.name === 'environment' && <KernelRow {...props} />}
      {open &&
        rows
          .slice(0, count)
          .map(row => (
            <Row key={row.id} row={row} bars={look.bars} trans={trans} id={`${prefix}${row.id}`} names={names} />
          ))}
      {open && left > 0 && (
        <tr>
          <td colSpan={columns} className={cmp('more')}>
            <Button
              small
              kind="link"
              label={trans.__('Show %1 more of %2', Math.min(MORE, left), left)}
              onClick={() => React.startTransition(() => setMost(count + MORE))}
            />
          </td>
        </tr>
      )}
    </tbody>
  );
}
