/**
 * Read the data of a notebook output. Outputs come from files that anybody can write, so every part is checked
 * and cut to size, and what does not hold is left out; a text is only ever shown as text.
 */
import { bag, list, number, text, texts } from './checked';
import { readComparison } from './checkedComparison';
import { readFigure, readHit } from './checkedHit';
import { readAgainst, readOffer, readScrubbed, readSending } from './checkedPublication';
import type { CapturedLine, Completeness, Finding, Page, Snapshot } from './schema';

const VIEWS = ['published', 'card', 'list', 'preview', 'refusal', 'comparison', 'sending'] as const;
const LONGEST_CODE = 20_000;

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
  const comparison = readComparison(found.comparison);
  const sending = readSending(found.sending);
  if ((view === 'comparison' && !comparison) || (view === 'sending' && !sending)) {
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
    ways_on: texts(found.ways_on).slice(0, 6),
    scrubbed: list(found.scrubbed, readScrubbed, 20),
    offers: list(found.offers, readOffer, 20),
    unsure: texts(found.unsure),
    against: readAgainst(found.against),
    undo: found.undo === true,
    sending,
    comparison
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
