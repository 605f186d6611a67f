/** An empty registry: three steps, each one action. */
import * as React from 'react';

import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { PanelButton } from './parts';

const IMPORT = 'jupyter-registry import cards.jsonl';

/** The cell that publishes a variable. */
function publishCode(variable: string): string {
  return `%publish ${variable} --name my-model`;
}

/** The names of fitted models in the active kernel; asked anew for another notebook. */
function useFitted({ onFindFitted, notebook }: IPanelProps): string[] {
  const [names, setNames] = React.useState<string[]>([]);
  React.useEffect(() => {
    let asked = true;
    setNames([]);
    if (notebook && onFindFitted) {
      onFindFitted().then(
        found => asked && setNames(found),
        () => undefined // a kernel that does not answer offers nothing
      );
    }
    return () => {
      asked = false;
    };
  }, [onFindFitted, notebook]);
  return names;
}

/** Ready, publish, import. */
export function FirstRun(props: IPanelProps): React.ReactElement {
  const { start, trans, onCopy, onInsertCode, onLook, onPublish, notebook } = props;
  const { status } = start;
  const fitted = useFitted(props);
  const code = publishCode(fitted[0] ?? 'model');
  return (
    <div className={panelCls('start')}>
      <h2>{trans.__('No models here yet')}</h2>
      <p className={panelCls('muted')}>
        {trans.__('Publish one from a notebook, or bring in models you already have.')}
      </p>
      <ol className={panelCls('steps')}>
        <Step mark={<Icon name="check" size={12} />} done title={trans.__('Registry is ready')}>
          <p>
            {trans.__('Stored at')} <code dir="ltr">{status?.location}</code>
          </p>
          {status && !status.writable && <p className={panelCls('line-warning')}>{status.reason}</p>}
          <div className={panelCls('buttons')}>
            <PanelButton onClick={() => onLook({ registries: true })}>{trans.__('Use a shared registry…')}</PanelButton>
          </div>
        </Step>
        <Step mark="2" title={trans.__('Publish your first model')}>
          <p>{trans.__('Run this after training. Code, data, packages and metrics are captured for you.')}</p>
          <pre dir="ltr">{code}</pre>
          <div className={panelCls('buttons')}>
            {onInsertCode && notebook && (
              <PanelButton kind="primary" icon="insert" onClick={() => onInsertCode(code)}>
                {trans.__('Insert in notebook')}
              </PanelButton>
            )}
            <PanelButton icon="copy" onClick={() => onCopy(code)}>
              {trans.__('Copy')}
            </PanelButton>
          </div>
          {notebook && fitted.length > 0 && (
            <p>
              <bdi>{notebook}</bdi>:{' '}
              {trans._n('%1 fitted model in memory', '%1 fitted models in memory', fitted.length)}{' '}
              {onInsertCode &&
                fitted.map(name => (
                  <PanelButton key={name} kind="link" onClick={() => onInsertCode(publishCode(name))}>
                    {name}
                  </PanelButton>
                ))}
            </p>
          )}
          {notebook && onPublish && (
            <PanelButton kind="link" onClick={onPublish}>
              {trans.__('Publish with a form…')}
            </PanelButton>
          )}
        </Step>
        <Step mark="3" title={trans.__('Or import what exists')}>
          <p>{trans.__('Model cards as JSON lines, or README.md files with front matter.')}</p>
          <pre dir="ltr">{IMPORT}</pre>
          <div className={panelCls('buttons')}>
            <PanelButton icon="copy" onClick={() => onCopy(IMPORT)}>
              {trans.__('Copy')}
            </PanelButton>
          </div>
        </Step>
      </ol>
    </div>
  );
}

interface IStepProps {
  mark: React.ReactNode;
  title: string;
  done?: boolean;
  children: React.ReactNode;
}

function Step({ mark, title, done, children }: IStepProps): React.ReactElement {
  return (
    <li>
      <span className={panelCls('step-mark', done && 'step-done')} aria-hidden="true">
        {mark}
      </span>
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
}
