/** Head of a card: which model, which version, one sentence, what to do, seven facts. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Alias, Avatar, Button, cls, Icon, Stage } from './bits';
import { reproduceCode } from './Checks';
import type { ICardActions, ISnippet, ITrans } from './contract';
import { points } from './fields';
import { Menu } from './Menu';
import type { IMenuItem } from './Menu';
import { changeOf, metricText, sameMeasure } from './measures';
import { countText, sizeText, timeText } from './words';

interface IHeaderProps extends ICardActions {
  card: ModelCard;
  trans: ITrans;
  titleId: string;
  /** The snippet that Insert puts into a notebook. */
  load: ISnippet | undefined;
  onEdit?: () => void;
  onJump: (section: 'metrics' | 'use') => void;
}

interface IFact {
  label: string;
  value: React.ReactNode;
  set: boolean;
}

function fact(label: string, value: React.ReactNode, otherwise: string): IFact {
  const set = value !== '' && value !== null && value !== undefined;
  return { label, value: set ? value : otherwise, set };
}

/** The first metric that is also a figure of the hit, with its change since the version before. */
function headline(card: ModelCard, trans: ITrans): IFact {
  const metrics = card.version.manifest.metrics ?? [];
  const shown = (card.hit.figures ?? []).map(figure => figure.label.toLowerCase());
  const metric = metrics.find(item => shown.includes(item.name.toLowerCase())) ?? metrics[0];
  if (!metric) {
    return fact(trans.__('Metric'), '', trans.__('not measured'));
  }
  const before = card.versions.find(version => version.number < card.version.number && version.metrics.length > 0);
  const change = changeOf(
    metric,
    before?.metrics.find(rival => sameMeasure(metric, rival)),
    trans
  );
  const value = (
    <>
      {metricText(metric)}
      {before && change && (
        <small className={cls(`tone-${change.tone}`)}>
          {' '}
          {change.text} <span className={cls('hidden')}>{change.words} </span>
          {trans.__('vs v%1', before.number)}
        </small>
      )}
    </>
  );
  const place = [metric.dataset, metric.split].filter(Boolean).join(' ');
  return fact(place ? `${metric.name}, ${place}` : metric.name, value, '');
}

/** The seven facts under the sentence. */
export function facts(card: ModelCard, trans: ITrans): IFact[] {
  const { manifest } = card.version;
  const resources = manifest.resources;
  const bytes =
    resources?.size_bytes ?? (manifest.artifacts ?? []).reduce((total, artifact) => total + artifact.size, 0);
  const unmeasured = trans.__('not measured');
  const license = points(card.card, 'license')[0] ?? manifest.license ?? '';
  const hardware = resources?.hardware ?? '';
  return [
    headline(card, trans),
    fact(
      hardware ? trans.__('Latency, %1', hardware) : trans.__('Latency'),
      typeof resources?.latency_ms === 'number' ? timeText(resources.latency_ms) : '',
      unmeasured
    ),
    fact(
      trans.__('Parameters'),
      typeof resources?.parameter_count === 'number' ? countText(resources.parameter_count) : '',
      unmeasured
    ),
    fact(trans.__('Size'), bytes ? sizeText(bytes) : '', unmeasured),
    fact(trans.__('License'), license, trans.__('not set')),
    fact(trans.__('Risk level'), points(card.card, 'risk')[0] ?? '', trans.__('not set')),
    fact(
      trans.__('Owner'),
      card.model.owner ? (
        <>
          <Avatar name={card.model.owner} /> {card.model.owner}
        </>
      ) : (
        ''
      ),
      trans.__('not set')
    )
  ];
}

/** Whether a value needs more than a word's room. */
function isLong(item: IFact): item is IFact & { value: string } {
  return typeof item.value === 'string' && item.value.length > 24;
}

/** Whether the title says more than the name. */
function tellingTitle(card: ModelCard): boolean {
  const title = card.model.title.toLowerCase();
  const name = card.model.name.toLowerCase();
  return title !== '' && title !== name && !name.endsWith(`/${title}`);
}

function VersionPicker({ card, trans, onOpen }: IHeaderProps): React.ReactElement {
  const label = trans.__('Version');
  return (
    <span className={cls('select')}>
      <select
        aria-label={label}
        value={card.version.number}
        onChange={event => onOpen?.(`${card.model.name}:${event.currentTarget.value}`)}
      >
        {[...new Set([card.version.number, ...card.versions.map(version => version.number)])]
          .sort((first, second) => second - first)
          .map(number => (
            <option key={number} value={number}>{`v${number}`}</option>
          ))}
      </select>
      <Icon name="down" size={12} />
    </span>
  );
}

