/** One chip of the query box: a filter, or something that was ignored. */
import * as React from 'react';

import { Icon } from '../card/bits';
import type { ITrans } from '../card/contract';
import { panelCls } from './contract';
import { OPERATOR } from './tokens';
import type { IToken } from './tokens';

interface IChipProps {
  token: IToken;
  trans: ITrans;
  onEdit: () => void;
  onRemove: () => void;
  /** To the chip or the input on that side. */
  onStep: (step: -1 | 1) => void;
  /** Something was typed, which goes into the input. */
  onType: () => void;
}

/** What a screen reader says of a chip. */
function spoken({ text, kind, read }: IToken, trans: ITrans): string {
  if (read) {
    return trans.__('%1, understood from “%2”. Enter edits, Delete searches the words', read.label, text);
  }
  switch (kind) {
    case 'bad':
      return trans.__('%1, ignored. Enter edits, Delete removes', text);
    case 'filter':
      return trans.__('%1, filter. Enter edits, Delete removes', text);
    default:
      return trans.__('%1, text. Enter edits, Delete removes', text);
  }
}

/** The chip; keys walk, edit and remove, and the pointer finds a cross over its end. */
export function Chip({ token, trans, onEdit, onRemove, onStep, onType }: IChipProps): React.ReactElement {
  const shown = token.read?.filter ?? token.text;
  const name = OPERATOR.exec(shown)?.[0] ?? '';
  const onKeyDown = (event: React.KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      Enter: onEdit,
      Backspace: onRemove,
      Delete: onRemove,
      ArrowLeft: () => onStep(-1),
      ArrowRight: () => onStep(1)
    };
    if (event.key in acts) {
      event.preventDefault();
      event.stopPropagation();
      acts[event.key]();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      onType();
    }
  };
  return (
    <span
      role="button"
      tabIndex={-1}
      data-chip=""
      className={panelCls('chip', `chip-${token.kind}`)}
      aria-label={spoken(token, trans)}
      title={token.read ? trans.__('Understood from “%1”', token.text) : token.text}
      onClick={onEdit}
      onKeyDown={onKeyDown}
    >
      <bdi dir="ltr">
        {name}
        <b>{shown.slice(name.length)}</b>
      </bdi>
      <span
        className={panelCls('chip-cross')}
        aria-hidden="true"
        title={token.read ? trans.__('Search the words') : trans.__('Remove')}
        onClick={event => {
          event.stopPropagation();
          onRemove();
        }}
      >
        <Icon name="cross" size={10} />
      </span>
    </span>
  );
}
