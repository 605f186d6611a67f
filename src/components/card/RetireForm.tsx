/** Take a version out of use, now or from a day on: what it does to others is stated before it is done. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls } from './bits';
import type { IRetirement, ITrans } from './contract';
import type { ILineagePart } from './lineage/contract';
import { dependentsOf } from './lineage/impact';
import { activeDeployments } from './ReuseBox';

interface IRetireFormProps {
  card: ModelCard;
  lineage?: ILineagePart;
  number: number;
  trans: ITrans;
  onRetire: (number: number, how: IRetirement) => void;
  onClose: () => void;
}

/** Who is affected, where the card knows it: it holds the deployments of the version shown. */
function effectText({ card, lineage, number, trans }: IRetireFormProps): string {
  const aliases = Object.entries(card.model.aliases)
    .filter(([, target]) => target === number)
    .map(([alias]) => `@${alias}`);
  const places = number === card.version.number ? activeDeployments(card.records).length : 0;
  const ref = `${card.model.name}:${number}`;
  const known = lineage?.lineage ? dependentsOf(lineage.lineage, ref) : { derived: 0, consumers: 0 };
  return [
    aliases.length > 0 ? trans.__('%1 still points at it.', aliases.join(', ')) : '',
    places > 0 ? trans._n('%1 deployment uses it.', '%1 deployments use it.', places) : '',
    known.consumers > 0
      ? trans._n('%1 notebook or service loads it.', '%1 notebooks or services load it.', known.consumers)
      : '',
    known.derived > 0 ? trans._n('%1 version is made from it.', '%1 versions are made from it.', known.derived) : ''
  ]
    .filter(Boolean)
    .join(' ');
}

/** The line to fill in. */
export function RetireForm(props: IRetireFormProps): React.ReactElement {
  const { number, trans, onRetire, onClose } = props;
  const [reason, setReason] = React.useState('');
  const [day, setDay] = React.useState('');
  const [replacement, setReplacement] = React.useState('');
  const id = React.useId();
  const effect = effectText(props);
  return (
    <form
      className={cls('confirm')}
      aria-label={trans.__('Retire v%1', number)}
      onKeyDown={event => event.key === 'Escape' && onClose()}
      onSubmit={event => {
        event.preventDefault();
        onRetire(number, { reason: reason.trim(), sunset_on: day || null, replacement: replacement.trim() });
        onClose();
      }}
    >
      <label htmlFor={`${id}-reason`}>
        {trans.__('Retire v%1: it still loads, with a warning that gives this reason.', number)}
      </label>
      <input
        id={`${id}-reason`}
        autoFocus
        value={reason}
        placeholder={trans.__('Reason')}
        maxLength={500}
        onChange={event => setReason(event.currentTarget.value)}
      />
      <label htmlFor={`${id}-day`}>{trans.__('Offered until')}</label>
      <input id={`${id}-day`} type="date" value={day} onChange={event => setDay(event.currentTarget.value)} />
      <label htmlFor={`${id}-instead`}>{trans.__('Use instead')}</label>
      <input
        id={`${id}-instead`}
        dir="ltr"
        value={replacement}
        placeholder={trans.__('model or model:3')}
        maxLength={200}
        onChange={event => setReplacement(event.currentTarget.value)}
      />
      <Button
        small
        submit
        kind="primary"
        label={day ? trans.__('Set the sunset of v%1', number) : trans.__('Retire v%1', number)}
      />
      <Button small label={trans.__('Cancel')} onClick={onClose} />
      {effect && <p className={cls('confirm-effect')}>{effect}</p>}
    </form>
  );
}
