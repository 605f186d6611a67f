/** What the newest measure of drift says, with the remedies it found. */
import * as React from 'react';

import type { RecordedCheck } from '../../schema';
import { cls, Icon, Pill } from './bits';
import type { ITrans } from './contract';
import { numberText } from './words';

interface IColumn {
  column?: unknown;
  psi?: unknown;
}

const SHOWN = 3;

function newestDrift(checks: readonly RecordedCheck[]): RecordedCheck | undefined {
  return checks.find(one => one.check.name === 'drift');
}

/** The verdict in a word; nothing where drift was never measured. */
export function driftPill(checks: readonly RecordedCheck[], trans: ITrans): React.ReactElement | null {
  const drift = newestDrift(checks);
  if (!drift) {
    return null;
  }
  const { verdict, summary } = drift.check;
  return verdict === 'passed' ? (
    <Pill tone="ok" title={summary}>
      {trans.__('drift: stable')}
    </Pill>
  ) : (
    <Pill tone={verdict === 'failed' ? 'err' : 'warn'} title={summary}>
      {verdict === 'failed' ? trans.__('drift: drifted') : trans.__('drift: moved')}
    </Pill>
  );
}

/** The column that moved most, and what helps. */
export function DriftNotes({ checks, trans }: { checks: readonly RecordedCheck[]; trans: ITrans }) {
  const evidence = newestDrift(checks)?.check.evidence;
  const texts = Array.isArray(evidence?.remedies) ? evidence.remedies.map(String) : [];
  const [most] = (Array.isArray(evidence?.columns) ? evidence.columns : []) as IColumn[];
  if (!evidence) {
    return null;
  }
  return (
    <>
      {typeof most?.psi === 'number' && (
        <p className={cls('muted')}>{trans.__('Largest PSI: %1, %2', numberText(most.psi, 2), String(most.column))}</p>
      )}
      <ul className={cls('points')}>
        {texts.slice(0, SHOWN).map((text, index) => (
          <li key={index}>
            <Icon name="warn" tone="warn" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
