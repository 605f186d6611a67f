/** "Can I use it?": stage, kernel, license, personal data; each a mark, words and the way on. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls, Icon } from './bits';
import type { IconName } from './bits';
import type { IKernelFacts, ITrans } from './contract';
import { points } from './fields';
import { installCode } from './fit';
import type { IFit, IFitLine } from './fit';

interface IUseLinesProps {
  card: ModelCard;
  kernel: IKernelFacts | null;
  fit: IFit;
  trans: ITrans;
  onInsert?: (code: string) => void;
  onCopy?: (code: string) => void;
}

type Tone = 'ok' | 'warn' | 'err' | 'acc';
const MARKS: Record<Tone, IconName> = { ok: 'check', warn: 'warn', err: 'error', acc: 'info' };

function Line({ tone, children }: { tone: Tone; children?: React.ReactNode }): React.ReactElement {
  return (
    <li>
      <Icon name={MARKS[tone]} tone={tone} />
      <div>{children}</div>
    </li>
  );
}

/** The verdict in a few words, for the narrow strip. */
export function verdictText(fit: IFit, kernel: IKernelFacts | null, trans: ITrans): string {
  if (!kernel) {
    return trans.__('no kernel');
  }
  switch (fit.verdict) {
    case 'loads':
      return trans.__('loads in this kernel');
    case 'missing':
      return trans._n('needs %1 package', 'needs %1 packages', fit.missing.length, fit.missing.length);
    case 'other-language':
      return trans.__('needs Python');
    default:
      return trans.__('not known');
  }
}

function names(lines: readonly IFitLine[]): string {
  return lines.map(line => line.name).join(', ');
}

function KernelLine({ fit, kernel, trans, onInsert, onCopy }: IUseLinesProps): React.ReactElement {
  if (!kernel) {
    return <Line tone="acc">{trans.__('Open a notebook with a kernel to see whether it loads there.')}</Line>;
  }
  if (fit.verdict === 'other-language') {
    return <Line tone="err">{trans.__('Your kernel speaks %1. The model needs Python.', kernel.language)}</Line>;
  }
  if (fit.verdict === 'missing') {
    const code = installCode(fit.missing);
    const act = onInsert ?? onCopy;
    return (
      <Line tone="warn">
        {trans.__('Your kernel needs')} <b>{names(fit.missing)}</b>.{' '}
        {act && (
          <Button
            kind="link"
            small
            label={onInsert ? trans.__('Insert install cell') : trans.__('Copy install line')}
            onClick={() => act(code)}
          />
        )}
      </Line>
    );
  }
  if (fit.verdict === 'unknown') {
    return <Line tone="acc">{trans.__('The packages it needs are not set, so this kernel was not compared.')}</Line>;
  }
  return <Line tone="ok">{trans.__('Loads in your kernel: every required package is there.')}</Line>;
}

function RequiredLines({ fit, trans }: IUseLinesProps): React.ReactElement | null {
  const needed = fit.lines.filter(line => line.needed);
  if (needed.length === 0) {
    return null;
  }
  return (
    <ul className={cls('required')} aria-label={trans.__('Required packages')}>
      {needed.map(line => (
        <li key={line.name}>
          <Icon
            name={line.state === 'same' ? 'check' : line.state === 'other' ? 'warn' : 'error'}
            tone={line.state === 'same' ? 'ok' : line.state === 'other' ? 'warn' : 'err'}
            size={12}
          />
          <bdi dir="ltr">{line.name}</bdi>{' '}
          <span className={cls('muted')}>
            {line.state === 'missing' && trans.__('not installed')}
            {line.state === 'other' && trans.__('%1 here, made with %2', line.found, line.wanted)}
            {line.state === 'same' && line.found}
          </span>
        </li>
      ))}
    </ul>
  );
}

function StageLine({ card, trans }: IUseLinesProps): React.ReactElement {
  const { stage, stage_reason: reason } = card.version;
  if (stage === 'retired' || stage === 'deprecated') {
    const newest = card.model.newest;
    return (
      <Line tone="err">
        <b>{trans.__('Not for new use: %1', stage)}</b>
        {reason && <div className={cls('muted')}>{reason}</div>}
        {newest !== null && newest !== undefined && newest !== card.version.number && (
          <div>{trans.__('v%1 is the newest version for use.', newest)}</div>
        )}
      </Line>
    );
  }
  return <Line tone={stage === 'approved' ? 'ok' : 'acc'}>{trans.__('Stage: %1', stage || trans.__('not set'))}</Line>;
}

/** All the lines. */
export function UseLines(props: IUseLinesProps): React.ReactElement {
  const { card, fit, kernel, trans } = props;
  const license = points(card.card, 'license')[0] ?? card.version.manifest.license ?? '';
  const personal = points(card.card, 'personal_data')[0] ?? '';
  const wanted = card.version.manifest.environment?.python ?? '';
  return (
    <>
      <ul className={cls('marks')}>
        <StageLine {...props} />
        <KernelLine {...props} />
        {fit.python !== 'unknown' && kernel && (
          <Line tone={fit.python === 'same' ? 'ok' : 'warn'}>
            {fit.python === 'same'
              ? trans.__('Python %1, like the one it was made with', kernel.python ?? '')
              : trans.__('Python %1 here, made with %2', kernel.python ?? '', wanted)}
          </Line>
        )}
        <Line tone={license ? 'ok' : 'warn'}>
          {license ? trans.__('License: %1', license) : trans.__('License not set. Ask the owner before use.')}
        </Line>
        {personal && <Line tone="acc">{trans.__('Personal data in training: %1', personal)}</Line>}
        {card.hit.warning && <Line tone="warn">{card.hit.warning}</Line>}
      </ul>
      <RequiredLines {...props} />
    </>
  );
}
