/** Small parts of the panel: icons, buttons, rows of a list, headings of a group. */
import * as React from 'react';

import type { Hit } from '../../schema';
import { Icon } from '../card/bits';
import type { IconName } from '../card/bits';
import { ageText } from '../card/words';
import type { ITrans } from '../card/contract';
import { panelCls } from './contract';

const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14',
  filter: 'M2 3.5h12M4.5 8h7M6.7 12.5h2.6',
  bookmark: 'M4 2h8v12l-4-3-4 3z',
  right: 'm6 4 4 4-4 4',
  star: 'm8 2.200 1.800 3.700 4 .6-2.900 2.800.7 4L8 11.400l-3.600 1.900.7-4L2.200 6.500l4-.6z',
  cross: 'm4.5 4.5 7 7M11.5 4.5l-7 7',
  publish: 'M8 10V2.5M5 5.5l3-3 3 3M2.5 9.5v4h11v-4',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.6V8l2.4 1.6',
  away: 'M5 12.5h6.5a2.8 2.8 0 0 0 .6-5.5A4.2 4.2 0 0 0 4.6 6 3.3 3.3 0 0 0 5 12.5zM2.500 2.500l11 11'
} as const;

/** Name of an icon that only the panel has. */
export type GlyphName = keyof typeof PATHS;

/** A line icon; hidden from screen readers. */
export function Glyph({ name, size = 16 }: { name: GlyphName; size?: number }): React.ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

interface IToolProps {
  glyph: GlyphName;
  label: string;
  pressed?: boolean;
  /** A number on the icon; none when 0. */
  badge?: number;
  disabled?: boolean;
  onClick: () => void;
}

/** A button that is an icon, with its name as the tooltip. */
export function Tool({ glyph, label, pressed, badge = 0, disabled, onClick }: IToolProps): React.ReactElement {
  return (
    <button
      type="button"
      className={panelCls('tool', pressed && 'tool-on')}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Glyph name={glyph} />
      {badge > 0 && <span className={panelCls('badge')}>{badge}</span>}
    </button>
  );
}

interface IButtonProps {
  kind?: 'primary' | 'plain' | 'link';
  icon?: IconName;
  disabled?: boolean;
  title?: string;
  expanded?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

/** A button with a word. */
export function PanelButton(props: IButtonProps): React.ReactElement {
  const { kind = 'plain', icon, disabled, title, expanded, onClick, children } = props;
  return (
    <button
      type="button"
      className={panelCls('button', `button-${kind}`)}
      disabled={disabled}
      title={title}
      aria-expanded={expanded}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A heading over rows; `aside` stands at its end. */
export function GroupHead({ children, aside }: { children: string; aside?: React.ReactNode }): React.ReactElement {
  return (
    <div className={panelCls('group')}>
      <h3>{children}</h3>
      {aside}
    </div>
  );
}

interface IRowProps {
  lead?: React.ReactNode;
  label: React.ReactNode;
  note?: React.ReactNode;
  title?: string;
  under?: string;
  onClick: () => void;
}

/** A row that does one thing. */
export function Row({ lead, label, note, title, under, onClick }: IRowProps): React.ReactElement {
  return (
    <button type="button" className={panelCls('row', under && 'row-tall')} title={title} onClick={onClick}>
      {lead}
      <span className={panelCls('grow')}>{label}</span>
      {note !== undefined && <span className={panelCls('note')}>{note}</span>}
      {under && <span className={panelCls('under')}>{under}</span>}
    </button>
  );
}

interface IModelRowProps {
  hit: Hit;
  glyph?: GlyphName;
  under?: string;
  trans: ITrans;
  onOpen: (hit: Hit) => void;
}

/** A model in a list: its name and its first number. */
export function ModelRow({ hit, glyph, under, trans, onOpen }: IModelRowProps): React.ReactElement {
  const figure = hit.figures[0];
  return (
    <Row
      lead={glyph ? <Glyph name={glyph} /> : <Icon name="model" size={16} />}
      label={
        <bdi dir="ltr">
          {hit.model}
          {hit.aliases[0] && <span className={panelCls('muted')}>{`@${hit.aliases[0]}`}</span>}
        </bdi>
      }
      note={figure ? `${figure.text} ${figure.label}` : ageText(hit.published_at, trans)}
      under={under}
      title={hit.summary}
      onClick={() => onOpen(hit)}
    />
  );
}
