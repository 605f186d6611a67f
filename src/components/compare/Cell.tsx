/** One cell: a number with its bar and its change, a text held against the baseline, or why there is nothing. */
import * as React from 'react';

import type { ComparedCell, ComparedRow } from '../../schema';
import type { Bars } from '../../state/compareLook';
import { Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import { numberText } from '../card/words';
import { cmp } from './contract';

interface ICellProps {
  row: ComparedRow;
  place: number;
  bars: Bars;
  trans: ITrans;
  /** Whether the difference of this cell is unfolded, and how to turn that. */
  open: boolean;
  onDiff: () => void;
}

/** The bar of a score; the number is also said, because the bar is only seen. */
export function Bar({ score, place, trans }: { score: number; place: number; trans: ITrans }): React.ReactElement {
  return (
    <span className={cmp('bar')}>
      <i className={cmp('fill', `series-${place + 1}`)} style={{ inlineSize: `${score}%` }} aria-hidden="true" />
      <span className={cmp('hidden')}>{trans.__('%1 of 100', Math.round(score))}</span>
    </span>
  );
}

function Change({ cell, trans }: { cell: ComparedCell; trans: ITrans }): React.ReactElement | null {
  if (cell.change === '') {
    return null;
  }
  const { verdict } = cell;
  const tone = verdict === 'better' ? 'ok' : verdict === 'worse' ? 'err' : 'muted';
  const words = verdict === 'better' ? trans.__('better') : verdict === 'worse' ? trans.__('worse') : trans.__('equal');
  const mark = verdict === 'better' ? '▴ ' : verdict === 'worse' ? '▾ ' : '';
  return (
    <span className={cmp('change', `tone-${tone}`)}>
      <span aria-hidden="true">{mark}</span>
      {cell.change}
      <span className={cmp('hidden')}> {words}</span>
    </span>
  );
}

function NumberCell({ row, place, bars, trans }: ICellProps): React.ReactElement {
  const cell = row.cells[place];
  const raw = bars === 'raw' && typeof cell.value === 'number';
  const showsBar = bars === 'score' && typeof cell.score === 'number';
  return (
    <span className={cmp('number', `number-${bars}`)} title={cell.note || undefined}>
      <span className={cmp('value', cell.best && 'best')}>
        {raw ? numberText(cell.value ?? 0, 8) : cell.text}
        {cell.best && <span className={cmp('hidden')}> {trans.__('best')}</span>}
      </span>
      {showsBar && <Bar score={cell.score ?? 0} place={place} trans={trans} />}
      {bars !== 'raw' && <Change cell={cell} trans={trans} />}
    </span>
  );
}

function TextCell({ row, place, trans, open, onDiff }: ICellProps): React.ReactElement {
  const cell = row.cells[place];
  const text = (
    <span className={cmp(cell.state === 'other' ? 'other' : 'same')} title={cell.text}>
      {cell.text}
    </span>
  );
  if (cell.diff.length === 0) {
    return text;
  }
  return (
    <button
      type="button"
      className={cmp('diff-button')}
      aria-expanded={open}
      aria-label={trans.__('%1: %2, show the difference', row.label, cell.text)}
      onClick={onDiff}
    >
      {text}
      <Icon name="down" size={12} />
    </button>
  );
}

/** The content of one cell. */
export function Cell(props: ICellProps): React.ReactElement {
  const cell = props.row.cells[props.place];
  switch (cell.state) {
    case 'value':
      return <NumberCell {...props} />;
    case 'unsure':
      return (
        <span className={cmp('refused')} title={cell.note}>
          <Icon name="warn" tone="warn" size={12} /> {cell.text} <span>{props.trans.__('not confirmed')}</span>
        </span>
      );
    case 'unlike':
      return (
        <span className={cmp('refused')} title={cell.note}>
          <Icon name="warn" tone="warn" size={12} /> {cell.note}
        </span>
      );
    case 'missing':
      return <span className={cmp('unset')}>{cell.note}</span>;
    default:
      return <TextCell {...props} />;
  }
}
