/** Set, move or take away an alias: what it does is stated before it is done. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls } from './bits';
import type { ITrans } from './contract';

interface IAliasFormProps {
  card: ModelCard;
  trans: ITrans;
  onSetAlias: (alias: string, number: number | null) => void;
  onClose: () => void;
}

/** Whether a registry accepts this text as an alias. */
export function isAlias(text: string): boolean {
  return /^[a-z][a-z0-9._-]{0,63}$/.test(text) && !text.includes('..');
}

function effectText(alias: string, from: number | undefined, to: number | null, trans: ITrans): string {
  if (!isAlias(alias)) {
    return alias === ''
      ? trans.__('Type or choose an alias.')
      : trans.__('An alias starts with a letter and holds a-z, 0-9, ".", "_" and "-".');
  }
  if (to === null) {
    return trans.__('@%1 goes away. Code that loads it stops finding a version.', alias);
  }
  if (from === undefined) {
    return trans.__('@%1 is new and points at v%2.', alias, to);
  }
  return from === to
    ? trans.__('@%1 points at v%2 already.', alias, to)
    : trans.__('@%1 moves from v%2 to v%3. Code that loads it gets v%3 next time.', alias, from, to);
}

/** The line to choose in, and the sentence that says what will happen. */
export function AliasForm({ card, trans, onSetAlias, onClose }: IAliasFormProps): React.ReactElement {
  const id = React.useId();
  const known = Object.keys(card.model.aliases).sort();
  const [alias, setAlias] = React.useState(known[0] ?? 'champion');
  const [target, setTarget] = React.useState(String(card.version.number));
  const from: number | undefined = card.model.aliases[alias];
  const to = target === '' ? null : Number(target);
  const useless = !isAlias(alias) || from === to || (to === null && from === undefined);
  return (
    <form
      className={cls('confirm')}
      aria-label={trans.__('Move an alias')}
      onSubmit={event => {
        event.preventDefault();
        if (!useless) {
          onSetAlias(alias, to);
          onClose();
        }
      }}
    >
      <label htmlFor={`${id}-alias`}>{trans.__('Alias')}</label>
      <input
        id={`${id}-alias`}
        list={`${id}-known`}
        autoFocus
        dir="ltr"
        value={alias}
        onChange={event => setAlias(event.currentTarget.value.trim().replace(/^@/, ''))}
      />
      <datalist id={`${id}-known`}>
        {known.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <label htmlFor={`${id}-to`}>{trans.__('points at')}</label>
      <select id={`${id}-to`} value={target} onChange={event => setTarget(event.currentTarget.value)}>
        {card.versions.map(version => (
          <option key={version.number} value={version.number}>{`v${version.number}`}</option>
        ))}
        <option value="">{trans.__('no version')}</option>
      </select>
      <Button
        small
        submit
        kind="primary"
        disabled={useless}
        label={
          to === null ? trans.__('Take away') : from === undefined ? trans.__('Set alias') : trans.__('Move alias')
        }
      />
      <Button small label={trans.__('Cancel')} onClick={onClose} />
      <p className={cls('confirm-effect')} role="status">
        {effectText(alias, from, to, trans)}
      </p>
    </form>
  );
}
