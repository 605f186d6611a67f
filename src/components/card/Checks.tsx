/** What was checked automatically: the newest verdict of each check, its evidence, and the earlier ones. */
import * as React from 'react';

import type { RecordedCheck, Records } from '../../schema';
import { Button, cls, Icon, Nothing, Section } from './bits';
import type { IconName } from './bits';
import type { ICardActions, ITrans } from './contract';
import { Evidence } from './Evidence';
import { ageText, momentText } from './words';

interface IChecksProps extends ICardActions {
  id: string;
  /** Name and number of the version. */
  versionRef: string;
  records: Records;
  trans: ITrans;
}

type Verdict = RecordedCheck['check']['verdict'];

const MARKS: Record<Verdict, [IconName, 'ok' | 'warn' | 'err']> = {
  passed: ['check', 'ok'],
  warning: ['warn', 'warn'],
  failed: ['error', 'err']
};

/** The newest of each name first, in the order in which they were made; with it the earlier ones. */
export function newestChecks(checks: readonly RecordedCheck[]): RecordedCheck[][] {
  const byName = new Map<string, RecordedCheck[]>();
  for (const one of checks) {
    byName.set(one.check.name, [...(byName.get(one.check.name) ?? []), one]);
  }
  return [...byName.values()];
}

/** Passed and all, of the newest of each check: "2/3"; undefined without checks. */
export function checkedText(checks: readonly RecordedCheck[]): string | undefined {
  const newest = newestChecks(checks).map(([one]) => one);
  const passed = newest.filter(one => one.check.verdict === 'passed').length;
  return newest.length > 0 ? `${passed}/${newest.length}` : undefined;
}

function verdictText(verdict: Verdict, trans: ITrans): string {
  const texts: Record<Verdict, string> = {
    passed: trans.__('passed'),
    warning: trans.__('warning'),
    failed: trans.__('failed')
  };
  return texts[verdict];
}

function Line({ one, trans }: { one: RecordedCheck; trans: ITrans }): React.ReactElement {
  const { name, verdict, summary, evidence } = one.check;
  const [icon, tone] = MARKS[verdict];
  const head = (
    <>
      <Icon name={icon} tone={tone} />
      <span className={cls('grow')}>
        <b>{name}</b> {verdictText(verdict, trans)}
        {summary && <span className={cls('check-text')}>{summary}</span>}
      </span>
      <time className={cls('muted')} dateTime={one.at} title={`${momentText(one.at)}, ${one.by}`}>
        {ageText(one.at, trans)}
      </time>
    </>
  );
  if (Object.keys(evidence ?? {}).length === 0) {
    return <div className={cls('check')}>{head}</div>;
  }
  return (
    <details className={cls('check-fold')}>
      <summary className={cls('check')}>{head}</summary>
      <Evidence evidence={evidence ?? {}} trans={trans} />
    </details>
  );
}

function Check({ all, trans }: { all: readonly RecordedCheck[]; trans: ITrans }): React.ReactElement {
  const [open, setOpen] = React.useState(false);
  const [newest, ...earlier] = all;
  return (
    <li>
      <Line one={newest} trans={trans} />
      {earlier.length > 0 && (
        <div className={cls('earlier')}>
          <Button
            kind="link"
            small
            expanded={open}
            name={trans.__('Earlier verdicts: %1', newest.check.name)}
            label={trans._n('%1 earlier', '%1 earlier', earlier.length)}
            onClick={() => setOpen(!open)}
          />
          {open && earlier.map(one => <Line key={one.sequence} one={one} trans={trans} />)}
        </div>
      )}
    </li>
  );
}

/** The cell that runs a version again and compares its metrics. */
export function reproduceCode(versionRef: string): string {
  return `import jupyter_registry as registry\n\nregistry.reproduce("${versionRef}")`;
}

/** Section with one line for each check. */
export function Checks({ id, versionRef, records, trans, onInsert }: IChecksProps): React.ReactElement {
  const checks = newestChecks(records.checks);
  return (
    <Section
      id={id}
      title={trans.__('Checks')}
      aside={
        onInsert && (
          <Button
            small
            label={trans.__('Run again')}
            title={trans.__('Insert the cell that runs it again')}
            onClick={() => onInsert(reproduceCode(versionRef))}
          />
        )
      }
    >
      {checks.length === 0 ? (
        <Nothing>{trans.__('Not checked yet. Reproduce it, or measure the drift of your data against it.')}</Nothing>
      ) : (
        <ul className={cls('box', 'checks')}>
          {checks.map(all => (
            <Check key={all[0].check.name} all={all} trans={trans} />
          ))}
        </ul>
      )}
    </Section>
  );
}
