/** Small parts that all cards share: class names, icons, buttons, pills, boxes. */
import * as React from 'react';

import { initials } from './words';

/** Class names of the cards: `cls('pill', ok && 'ok')`. */
export function cls(...names: (string | false | undefined | null)[]): string {
  return names
    .filter(Boolean)
    .map(name => `jp-ModelRegistry-Card-${name}`)
    .join(' ');
}

const PATHS = {
  check: 'm3 8.5 3.2 3.2L13 4.8',
  cross: 'm4 4 8 8M12 4l-8 8',
  warn: 'M8 2.2 14.4 13.4H1.6zM8 6.4v3.2M8 11.5v.1',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.4v3.8M8 4.9v.1',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.6v4M8 11v.1',
  insert: 'M8 2v7M5.2 6.4 8 9.2l2.8-2.8M2.5 10v3.5h11V10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  open: 'M9.5 2.5h4v4M13.5 2.5 8 8M11.5 9v4.500h-9v-9H7',
  edit: 'M3 13l.7-3L10.500 3.200l2.300 2.300L6 12.300zM9 4.700 11.300 7',
  model: 'm8 1.8 5.8 3.1v6.2L8 14.2l-5.8-3.1V4.9zM2.4 5 8 8l5.6-3M8 8v6',
  notebook: 'M4 2h8.5v12H4zM2.5 4.5h3M2.5 8h3M2.5 11.5h3M7.5 5h3',
  tag: 'M2.3 2.3h5.2l6.2 6.2-5.2 5.2-6.2-6.2zM5 5h.1',
  grip: 'M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1',
  down: 'm4 6 4 4 4-4',
  more: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  compare: 'M2.500 3h4.200v10H2.500zM9.300 3h4.200v10H9.300z',
  plus: 'M8 3v10M3 8h10',
  link: 'M6.500 9.500l3-3M7 4.500l1.500-1.500a2.800 2.800 0 0 1 4 4L11 8.500M9 11.500 7.500 13a2.800 2.800 0 0 1-4-4L5 7.500',
  send: 'M8 10.500V3M4.800 6.200 8 3l3.200 3.200M2.500 11v2.500h11V11',
  star: 'm8 1.800 1.900 3.900 4.300.600-3.100 3 .700 4.300L8 11.600l-3.800 2 .700-4.300-3.100-3 4.300-.600z',
  undo: 'M5.500 3.500 2.500 6.500l3 3M2.800 6.500h6.700a3.500 3.500 0 0 1 0 7H7'
} as const;

/** Name of an icon. */
export type IconName = keyof typeof PATHS;

interface IIconProps {
  name: IconName;
  tone?: 'ok' | 'warn' | 'err' | 'acc';
  size?: number;
}

/** A line icon; always beside a word, so hidden from screen readers. */
export function Icon({ name, tone, size = 14 }: IIconProps): React.ReactElement {
  return (
    <svg
      className={cls('icon', tone && `icon-${tone}`)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

interface IButtonProps {
  label: React.ReactNode;
  icon?: IconName;
  kind?: 'primary' | 'ghost' | 'plain' | 'link';
  small?: boolean;
  /** Name for screen readers, when the label alone does not say it. */
  name?: string;
  disabled?: boolean;
  /** Why it is disabled, or what it does. */
  title?: string;
  expanded?: boolean;
  submit?: boolean;
  onClick?: (event: React.MouseEvent) => void;
}

/** A button with a word. */
export function Button(props: IButtonProps): React.ReactElement {
  const { label, icon, kind = 'plain', small, name, disabled, title, expanded, submit, onClick } = props;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={cls('btn', `btn-${kind}`, small && 'btn-small')}
      aria-label={name}
      aria-expanded={expanded}
      disabled={disabled}
      title={title}
      onClick={onClick}
    >
      {icon && <Icon name={icon} />}
      <span>{label}</span>
    </button>
  );
}

interface IPillProps {
  tone?: 'ok' | 'warn' | 'err' | 'acc' | 'outline';
  code?: boolean;
  title?: string;
  children?: React.ReactNode;
}

/** A word in a rounded frame. */
export function Pill({ tone = 'outline', code, title, children }: IPillProps): React.ReactElement {
  return (
    <span className={cls('pill', `pill-${tone}`, code && 'pill-code')} title={title}>
      {children}
    </span>
  );
}

/** An alias: code, so never translated. */
export function Alias({ name }: { name: string }): React.ReactElement {
  return (
    <Pill tone="ok" code title={`@${name}`}>
      <bdi dir="ltr">@{name}</bdi>
    </Pill>
  );
}

/** Colour of a stage's pill: green only for what was approved. */
export function Stage({ stage }: { stage: string }): React.ReactElement {
  const tone = stage === 'approved' ? 'ok' : /retired|deprecated/.test(stage) ? 'warn' : 'outline';
  return <Pill tone={tone}>{stage}</Pill>;
}

const AVATAR_COLOURS = ['#6a1b9a', '#ad4600', '#00695c', '#1565c0', '#b71c46', '#33691e'];

/** The initials of an actor on a colour of their own. */
export function Avatar({ name }: { name: string }): React.ReactElement {
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (
    <span
      className={cls('avatar')}
      style={{ background: AVATAR_COLOURS[sum % AVATAR_COLOURS.length] }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

interface IMeterProps {
  percent: number;
  name: string;
}

/** How much of something is there, 0 to 100. */
export function Meter({ percent, name }: IMeterProps): React.ReactElement {
  const value = Math.max(0, Math.min(100, percent));
  return (
    <div
      className={cls('meter')}
      role="meter"
      aria-label={name}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={`${value}%`}
    >
      <i style={{ inlineSize: `${value}%` }} />
    </div>
  );
}

interface IBoxProps {
  title: React.ReactNode;
  aside?: React.ReactNode;
  level?: 'h2' | 'h3';
  flush?: boolean;
  children?: React.ReactNode;
}

/** A framed part with a heading. */
export function Box({ title, aside, level: Heading = 'h3', flush, children }: IBoxProps): React.ReactElement {
  return (
    <div className={cls('box')}>
      <div className={cls('box-head')}>
        <Heading>{title}</Heading>
        {aside !== undefined && <span className={cls('box-aside')}>{aside}</span>}
      </div>
      <div className={cls(flush ? 'box-flush' : 'box-body')}>{children}</div>
    </div>
  );
}

interface ISectionProps {
  id: string;
  title: string;
  aside?: React.ReactNode;
  children?: React.ReactNode;
}

/** A section of the document: a landmark with its heading. */
export function Section({ id, title, aside, children }: ISectionProps): React.ReactElement {
  return (
    <section className={cls('section')} id={id} aria-labelledby={`${id}-head`}>
      <div className={cls('section-head')}>
        <h2 id={`${id}-head`} tabIndex={-1}>
          {title}
        </h2>
        {aside && <div className={cls('section-aside')}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

/** A part that holds nothing yet, with the way on. */
export function Nothing({ children }: { children?: React.ReactNode }): React.ReactElement {
  return <p className={cls('nothing')}>{children}</p>;
}
