/**
 * Read the data of a notebook output. Outputs come from files that anybody can write, so every part is checked
 * and cut to size, and what does not hold is left out; a text is only ever shown as text.
 */
import type { CapturedLine, Completeness, Figure, Finding, Hit, Page, Snapshot } from './schema';

/** MIME type of the outputs. */
export const SNAPSHOT_MIME = 'application/vnd.jupyter-registry.v1+json';

const VIEWS = ['published', 'card', 'list', 'preview', 'refusal'] as const;
const LONGEST_TEXT = 2000;
const LONGEST_CODE = 20_000;
const MOST = 50;

type Bag = Record<string, unknown>;

function bag(value: unknown): Bag | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : null;
}

function text(value: unknown, longest = LONGEST_TEXT): string {
  const found = typeof value === 'string' ? value : '';
  return found.length > longest ? `${found.slice(0, longest - 1)}…` : found;
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function list<T>(value: unknown, read: (item: unknown) => T | null, most = MOST): T[] {
  return (Array.isArray(value) ? value.slice(0, most) : []).map(read).filter((item): item is T => item !== null);
}

function texts(value: unknown): string[] {
  return list(value, item => text(item) || null);
}

function readFigure(value: unknown): Figure | null {
  const found = bag(value);
  if (!found || !text(found.text)) {
    return null;
  }
  return {
    label: text(found.label, 100),
    text: text(found.text, 100),
    value: number(found.value),
    unit: text(found.unit, 40),
    note: text(found.note, 200),
    in_query: found.in_query === true,
    bar: typeof found.bar === 'number' ? Math.max(0, Math.min(1, number(found.bar))) : null
  };
}

/** A search result; null when it does not name a version. */
export function readHit(value: unknown): Hit | null {
  const found = bag(value);
  if (!found || !text(found.model) || !Number.isInteger(found.number)) {
    return null;
  }
  return {
    model: text(found.model, 260),
    number: number(found.number),
    title: text(found.title, 300),
    summary: text(found.summary),
    task: text(found.task, 200),
    framework: text(found.framework, 200),
    architecture: text(found.architecture, 200),
    license: text(found.license, 200),
    owner: text(found.owner, 200),
    stage: text(found.stage, 60),
    aliases: texts(found.aliases),
    tags: texts(found.tags),
    figures: list(found.figures, readFigure, 6),
    warning: text(found.warning, 400),
    source_id: text(found.source_id, 400),
    published_at: text(found.published_at, 40),
    matches: [],
    reasons: texts(found.reasons),
    size_bytes: typeof found.size_bytes === 'number' ? number(found.size_bytes) : null
  };
}

function readLine(value: unknown): CapturedLine | null {
  const found = bag(value);
  return found
    ? {
        label: text(found.label, 60),
        text: text(found.text, 400),
        ok: found.ok !== false,
        warning: text(found.warning, 400)
      }
    : null;
}

function readCompleteness(value: unknown): Completeness | null {
  const found = bag(value);
  if (!found) {
    return null;
  }
  const gaps = list(found.gaps, item => {
    const gap = bag(item);
    return gap && text(gap.field, 60)
      ? { field: text(gap.field, 60), question: text(gap.question, 300), gain: number(gap.gain) }
      : null;
  });
  return { percent: Math.max(0, Math.min(100, number(found.percent))), gaps };
}

function readFinding(value: unknown): Finding | null {
  const found = bag(value);
  return found && text(found.message)
    ? {
        level: found.level === 'error' ? 'error' : 'warning',
        field: text(found.field, 100),
        message: text(found.message),
        fix: text(found.fix)
      }
    : null;
}

/** The snapshot, or null when the data is none. */
export function readSnapshot(value: unknown): Snapshot | null {
  const found = bag(value);
  const view = VIEWS.find(name => name === found?.view);
  if (!found || !view) {
    return null;
  }
  const hit = readHit(found.hit);
  if ((view === 'published' || view === 'card') && !hit) {
    return null;
  }
  const hits = list(found.hits, readHit);
  return {
    view,
    as_of: text(found.as_of, 40),
    registry: text(found.registry, 300),
    hit,
    figures: list(found.figures, readFigure, 8),
    facts: texts(found.facts).slice(0, 12),
    captured: list(found.captured, readLine, 20),
    completeness: readCompleteness(found.completeness),
    findings: list(found.findings, readFinding),
    load_code: text(found.load_code, LONGEST_CODE),
    card_text: text(found.card_text, LONGEST_CODE),
    q: text(found.q, 400),
    hits,
    total: Math.max(hits.length, number(found.total)),
    message: text(found.message),
    ways_on: texts(found.ways_on).slice(0, 6)
  };
}

/** The part of a search's page that a list shows. */
export type ListedPage = Pick<Page, 'q' | 'hits' | 'total' | 'problems'>;

/** The page of a search, or null when the data is none. */
export function readPage(value: unknown): ListedPage | null {
  const found = bag(value);
  if (!found || !Array.isArray(found.hits)) {
    return null;
  }
  const hits = list(found.hits, readHit, 200);
  const problems = list(found.problems, item => {
    const problem = bag(item);
    return problem && text(problem.message)
      ? {
          start: number(problem.start),
          end: number(problem.end),
          message: text(problem.message),
          fix: text(problem.fix)
        }
      : null;
  });
  return { q: text(found.q, 400), hits, total: Math.max(hits.length, number(found.total)), problems };
}
