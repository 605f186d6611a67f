/** The bar above a comparison: add a model, what the bars say, the weights, and the ways out. */
import * as React from 'react';

import { MOST_COMPARED } from '../../state/compareLook';
import type { Bars } from '../../state/compareLook';
import { Button, Icon } from '../card/bits';
import type { ICompareProps } from './contract';
import { cmp } from './contract';
import { isEqual } from './rows';

function BarChoice({ look, trans, onLook }: ICompareProps): React.ReactElement {
  const choices: readonly (readonly [Bars, string])[] = [
    ['score', trans.__('0 to 100')],
    ['change', trans.__('Change from baseline')],
    ['raw', trans.__('Raw')]
  ];
  return (
    <span className={cmp('choices')} role="group" aria-label={trans.__('Bars')}>
      {choices.map(([bars, label]) => (
        <button
          key={bars}
          type="button"
          aria-pressed={look.bars === bars}
          // Every cell is drawn again: in pieces, so that the page goes on in between.
          onClick={() => React.startTransition(() => onLook?.({ bars }))}
        >
          {label}
        </button>
      ))}
    </span>
  );
}

/** The bar. */
export function Toolbar(props: ICompareProps): React.ReactElement {
  const { comparison, look, trans, onLook, onAdd, onInsertTable, onCopyMarkdown, onCopyLink } = props;
  const full = comparison.versions.length >= MOST_COMPARED;
  return (
    <div className={cmp('toolbar')} role="group" aria-label={trans.__('Comparison')}>
      {onAdd && (
        <Button
          small
          kind="ghost"
          icon="plus"
          label={trans.__('Add a model')}
          disabled={full}
          title={full ? trans.__('At most %1 versions fit', MOST_COMPARED) : undefined}
          onClick={onAdd}
        />
      )}
      <BarChoice {...props} />
      {comparison.scored > 0 && (
        <Button
          small
          kind="ghost"
          expanded={look.weighing}
          label={
            <>
              {isEqual(look.weights) ? trans.__('Weights: equal') : trans.__('Weights: yours')}{' '}
              <Icon name="down" size={12} />
            </>
          }
          onClick={() => onLook?.({ weighing: !look.weighing })}
        />
      )}
      <span className={cmp('grow')} />
      {onInsertTable && (
        <Button small kind="ghost" icon="notebook" label={trans.__('Insert as table')} onClick={onInsertTable} />
      )}
      {onCopyMarkdown && (
        <Button small kind="ghost" icon="copy" label={trans.__('Copy as Markdown')} onClick={onCopyMarkdown} />
      )}
      {onCopyLink && <Button small kind="ghost" icon="link" label={trans.__('Link')} onClick={onCopyLink} />}
    </div>
  );
}
