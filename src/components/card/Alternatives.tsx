/** Models that could be used instead, each with what sets it apart. */
import * as React from 'react';

import type { Figure, Hit, ModelCard } from '../../schema';
import { Button, cls } from './bits';
import type { ICardActions, ICardAround, ITrans } from './contract';
import { RailBox } from './RailBox';
import { numberText } from './words';

interface IAlternativesProps extends ICardActions {
  card: ModelCard;
  around?: ICardAround;
  trans: ITrans;
}

/** Models held side by side, this one among them. */
const COMPARED = 4;

/** The difference of the first figure of those `names` that both have on the same data; empty when there is none. */
export function differenceText(own: readonly Figure[], other: readonly Figure[], names: readonly string[]): string {
  for (const mine of own.filter(figure => names.includes(figure.label.toLowerCase()))) {
    const theirs = other.find(
      figure => figure.label === mine.label && figure.note === mine.note && figure.unit === mine.unit
    );
    if (theirs) {
      const change = theirs.value - mine.value;
      const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
      return `${sign}${numberText(Math.abs(change), 2)} ${mine.label}`;
    }
  }
  return '';
}

function Line({ hit, props }: { hit: Hit; props: IAlternativesProps }): React.ReactElement {
  const { card, onOpen } = props;
  const metrics = (card.version.manifest.metrics ?? []).map(metric => metric.name.toLowerCase());
  const difference = differenceText(card.hit.figures, hit.figures, metrics);
  const [reason] = hit.reasons;
  return (
    <li>
      <div className={cls('alternative')}>
        {onOpen ? (
          <Button kind="link" small label={<bdi dir="ltr">{hit.model}</bdi>} onClick={() => onOpen(hit.model)} />
        ) : (
          <bdi dir="ltr">{hit.model}</bdi>
        )}
        {difference && <span>{difference}</span>}
      </div>
      {reason && <div className={cls('muted')}>{reason}</div>}
    </li>
  );
}

/** The part of the rail; not there while nothing is alike. */
export function Alternatives(props: IAlternativesProps): React.ReactElement | null {
  const { card, around, trans, onCompare, onSearch } = props;
  const hits = around?.alternatives ?? [];
  if (hits.length === 0) {
    return null;
  }
  const { name } = card.model;
  const refs = [
    `${name}:${card.version.number}`,
    ...hits.slice(0, COMPARED - 1).map(hit => `${hit.model}:${hit.number}`)
  ];
  return (
    <RailBox title={trans.__('Alternatives')} summary={String(hits.length)} trans={trans}>
      <ul className={cls('alternatives')}>
        {hits.map(hit => (
          <Line key={hit.model} hit={hit} props={props} />
        ))}
      </ul>
      <div className={cls('rail-act')}>
        {onCompare && <Button small icon="compare" label={trans.__('Compare all')} onClick={() => onCompare(refs)} />}
        {onSearch && (
          <Button kind="link" small label={trans.__('Find more')} onClick={() => onSearch(`like:${name}`)} />
        )}
      </div>
    </RailBox>
  );
}
