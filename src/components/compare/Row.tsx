/** One row of the table, and under it the difference of a long text. */
import * as React from 'react';

import type { ComparedRow } from '../../schema';
import type { Bars } from '../../state/compareLook';
import type { ITrans } from '../card/contract';
import { numberText } from '../card/words';
import { Cell } from './Cell';
import { cmp } from './contract';

interface IRowProps {
  row: ComparedRow;
  bars: Bars;
  trans: ITrans;
  /** Id of the heading on the page, so that a sentence can lead to it. */
  id: string;
  /** Names of the columns. */
  names: readonly string[];
}

function toneOf(line: string): string {
  return line.startsWith('@')
    ? 'diff-place'
    : line.startsWith('+')
      ? 'diff-new'
      : line.startsWith('-')
        ? 'diff-old'
        : '';
}

function Diff({ lines, name, trans }: { lines: readonly string[]; name: string; trans: ITrans }): React.ReactElement {
  return (
    <pre className={cmp('diff')} dir="ltr" tabIndex={0} role="region" aria-label={trans.__('Difference of %1', name)}>
      {lines.map((line, index) => (
        <span key={index} className={cmp('diff-line', toneOf(line))}>
          {line || ' '}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

/** How the scores of a row come about, for a tooltip. */
function scaleText(row: ComparedRow, trans: ITrans): string | undefined {
  return typeof row.worst === 'number'
    ? trans.__('100 is the best here; 0 is %1, the 10th percentile of %2 models.', numberText(row.worst), row.models)
    : row.cells.some(cell => typeof cell.score === 'number')
      ? trans.__('100 is the best here; the others are parts of it, because few models were measured in this way.')
      : undefined;
}

function RowOf({ row, bars, trans, id, names }: IRowProps): React.ReactElement {
  const [open, setOpen] = React.useState<number | null>(null);
  const lower = row.higher_is_better === false;
  return (
    <>
      <tr>
        <th scope="row" id={id} tabIndex={-1} className={cmp('row-head')} title={scaleText(row, trans)}>
          <span className={cmp('label')}>{row.label}</span>
          {(row.note || lower) && (
            <span className={cmp('under')}>
              {[row.note, lower ? trans.__('lower is better') : ''].filter(Boolean).join(' · ')}
            </span>
          )}
        </th>
        {row.cells.map((_, place) => (
          <td key={place} className={cmp('cell', place === 0 && 'base')}>
            <Cell
              row={row}
              place={place}
              bars={bars}
              trans={trans}
              open={open === place}
              onDiff={() => setOpen(open === place ? null : place)}
            />
          </td>
        ))}
      </tr>
      {open !== null && (
        <tr>
          <td colSpan={row.cells.length + 1} className={cmp('diff-cell')}>
            <Diff lines={row.cells[open].diff} name={names[open]} trans={trans} />
          </td>
        </tr>
      )}
    </>
  );
}

/** A row; drawn again only when something of it is another, because there may be thousands. */
export const Row = React.memo(RowOf);