/** What this version is compared with: the champion, else the version before it; alone when there is neither. */
export function rivals(card: ModelCard): string[] {
  const { name, aliases } = card.model;
  const { number } = card.version;
  const earlier = card.versions.map(version => version.number).find(other => other < number);
  const rival = aliases.champion !== undefined && aliases.champion !== number ? aliases.champion : earlier;
  const own = `${name}:${number}`;
  return rival === undefined ? [own] : [`${name}:${rival}`, own];
}

function Actions(props: IHeaderProps): React.ReactElement {
  const { card, load, trans, onInsert, onCopy, onEdit, onJump, onCompare } = props;
  const more: (IMenuItem | false | undefined)[] = [
    load && onInsert && onCopy && { label: trans.__('Copy code'), onChoose: () => onCopy(load.code) },
    onCopy && { label: trans.__('Copy ref'), onChoose: () => onCopy(`${card.model.name}:${card.version.number}`) },
    onCopy && { label: trans.__('Copy digest'), onChoose: () => onCopy(card.version.digest) },
    onEdit && { label: trans.__('Edit card'), onChoose: onEdit },
    { label: trans.__('Compare versions'), onChoose: () => onJump('metrics') },
    { label: trans.__('Ways to use it'), onChoose: () => onJump('use') }
  ];
  const act = onInsert ?? onCopy;
  return (
    <div className={cls('header-actions')}>
      {load && act && (
        <Button
          kind="primary"
          icon={onInsert ? 'insert' : 'copy'}
          label={onInsert ? trans.__('Insert in notebook') : trans.__('Copy code')}
          onClick={() => (onInsert ? onInsert(load.code, load.needs) : act(load.code))}
        />
      )}
      {onCompare && <Button icon="compare" label={trans.__('Compare')} onClick={() => onCompare(rivals(card))} />}
      {onInsert && (
        <Button
          label={trans.__('Reproduce')}
          title={trans.__('Insert the cell that runs it again')}
          onClick={() => onInsert(reproduceCode(`${card.model.name}:${card.version.number}`))}
        />
      )}
      <Menu name={trans.__('More')} items={more.filter((item): item is IMenuItem => Boolean(item))} />
    </div>
  );
}

/** Whether the model is among one's favourites; pressed or not. */
function Star({ card, trans, onStar }: IHeaderProps): React.ReactElement | null {
  const { starred, stars } = card.records;
  const name = trans.__('Favourite');
  if (!onStar) {
    return null;
  }
  return (
    <button
      type="button"
      className={cls('btn', 'btn-ghost', 'btn-small', 'star')}
      aria-label={name}
      aria-pressed={starred}
      title={starred ? trans.__('Take it out of your favourites') : trans.__('Put it among your favourites')}
      onClick={() => onStar(!starred)}
    >
      <Icon name="star" />
      {stars > 0 && <span aria-hidden="true">{stars}</span>}
    </button>
  );
}

/** The header of the model page. */
export function Header(props: IHeaderProps): React.ReactElement {
  const { card, trans, titleId } = props;
  const aliases = Object.entries(card.model.aliases ?? {})
    .filter(([, number]) => number === card.version.number)
    .map(([alias]) => alias);
  const sentence = points(card.card, 'purpose')[0] ?? (card.hit.summary || card.version.manifest.summary);
  const trail = [card.hit.task, card.hit.framework].filter(Boolean);
  return (
    <header className={cls('header')}>
      <div className={cls('header-top')}>
        <div className={cls('header-name')}>
          {trail.length > 0 && <p className={cls('trail')}>{trail.join(' › ')}</p>}
          <div className={cls('title-row')}>
            <h1 id={titleId} tabIndex={-1}>
              <bdi dir="ltr">{card.model.name}</bdi>
            </h1>
            <VersionPicker {...props} />
            {aliases.map(alias => (
              <Alias key={alias} name={alias} />
            ))}
            {card.version.stage && <Stage stage={card.version.stage} />}
            <Star {...props} />
          </div>
          {tellingTitle(card) && <p className={cls('subtitle')}>{card.model.title}</p>}
          <p className={cls('sentence')}>
            {sentence || <span className={cls('muted')}>{trans.__('Purpose not set')}</span>}
          </p>
        </div>
        <Actions {...props} />
      </div>
      <dl className={cls('facts')}>
        {facts(card, trans).map(item => (
          <div key={item.label}>
            <dt>{item.label}</dt>
            <dd
              className={cls(!item.set && 'unset', isLong(item) && 'fact-long')}
              title={isLong(item) ? item.value : undefined}
            >
              {item.value}
            </dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
