/** Keys and the query language, on "?". */
import * as React from 'react';

import { Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';

function keys(trans: ITrans): [string[], string][] {
  const accel = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
  return [
    [[accel, 'Shift', 'Y'], trans.__('Open, or return to the notebook')],
    [['/'], trans.__('Search')],
    [['↓'], trans.__('From search to results')],
    [['Enter'], trans.__('Open the card')],
    [['I'], trans.__('Insert load code')],
    [['Space'], trans.__('Select')],
    [['C'], trans.__('Compare what is selected')],
    [['X'], trans.__('Clear the selection')],
    [['→'], trans.__('Preview')],
    [['W'], trans.__('Why here')],
    [['.'], trans.__('More actions')],
    [['F'], trans.__('Filters')],
    [['S'], trans.__('Save this search')],
    [['Esc'], trans.__('Step back, then to the notebook')]
  ];
}

function syntax(trans: ITrans): [string, string][] {
  return [
    ['task:detection', trans.__('field is')],
    ['-license:agpl-3.0', trans.__('is not')],
    ['license:mit,isc', trans.__('any of')],
    ['map>40 params<50M', trans.__('more, less')],
    ['map:40..50', trans.__('between')],
    ['updated<30d', trans.__('newer than')],
    ['owner:@me', trans.__('people')],
    ['has:license', trans.__('filled in')],
    ['missing:latency', trans.__('not filled in')],
    ['kernel:ok', trans.__('loads here')],
    ['like:churn@champion', trans.__('similar to')],
    ['(task:a OR tag:b)', trans.__('either')],
    ['"small objects"', trans.__('exact words')]
  ];
}

/** Over the panel until it is closed; an example can be taken as the query. */
export function Help({ trans, onLook, onQuery }: IPanelProps): React.ReactElement {
  const close = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => close.current?.focus(), []);
  const leave = () => onLook({ help: false, focus: 'box' });
  return (
    <section
      className={panelCls('help')}
      aria-label={trans.__('Keys and syntax')}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          leave();
        }
      }}
    >
      <div className={panelCls('filters-head')}>
        <h2 className={panelCls('grow')}>{trans.__('Keys')}</h2>
        <button
          ref={close}
          type="button"
          className={panelCls('tool')}
          title={trans.__('Close')}
          aria-label={trans.__('Close the help')}
          onClick={leave}
        >
          <Icon name="cross" size={12} />
        </button>
      </div>
      <dl>
        {keys(trans).map(([names, does]) => (
          <React.Fragment key={does}>
            <dt>
              {names.map(name => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </React.Fragment>
        ))}
      </dl>
      <h2>{trans.__('Search')}</h2>
      <dl className={panelCls('syntax')}>
        {syntax(trans).map(([example, does]) => (
          <React.Fragment key={example}>
            <dt>
              <button
                type="button"
                dir="ltr"
                title={trans.__('Search for this')}
                onClick={() => {
                  onQuery(example);
                  leave();
                }}
              >
                {example}
              </button>
            </dt>
            <dd>{does}</dd>
          </React.Fragment>
        ))}
      </dl>
    </section>
  );
}
