/** Where the version stands: published, next review, sunset, whom to ask; and taking it out of use or back. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls } from './bits';
import type { ICardActions, ITrans } from './contract';
import { points } from './fields';
import { Pairs, RailBox } from './RailBox';
import { RetireForm } from './RetireForm';
import type { ILineagePart } from './lineage/contract';
import { dateText, momentText, shortDigest } from './words';

interface ILifecycleProps extends ICardActions {
  card: ModelCard;
  lineage?: ILineagePart;
  trans: ITrans;
}

/** Stages of versions that are on their way out of use. */
export const LEAVING = ['retired', 'deprecated'];

function Change({ card, lineage, trans, onRetire, onRestore }: ILifecycleProps): React.ReactElement | null {
  const [retiring, setRetiring] = React.useState(false);
  const { number, stage } = card.version;
  React.useEffect(() => setRetiring(false), [number]);
  if (LEAVING.includes(stage)) {
    return onRestore ? (
      <Button small icon="undo" label={trans.__('Restore v%1', number)} onClick={() => onRestore(number)} />
    ) : null;
  }
  if (!onRetire) {
    return null;
  }
  return retiring ? (
    <RetireForm
      card={card}
      lineage={lineage}
      number={number}
      trans={trans}
      onRetire={onRetire}
      onClose={() => setRetiring(false)}
    />
  ) : (
    <Button kind="link" small label={trans.__('Retire or set a sunset…')} onClick={() => setRetiring(true)} />
  );
}

/** The part of the rail. */
export function Lifecycle(props: ILifecycleProps): React.ReactElement {
  const { card, trans, onOpen } = props;
  const { version } = card;
  const { source, notebook } = version.manifest;
  const review = points(card.card, 'review_by')[0];
  const { replacement } = version;
  return (
    <RailBox title={trans.__('Lifecycle')} summary={version.stage} trans={trans}>
      {version.stage_reason && <p>{version.stage_reason}</p>}
      <Pairs
        rows={[
          [
            trans.__('Published'),
            <time dateTime={version.published_at} title={momentText(version.published_at)}>
              {dateText(version.published_at)}
            </time>
          ],
          [trans.__('By'), version.published_by],
          [trans.__('Next review'), review ? dateText(review) : trans.__('none planned')],
          [trans.__('Sunset'), version.sunset_on ? dateText(version.sunset_on) : trans.__('none planned')],
          [
            trans.__('Use instead'),
            replacement && onOpen ? (
              <Button kind="link" small label={replacement} onClick={() => onOpen(replacement)} />
            ) : (
              replacement
            )
          ],
          [trans.__('Contact'), points(card.card, 'contact')[0] ?? ''],
          [trans.__('Source'), source ? [source.name, source.id].filter(Boolean).join(' · ') : (notebook?.path ?? '')],
          [trans.__('Git'), notebook?.git?.commit?.slice(0, 8) ?? ''],
          [
            trans.__('Digest'),
            <code title={version.digest} dir="ltr">
              {shortDigest(version.digest)}
            </code>
          ]
        ]}
      />
      <div className={cls('rail-act')}>
        <Change {...props} />
      </div>
    </RailBox>
  );
}
