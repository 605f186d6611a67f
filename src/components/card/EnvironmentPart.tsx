/** The environment a version was made in, against the kernel of the notebook at hand. */
import * as React from 'react';

import type { Environment } from '../../schema';
import { Button, cls, Icon, Nothing, Section } from './bits';
import type { ICardActions, IKernelFacts, ITrans } from './contract';
import { fitOf, installCode } from './fit';
import type { IFit, IFitLine } from './fit';
import { sizeText } from './words';

interface IEnvironmentProps extends ICardActions {
  id: string;
  environment: Environment | null | undefined;
  kernel: IKernelFacts | null;
  trans: ITrans;
}

function Verdict({ fit, props }: { fit: IFit; props: IEnvironmentProps }): React.ReactElement | null {
  const { trans, onInsert, onCopy } = props;
  if (fit.lines.length === 0) {
    return null;
  }
  const same = fit.lines.filter(line => line.state === 'same').length;
  const counted = trans.__('%1 of %2 packages match this kernel.', same, fit.lines.length);
  const act = onInsert ?? onCopy;
  if (fit.verdict !== 'missing') {
    return (
      <p className={cls('banner', fit.verdict === 'loads' ? 'banner-ok' : 'banner-acc')}>
        <Icon name={fit.verdict === 'loads' ? 'check' : 'info'} tone={fit.verdict === 'loads' ? 'ok' : 'acc'} />
        <span>
          {fit.verdict === 'loads' && <b>{trans.__('Loads in your kernel.')} </b>}
          {counted}
        </span>
      </p>
    );
  }
  return (
    <div className={cls('banner', 'banner-warn')}>
      <Icon name="warn" tone="warn" />
      <span className={cls('grow')}>
        <b>{trans.__('Loads after one install.')}</b> {counted}{' '}
        {trans.__('Missing: %1', fit.missing.map(line => line.name).join(', '))}
      </span>
      {act && (
        <Button
          small
          icon={onInsert ? 'insert' : 'copy'}
          label={onInsert ? trans.__('Insert install cell') : trans.__('Copy install line')}
          onClick={() => act(installCode(fit.missing))}
        />
      )}
    </div>
  );
}

function Effect({ line, trans }: { line: IFitLine; trans: ITrans }): React.ReactElement {
  if (line.state === 'same') {
    return (
      <>
        <Icon name="check" tone="ok" size={12} /> {trans.__('same')}
      </>
    );
  }
  if (line.needed) {
    return (
      <>
        <Icon
          name={line.state === 'missing' ? 'error' : 'warn'}
          tone={line.state === 'missing' ? 'err' : 'warn'}
          size={12}
        />{' '}
        {line.state === 'missing' ? trans.__('needed to load') : trans.__('needed; not tried with this version')}
      </>
    );
  }
  return <span className={cls('muted')}>{trans.__('not needed to load')}</span>;
}

function Packages({
  lines,
  kernel,
  trans
}: {
  lines: readonly IFitLine[];
  kernel: IKernelFacts | null;
  trans: ITrans;
}): React.ReactElement {
  const [all, setAll] = React.useState(false);
  const telling = lines.filter(line => line.needed || (kernel?.packages && line.state === 'other'));
  const shown = all ? lines : telling;
  const compared = Boolean(kernel?.packages);
  return (
    <div className={cls('box', 'scroll')} role="group" aria-label={trans.__('Packages')} tabIndex={0}>
      <table className={cls('table', 'table-code')}>
        <thead>
          <tr>
            <th scope="col">{trans.__('Package')}</th>
            <th scope="col">{trans.__('Made with')}</th>
            {compared && <th scope="col">{trans.__('Your kernel')}</th>}
            {compared && <th scope="col">{trans.__('Effect')}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map(line => (
            <tr key={line.name}>
              <th scope="row">
                <bdi dir="ltr">{line.name}</bdi>
              </th>
              <td>{line.wanted || <span className={cls('unset')}>{trans.__('not set')}</span>}</td>
              {compared && (
                <td className={line.state === 'missing' && line.needed ? cls('tone-err') : undefined}>
                  {line.found || trans.__('not installed')}
                </td>
              )}
              {compared && (
                <td className={cls('plain')}>
                  <Effect line={line} trans={trans} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > telling.length && (
        <p className={cls('table-foot')}>
          <Button
            kind="link"
            small
            expanded={all}
            label={all ? trans.__('Show fewer') : trans.__('All %1 packages', lines.length)}
            onClick={() => setAll(!all)}
          />
        </p>
      )}
    </div>
  );
}

function factsOf(environment: Environment, trans: ITrans): string {
  return [
    environment.python && `${environment.implementation || 'Python'} ${environment.python}`,
    environment.platform,
    environment.machine,
    environment.cpu,
    environment.cpu_count ? trans._n('%1 CPU', '%1 CPUs', environment.cpu_count, environment.cpu_count) : '',
    environment.memory_bytes ? trans.__('%1 memory', sizeText(environment.memory_bytes)) : ''
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Section with the verdict and the packages. */
export function EnvironmentPart(props: IEnvironmentProps): React.ReactElement {
  const { id, environment, kernel, trans } = props;
  const fit = fitOf(environment, kernel);
  const empty = !environment || (!environment.python && !environment.packages?.length && !environment.requires?.length);
  const lines = fit.lines.length > 0 ? fit.lines : environment ? fitOf(environment, bareKernel()).lines : [];
  const against = !kernel
    ? trans.__('no kernel to compare with')
    : kernel.name
      ? trans.__('against the kernel of %1', kernel.name)
      : trans.__('against your kernel');
  return (
    <Section id={id} title={trans.__('Environment')} aside={<span className={cls('muted')}>{against}</span>}>
      {empty ? (
        <Nothing>{trans.__('not set. It is captured when a version is published from a notebook.')}</Nothing>
      ) : (
        <>
          <Verdict fit={fit} props={props} />
          {lines.length > 0 && <Packages lines={lines} kernel={fit.lines.length > 0 ? kernel : null} trans={trans} />}
          <p className={cls('note')}>{environment && factsOf(environment, trans)}</p>
        </>
      )}
    </Section>
  );
}

/** A kernel without packages, to list what a version was made with when there is nothing to compare with. */
function bareKernel(): IKernelFacts {
  return { language: 'python', packages: {} };
}
