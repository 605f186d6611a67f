/** Numbers, sizes, times and ages in the words of the interface. */
import type { ITrans } from './contract';

const DAY = 86_400_000;

/** The language of the page, which JupyterLab sets to its own; undefined, that of the browser, where none is named. */
export function pageLanguage(): string | undefined {
  const named = document.documentElement.lang.replace('_', '-');
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(named) ? named : undefined;
}

/** A number with 4 significant digits at most, in the reader's format. */
export function numberText(value: number, digits = 4): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
    return value.toExponential(2);
  }
  return new Intl.NumberFormat(pageLanguage(), { maximumSignificantDigits: digits }).format(value);
}

/** 8890000 -> "8.89 M". */
export function countText(value: number): string {
  const steps: [number, string][] = [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k']
  ];
  const step = steps.find(([from]) => value >= from);
  return step ? `${numberText(value / step[0], 3)} ${step[1]}` : numberText(value);
}

/** Bytes with decimal units: 34200000 -> "34.2 MB". */
export function sizeText(bytes: number): string {
  const steps: [number, string][] = [
    [1e12, 'TB'],
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB']
  ];
  const step = steps.find(([from]) => bytes >= from);
  return step ? `${numberText(bytes / step[0], 3)} ${step[1]}` : `${bytes} B`;
}

/** Milliseconds: 3.1 -> "3.1 ms", 2400 -> "2.4 s". */
export function timeText(ms: number): string {
  return ms >= 1000 ? `${numberText(ms / 1000, 3)} s` : `${numberText(ms, 3)} ms`;
}

/** "19 Nov 2026", in the reader's format. */
export function dateText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return iso;
  }
  return new Intl.DateTimeFormat(pageLanguage(), { day: 'numeric', month: 'short', year: 'numeric' }).format(date);
}

/** The full date and time, for a tooltip. */
export function momentText(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return iso;
  }
  return new Intl.DateTimeFormat(pageLanguage(), { dateStyle: 'long', timeStyle: 'medium' }).format(date);
}

/** "now", "5 h", "3 d", "5 wk", "7 mo", "2 y". */
export function ageText(iso: string, trans: ITrans, now: number = Date.now()): string {
  const days = (now - new Date(iso).getTime()) / DAY;
  if (Number.isNaN(days)) {
    return '';
  }
  if (days < 1 / 24) {
    return trans.__('now');
  }
  if (days < 1) {
    return trans.__('%1 h', Math.floor(days * 24));
  }
  if (days < 14) {
    return trans.__('%1 d', Math.floor(days));
  }
  if (days < 61) {
    return trans.__('%1 wk', Math.floor(days / 7));
  }
  return days < 730 ? trans.__('%1 mo', Math.floor(days / 30.44)) : trans.__('%1 y', Math.floor(days / 365.25));
}

/** "sha256:7c1e...a904". */
export function shortDigest(digest: string): string {
  return digest.length > 24 ? `${digest.slice(0, 11)}…${digest.slice(-4)}` : digest;
}

/** A parameter's value on one line, at most 400 characters. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}

/** Two letters for an avatar. */
export function initials(name: string): string {
  const parts = name.split(/[\s._@-]+/).filter(Boolean);
  const letters = parts.length > 1 ? parts[0][0] + parts[1][0] : (parts[0] ?? '?').slice(0, 2);
  return letters.toUpperCase();
}

/** Shape of a tensor or column: [null, 3, 640] -> "N×3×640". */
export function shapeText(shape: readonly (number | null)[] | undefined): string {
  return (shape ?? []).map(size => (size === null ? 'N' : String(size))).join('×');
}
