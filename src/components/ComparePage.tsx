/** Two to six versions side by side: sentences first, then the trade-off, then the table. Pure. */
import * as React from 'react';

import type { ICompareProps } from './compare/contract';
import { cmp } from './compare/contract';
import { Findings } from './compare/Findings';
import { Plot } from './compare/Plot';
import { Table } from './compare/Table';
import { Toolbar } from './compare/Toolbar';
import { Weights } from './compare/Weights';

interface IComparePageProps extends ICompareProps {
  busy?: boolean;
  /** Why what is shown could not be read again; empty when it could. */
  fault?: string;
  /** Another number puts the focus on the heading. */
  focusRequest?: number;
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea');
}

/** A comparison with its controls. */
export function ComparePage(props: IComparePageProps): React.ReactElement {
  const { look, onLook, letters, busy, fault, focusRequest } = props;
  const root = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (focusRequest) {
      root.current?.querySelector('h1')?.focus({ preventScroll: true });
    }
  }, [focusRequest]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
    if (plain && event.key.toLowerCase() === 'd' && letters?.() !== false) {
      event.preventDefault();
      event.stopPropagation();
      onLook?.({ onlyDifferences: !look.onlyDifferences });
    }
  };
  return (
    <div ref={root} className={`jp-ModelRegistry-card ${cmp('page')}`} aria-busy={busy} onKeyDown={onKeyDown}>
      <Toolbar {...props} />
      <Weights {...props} />
      {fault && (
        <p className={cmp('fault')} role="alert">
          {fault}
        </p>
      )}
      <div className={cmp('summary')}>
        <Findings {...props} />
        <Plot {...props} />
      </div>
      <Table {...props} />
    </div>
  );
}
