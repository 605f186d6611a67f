/** One result: four fixed lines in 96 pixels; the last becomes actions under the pointer and the focus. */
import * as React from 'react';

import type { Figure, Hit } from '../../schema';
import { Alias, Avatar, Icon, Stage } from '../card/bits';
import type { IconName } from '../card/bits';
import type { ITrans } from '../card/contract';
import { ageText, momentText } from '../card/words';
import { panelCls } from './contract';
import { Glyph } from './parts';

/** Characters from which on a match would not be seen, and those shown before it then. */
const FAR = 30;
const BEFORE = 14;

/** What can be done with a result by the pointer. */
export interface ICardActs {
  onOpen: (hit: Hit) => void;
  onInsert: (hits: readonly Hit[]) => void;
  onMore: (press: React.MouseEvent) => void;
}

interface IResultCardProps extends ICardActs {
  hit: Hit;
  /** Whether it is selected; undefined while nothing is. */
  selected?: boolean;
  /** Whether it is a favourite. */
  starred?: boolean;
  /** Why Insert cannot work now; empty when it can. */
  refused: string;
  trans: ITrans;
}

/** What a screen reader says of a result. */
export function spokenOf(hit: Hit, trans: ITrans): string {
  const parts = [
    `${hit.model}, ${[trans.__('version %1', hit.number), ...hit.aliases].join(', ')}`,
    hit.warning || hit.summary,
    hit.figures.map(figure => `${figure.label} ${figure.text}`).join(', ')
  ];
  return parts.filter(Boolean).join('. ');
}

/** The mark of a selected result; nothing while none is. */
export function SelectBox({ selected }: { selected?: boolean }): React.ReactElement | null {
  return selected === undefined ? null : (
    <span className={panelCls('box', selected && 'box-on')} aria-hidden="true">
      {selected && <Icon name="check" size={11} />}
    </span>
  );
}

/** The mark of a favourite. */
export function Star({ trans }: { trans: ITrans }): React.ReactElement {
  return (
    <span className={panelCls('star')} role="img" aria-label={trans.__('Starred')} title={trans.__('Starred')}>
      <Glyph name="star" size={12} />
    </span>
  );
}

/** The four lines. */
export function ResultCard(props: IResultCardProps): React.ReactElement {
  const { hit, selected, starred, trans } = props;
  return (
    <>
      <div className={panelCls('line', 'line-name')}>
        <SelectBox selected={selected} />
        <b>
          <bdi dir="ltr">{hit.model}</bdi>
        </b>
        {starred && <Star trans={trans} />}
        <span className={panelCls('number')}>{`v${hit.number}`}</span>
      </div>
      <div className={panelCls('line', hit.warning ? 'line-warning' : 'line-summary')}>
        {hit.warning ? (
          <span className={panelCls('clip')} title={hit.warning}>
            <Icon name="warn" size={12} /> {hit.warning}
          </span>
        ) : (
          <Marked hit={hit} unset={trans.__('Purpose not set')} />
        )}
      </div>
      <div className={panelCls('line', 'line-figures')}>
        {hit.figures.slice(0, 3).map((figure, place) => (
          <FigureCell key={place} figure={figure} />
        ))}
        {hit.figures.length === 0 && <span className={panelCls('muted')}>{trans.__('Nothing measured')}</span>}
      </div>
      <Facts hit={hit} trans={trans} />
      <Actions {...props} />
    </>
  );
}

function Facts({ hit, trans }: { hit: Hit; trans: ITrans }): React.ReactElement {
  return (
    <div className={panelCls('line', 'line-facts')}>
      {hit.aliases.length > 0 ? <Alias name={hit.aliases[0]} /> : <Stage stage={hit.stage} />}
      <span className={panelCls('clip')} title={hit.framework}>
        {hit.framework}
      </span>
      <span className={panelCls('clip', 'license')} title={hit.license}>
        {hit.license}
      </span>
      <span className={panelCls('age')} title={momentText(hit.published_at)}>
        {ageText(hit.published_at, trans)}
      </span>
      <span className={panelCls('owner')} title={hit.owner}>
        <Avatar name={hit.owner} />
      </span>
    </div>
  );
}

/** For the pointer alone: an option holds no buttons, and the list has keys for the same. */
function Actions({ hit, refused, trans, onOpen, onInsert, onMore }: IResultCardProps): React.ReactElement {
  const act = (icon: IconName, label: string, title: string, action: () => void, off = false) => (
    <span
      className={panelCls('action', off && 'action-off')}
      title={title}
      onClick={stopped(off ? () => undefined : action)}
    >
      <Icon name={icon} /> {label}
    </span>
  );
  return (
    <div className={panelCls('line', 'line-actions')} aria-hidden="true">
      {act(
        'insert',
        trans.__('Insert'),
        refused || trans.__('Insert loading code (I)'),
        () => onInsert([hit]),
        refused !== ''
      )}
      {act('open', trans.__('Open'), trans.__('Open the card (Enter)'), () => onOpen(hit))}
      <span
        className={panelCls('action', 'action-more')}
        title={trans.__('More actions (.)')}
        onClick={stopped(onMore)}
      >
        <Icon name="more" size={16} />
      </span>
    </div>
  );
}

function stopped(action: (press: React.MouseEvent) => void): (press: React.MouseEvent) => void {
  return press => {
    press.stopPropagation();
    action(press);
  };
}

/** The purpose with the words that were searched marked; it begins near the first of them. */
function Marked({ hit, unset }: { hit: Hit; unset: string }): React.ReactElement {
  const first = hit.matches[0]?.[0] ?? 0;
  const from = first > FAR ? hit.summary.lastIndexOf(' ', first - BEFORE) + 1 : 0;
  const parts: React.ReactNode[] = from > 0 ? ['…'] : [];
  let at = from;
  for (const [start, end] of hit.matches) {
    parts.push(hit.summary.slice(at, start), <mark key={start}>{hit.summary.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <span className={panelCls('clip')} title={hit.summary}>
      {hit.summary ? parts : <i>{unset}</i>}
      {hit.summary.slice(at)}
    </span>
  );
}

/** A label that fits beside a number: the hardware says more of a latency than the word. */
function shortLabel({ label, note }: Figure): string {
  return label === 'latency' && note ? note : label.replace(/^parameters$/, 'params');
}

function FigureCell({ figure }: { figure: Figure }): React.ReactElement {
  return (
    <span
      className={panelCls('figure', figure.in_query && 'figure-asked')}
      title={[figure.label, figure.text, figure.note].filter(Boolean).join(' ')}
    >
      <b>{figure.text}</b> <small>{shortLabel(figure)}</small>
      <span className={panelCls('bar')} style={{ inlineSize: `${Math.round(100 * (figure.bar ?? 0))}%` }} />
    </span>
  );
}

/** One line for a result: name, the number it is sorted by, version. */
export function ResultLineCard({ hit, selected }: Pick<IResultCardProps, 'hit' | 'selected'>): React.ReactElement {
  const figure = hit.figures.find(one => one.in_query) ?? hit.figures[0];
  return (
    <div className={panelCls('line', 'line-name')} title={hit.warning || hit.summary}>
      <SelectBox selected={selected} />
      <Icon name={hit.warning ? 'warn' : 'model'} tone={hit.warning ? 'warn' : undefined} />
      <bdi className={panelCls('grow')} dir="ltr">
        {hit.model}
      </bdi>
      {figure && <b title={figure.label}>{figure.text}</b>}
      <span className={panelCls('number')}>{`v${hit.number}`}</span>
    </div>
  );
}
