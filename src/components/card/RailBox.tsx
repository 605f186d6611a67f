/** A part of the rail. In a narrow card it is a line of a strip that opens on request. */
import * as React from 'react';

import { cls, Icon } from './bits';
import type { ITrans } from './contract';

interface IRailBoxProps {
  title: string;
  /** Shown beside the title; all that a narrow strip shows. */
  summary?: React.ReactNode;
  trans: ITrans;
  children?: React.ReactNode;
}

/** The part with its heading. */
export function RailBox({ title, summary, trans, children }: IRailBoxProps): React.ReactElement {
  const [open, setOpen] = React.useState(false);
  const body = React.useId();
  return (
    <div className={cls('box', 'rail-box', open && 'rail-open')}>
      <div className={cls('box-head')}>
        <h2>{title}</h2>
        {summary !== undefined && <span className={cls('box-aside')}>{summary}</span>}
        <button
          type="button"
          className={cls('rail-toggle')}
          aria-expanded={open}
          aria-controls={body}
          aria-label={open ? trans.__('Hide: %1', title) : trans.__('Show: %1', title)}
          onClick={() => setOpen(!open)}
        >
          <Icon name="down" size={12} />
        </button>
      </div>
      <div className={cls('box-body', 'rail-body')} id={body}>
        {children}
      </div>
    </div>
  );
}

interface IPairsProps {
  /** Label and value; a row without a value is left out. */
  rows: readonly (readonly [string, React.ReactNode])[];
}

/** Labels with their values. */
export function Pairs({ rows }: IPairsProps): React.ReactElement {
  return (
    <dl className={cls('pairs')}>
      {rows
        .filter(([, value]) => value !== '' && value !== null && value !== undefined)
        .map(([label, value]) => (
          <React.Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
    </dl>
  );
}
