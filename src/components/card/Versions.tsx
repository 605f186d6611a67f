/** Versions of the model and the aliases that point at them; an alias moves after one confirming line. */
import * as React from 'react';

import type { ModelCard, VersionSummary } from '../../schema';
import { MOST_COMPARED } from '../../state/compareLook';
import { Alias, Avatar, Button, cls, Section, Stage } from './bits';
import { AliasForm } from './AliasForm';
import { AliasHistory } from './AliasHistory';
import type { ICardActions, ICardAround, ITrans } from './contract';
import { LEAVING } from './Lifecycle';
import { metricText } from './measures';
import { RetireForm } from './RetireForm';
import type { ILineagePart } from './lineage/contract';
import { ageText, momentText } from './words';

interface IVersionsProps extends ICardActions {
  id: string;
  card: ModelCard;
  around?: ICardAround;
  lineage?: ILineagePart;
  trans: ITrans;
  now?: number;
}

const FIRST = 8;
/** Versions that come into the table at once; the others on request, so that hundreds never hold up the page. */
const STEP = 100;

function VersionRow({
  version,
  props,
  chosen,
  onChoose,
  onRetiring
}: {
  version: VersionSummary;
  props: IVersionsProps;
  /** Whether it is among those to compare. */
  chosen: boolean;
  /** Choose it for a comparison, or not; missing where nothing can be compared. */
  onChoose?: () => void;
  onRetiring: () => void;
}): React.ReactElement {
  const { card, trans, onOpen, onRetire, onRestore, now } = props;
  const current = version.number === card.version.number;
  const metric = version.metrics[0];
  return (
    <tr className={current ? cls('row-on') : undefined} aria-current={current ? 'true' : undefined}>
      <th scope="row" className={cls('whole')}>
        {onChoose && (
          <input
            type="checkbox"
            className={cls('choose')}
            aria-label={trans.__('Compare version %1', version.number)}
            checked={chosen}
            onChange={onChoose}
          />
        )}
        {current || !onOpen ? (
          `v${version.number}`
        ) : (
          <Button
            kind="link"
            small
            label={`v${version.number}`}
            name={trans.__('Open v%1', version.number)}
            onClick={() => onOpen(`${card.model.name}:${version.number}`)}
          />
        )}
      </th>
      <td>
        <span className={cls('pills')}>
          {version.aliases.map(alias => (
            <Alias key={alias} name={alias} />
          ))}
        </span>
      </td>
      <td>
        <Stage stage={version.stage} />
      </td>
      <td className={cls('num')}>
        {metric ? (
          <>
            <b>{metricText(metric)}</b>{' '}
            <span className={cls('muted')}>
              {[metric.name, metric.dataset, metric.split].filter(Boolean).join(', ')}
            </span>
          </>
        ) : (
          <span className={cls('unset')}>{trans.__('not measured')}</span>
        )}
      </td>
      <td title={version.summary}>
        <span className={cls('clamp')}>{version.summary}</span>
      </td>
      <td className={cls('num', 'muted')} title={momentText(version.published_at)}>
        {ageText(version.published_at, trans, now)}
      </td>
      <td title={version.published_by}>
        <Avatar name={version.published_by} />
        <span className={cls('hidden')}>{version.published_by}</span>
      </td>
      <td className={cls('num')}>
        {LEAVING.includes(version.stage)
          ? onRestore && (
              <Button
                small
                kind="ghost"
                label={trans.__('Restore')}
                name={trans.__('Restore version %1', version.number)}
                onClick={() => onRestore(version.number)}
              />
            )
          : onRetire && (
              <Button
                small
                kind="ghost"
                label={trans.__('Retire…')}
                name={trans.__('Retire version %1', version.number)}
                onClick={onRetiring}
              />
            )}
      </td>
    </tr>
  );
}

/** Section with the versions, newest first. */
export function Versions(props: IVersionsProps): React.ReactElement {
  const { id, card, around, trans, onSetAlias, onRetire, onCompare, onMoreVersions } = props;
  const [room, setRoom] = React.useState(FIRST);
  const [chosen, setChosen] = React.useState<readonly number[]>([]);
  const [moving, setMoving] = React.useState(false);
  const [retiring, setRetiring] = React.useState<number | null>(null);
  const known = [...card.versions, ...(around?.older ?? [])];
  const shown = known.slice(0, room);
  const left = Math.max(known.length, card.model.version_count) - shown.length;
  const more = (): void => {
    setRoom(room === FIRST ? STEP : room + STEP);
    if (room + STEP > known.length && known.length < card.model.version_count) {
      onMoreVersions?.();
    }
  };
  const choose = (number: number): void =>
    setChosen(
      chosen.includes(number) ? chosen.filter(other => other !== number) : [...chosen, number].slice(-MOST_COMPARED)
    );
  const aside = (
    <>
      {onCompare && card.versions.length > 1 && (
        <Button
          small
          icon="compare"
          label={chosen.length > 1 ? trans.__('Compare %1', chosen.length) : trans.__('Compare')}
          disabled={chosen.length < 2}
          title={chosen.length < 2 ? trans.__('Choose two or more versions') : undefined}
          onClick={() => onCompare(chosen.map(number => `${card.model.name}:${number}`))}
        />
      )}
      {onSetAlias && (
        <Button
          small
          icon="tag"
          expanded={moving}
          label={trans.__('Move an alias…')}
          onClick={() => setMoving(!moving)}
        />
      )}
    </>
  );
  return (
    <Section id={id} title={trans.__('Versions')} aside={aside}>
      {moving && onSetAlias && (
        <AliasForm card={card} trans={trans} onSetAlias={onSetAlias} onClose={() => setMoving(false)} />
      )}
      {retiring !== null && onRetire && (
        <RetireForm
          card={card}
          lineage={props.lineage}
          number={retiring}
          trans={trans}
          onRetire={onRetire}
          onClose={() => setRetiring(null)}
        />
      )}
      <div className={cls('box', 'scroll')} role="group" aria-label={trans.__('Versions')} tabIndex={0}>
        <table className={cls('table')}>
          <thead>
            <tr>
              <th scope="col">{trans.__('Version')}</th>
              <th scope="col">{trans.__('Aliases')}</th>
              <th scope="col">{trans.__('Stage')}</th>
              <th scope="col" className={cls('num')}>
                {trans.__('First metric')}
              </th>
              <th scope="col">{trans.__('Summary')}</th>
              <th scope="col" className={cls('num')}>
                {trans.__('Age')}
              </th>
              <th scope="col">{trans.__('By')}</th>
              <th scope="col">
                <span className={cls('hidden')}>{trans.__('Actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(version => (
              <VersionRow
                key={version.number}
                version={version}
                props={props}
                chosen={chosen.includes(version.number)}
                onChoose={onCompare && card.versions.length > 1 ? () => choose(version.number) : undefined}
                onRetiring={() => setRetiring(version.number)}
              />
            ))}
          </tbody>
        </table>
        {(left > 0 || room > FIRST) && known.length > FIRST && (
          <p className={cls('table-foot')}>
            {left > 0 && <Button kind="link" small label={trans.__('%1 older versions', left)} onClick={more} />}{' '}
            {room > FIRST && <Button kind="link" small label={trans.__('Show fewer')} onClick={() => setRoom(FIRST)} />}
          </p>
        )}
      </div>
      <AliasHistory history={card.history} trans={trans} />
    </Section>
  );
}
