/** Parts that several views of an inline card share. */
import * as React from 'react';

import type { CapturedLine, Figure, Finding, Hit, Snapshot } from '../../schema';
import { Alias, Button, cls, Icon, Stage } from '../card/bits';
import type { IconName } from '../card/bits';
import type { ITrans } from '../card/contract';
import { dateText, momentText } from '../card/words';
import type { IViewProps } from './contract';

interface IHeadProps {
  icon: IconName;
  tone?: 'ok' | 'warn' | 'err' | 'acc';
  title: React.ReactNode;
  under?: React.ReactNode;
  aside?: React.ReactNode;
}

/** The first line: what this is about and in which state. */
export function Head({ icon, tone, title, under, aside }: IHeadProps): React.ReactElement {
  return (
    <div className={cls('inline-head')}>
      <Icon name={icon} tone={tone} size={20} />
      <div className={cls('grow')}>
        <div className={cls('inline-name')}>{title}</div>
        {under && <div className={cls('inline-under')}>{under}</div>}
      </div>
      {aside}
    </div>
  );
}

/** Name, version, aliases and stage of a hit. */
export function Name({ hit, words }: { hit: Hit; words?: React.ReactNode }): React.ReactElement {
  return (
    <>
      <b>
        <bdi dir="ltr">{hit.model}</bdi>
      </b>{' '}
      <span className={cls('inline-number')}>{`v${hit.number}`}</span> {words}{' '}
      {hit.aliases.map(alias => (
        <Alias key={alias} name={alias} />
      ))}{' '}
      {hit.stage && <Stage stage={hit.stage} />}
    </>
  );
}

/** Ref of a hit by its number: what an output showed stays what it opens. */
export function refOf(hit: Hit): string {
  return `${hit.model}:${hit.number}`;
}

/** Numbers with their names above. */
export function Figures({ figures, trans }: { figures: readonly Figure[]; trans: ITrans }): React.ReactElement {
  if (figures.length === 0) {
    return <p className={cls('muted')}>{trans.__('not measured')}</p>;
  }
  return (
    <dl className={cls('inline-figures')}>
      {figures.map((figure, index) => (
        <div key={index} title={figure.note}>
          <dt>
            {figure.label}
            {figure.note && <span>{figure.note}</span>}
          </dt>
          <dd>{figure.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was captured, one line each. */
export function Captured({ lines, trans }: { lines: readonly CapturedLine[]; trans: ITrans }): React.ReactElement {
  const found = lines.filter(line => line.ok).length;
  return (
    <div className={cls('inline-part')}>
      <p className={cls('inline-title')}>
        {trans.__('Captured for you')} <span>{trans.__('%1 of %2', found, lines.length)}</span>
      </p>
      <ul className={cls('captured')}>
        {lines.map((line, index) => (
          <li key={index}>
            <Icon name={line.ok ? 'check' : 'info'} tone={line.ok ? 'ok' : 'acc'} />
            <span className={cls('muted')}>{line.label}</span>
            <span>
              {line.text || trans.__('not captured')}
              {line.warning && <span className={cls('tone-warn')}> {line.warning}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Findings of the rules: what is wrong, and the fix. */
export function Findings({ findings }: { findings: readonly Finding[] }): React.ReactElement | null {
  if (findings.length === 0) {
    return null;
  }
  return (
    <ul className={cls('findings')}>
      {findings.map((finding, index) => (
        <li key={index} className={cls('banner', finding.level === 'error' ? 'banner-err' : 'banner-warn')}>
          <Icon name={finding.level === 'error' ? 'error' : 'warn'} tone={finding.level === 'error' ? 'err' : 'warn'} />
          <span>
            {finding.message} {finding.fix && <span className={cls('muted')}>{finding.fix}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Secrets that were cut out before anything was written: where, which kind, and the line that is kept. */
export function Removed({ snapshot, trans }: Pick<IViewProps, 'snapshot' | 'trans'>): React.ReactElement | null {
  const { scrubbed } = snapshot;
  if (scrubbed.length === 0) {
    return null;
  }
  return (
    <details className={cls('removed')}>
      <summary>
        {trans._n('%1 secret was cut out', '%1 secrets were cut out', scrubbed.length, scrubbed.length)}
      </summary>
      <ul>
        {scrubbed.map((one, index) => (
          <li key={index}>
            {one.place} ({one.what}): <code dir="ltr">{one.line}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** "as of 23 Nov 2026", with the registry it came from. */
export function AsOf({ snapshot, trans }: { snapshot: Snapshot; trans: ITrans }): React.ReactElement {
  return (
    <time
      className={cls('muted')}
      dateTime={snapshot.as_of}
      title={`${momentText(snapshot.as_of)} ${snapshot.registry}`}
    >
      {trans.__('as of %1', dateText(snapshot.as_of))}
    </time>
  );
}

/** The last line: facts, the date, and what to do next. */
export function Foot(
  props: IViewProps & { facts?: readonly string[]; children?: React.ReactNode }
): React.ReactElement {
  const { snapshot, trans, actions, facts = [], children } = props;
  const { hit, load_code: code } = snapshot;
  const { onInsert, onCopy, onOpen } = actions;
  const act = onInsert ?? onCopy;
  return (
    <div className={cls('inline-foot')}>
      <span className={cls('grow', 'inline-facts')}>
        {facts.map((fact, index) => (
          <React.Fragment key={index}>
            <span>{fact}</span>
            {' · '}
          </React.Fragment>
        ))}
        <AsOf snapshot={snapshot} trans={trans} />
      </span>
      {children}
      {code && act && (
        <Button
          small
          icon={onInsert ? 'insert' : 'copy'}
          label={onInsert ? trans.__('Insert load code') : trans.__('Copy load code')}
          onClick={() => act(code)}
        />
      )}
      {hit && onOpen && <Button small icon="open" label={trans.__('Open card')} onClick={() => onOpen(refOf(hit))} />}
    </div>
  );
}
