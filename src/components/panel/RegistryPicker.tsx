/** Which registry the panel shows, in its first line: what it is, what may be done in it, how to use another. */
import * as React from 'react';

import { troubleText } from '../../state/door';
import { Icon } from '../card/bits';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { PanelButton } from './parts';

const ANOTHER = 'JUPYTER_REGISTRY=https://host/base/ jupyter lab';

/** The name of the registry with the state of its connection; opens what is to be known of it. */
export function RegistryPicker(props: IPanelProps): React.ReactElement {
  const { start, trouble, look, trans, onLook } = props;
  const root = React.useRef<HTMLDivElement>(null);
  const id = React.useId();
  const { status } = start;
  const state = trouble ? trouble.message : status ? trans.__('Connected') : trans.__('Connecting');
  const close = () => {
    onLook({ registries: false });
    root.current?.querySelector('button')?.focus();
  };
  return (
    <div
      ref={root}
      className={panelCls('picker', 'grow')}
      onBlur={event => look.registries && !root.current?.contains(event.relatedTarget) && onLook({ registries: false })}
      onKeyDown={event => {
        if (look.registries && event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
      }}
    >
      <button
        type="button"

        aria-haspopup="dialog"
        aria-expanded={look.registries}
        aria-controls={look.registries ? id : undefined}
        title={status?.location}
        onClick={() => onLook({ registries: !look.registries })}
      >
        <span
          className={panelCls('dot', trouble ? 'dot-away' : status && 'dot-on')}
          role="img"
          aria-label={state}
          title={state}
        />
        <b className={panelCls('clip')}>{status?.name ?? trans.__('Model Registry')}</b>
        <Icon name="down" size={12} />
      </button>
      {look.registries && <Registries {...props} id={id} />}
    </div>
  );
}

/** A Jupyter server has one registry, so there is one to list and a way to another. */
function Registries({ id, start, trouble, trans, onCopy }: IPanelProps & { id: string }): React.ReactElement {
  const { status } = start;
  const box = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      id={id}
      className={panelCls('pop', 'registries')}
      role="dialog"
      tabIndex={-1}
      aria-label={trans.__('Registries')}
    >
      {status && (
        <div className={panelCls('registry')}>
          <Icon name="check" tone="ok" />
          <div>
            <b>{status.name}</b>
            <p>
              <code dir="ltr">{status.location}</code>
            </p>
            <p>
              {trans._n('%2 model', '%2 models', start.listed, numberText(start.listed, 9))},{' '}
              {trans.__('your role: %1', status.actor.role)}
            </p>
            {!status.writable && <p className={panelCls('line-warning')}>{status.reason}</p>}
          </div>
        </div>
      )}
      {trouble && <p className={panelCls('line-warning')}>{troubleText(trouble)}</p>}
      <p className={panelCls('muted')}>
        {trans.__(
          'A Jupyter server and its kernels use one registry: a file, or one that a team shares. For another, start it with'
        )}
      </p>
      <pre dir="ltr">{ANOTHER}</pre>
      <PanelButton icon="copy" onClick={() => onCopy(ANOTHER)}>
        {trans.__('Copy')}
      </PanelButton>
    </div>
  );
}
