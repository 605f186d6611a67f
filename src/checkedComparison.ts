/** A comparison out of a file that anybody can write: every row has as many cells as there are versions. */
import { bag, list, number, text } from './checked';
import { readHit } from './checkedHit';
import type {
  ComparedCell,
  ComparedGroup,
  ComparedRow,
  ComparedVersion,
  Comparison,
  ComparisonFinding,
  Overall
} from './schema';

const MOST_VERSIONS = 6;
const MOST_ROWS = 100;
const MOST_LINES = 100;
const STATES = ['value', 'same', 'other', 'missing', 'unlike', 'unsure'] as const;
const VERDICTS = ['better', 'worse', 'equal', ''] as const;
const TONES = ['good', 'bad', 'note'] as const;
const GROUPS = ['quality', 'cost', 'params', 'environment', 'data', 'signature', 'code', 'card', 'trust'] as const;

function oneOf<T extends string>(value: unknown, known: readonly T[], otherwise: T): T {
  return known.find(name => name === value) ?? otherwise;
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function score(value: unknown): number | null {
  const found = finite(value);
  return found === null ? null : Math.max(0, Math.min(100, found));
}

function lines(value: unknown, most: number): string[] {
  return list(value, item => (typeof item === 'string' ? text(item, 400) : null), most);
}

function readVersion(value: unknown): ComparedVersion | null {
  const found = bag(value);
  const hit = readHit(found?.hit);
  return found && hit ? { hit, published_by: text(found.published_by, 200), numbers: [], environment: null } : null;
}

function readCell(value: unknown): ComparedCell | null {
  const found = bag(value);
  return found
    ? {
        text: text(found.text, 400),
        state: oneOf(found.state, STATES, 'same'),
        value: finite(found.value),
        score: score(found.score),
        change: text(found.change, 60),
        verdict: oneOf(found.verdict, VERDICTS, ''),
        best: found.best === true,
        note: text(found.note, 400),
        diff: lines(found.diff, MOST_LINES)
      }
    : null;
}

function readRow(value: unknown, columns: number): ComparedRow | null {
  const found = bag(value);
  const cells = list(found?.cells, readCell, MOST_VERSIONS);
  return found && cells.length === columns
    ? {
        id: text(found.id, 400),
        label: text(found.label, 300),
        differs: found.differs === true,
        cells,
        note: text(found.note, 300),
        higher_is_better: typeof found.higher_is_better === 'boolean' ? found.higher_is_better : null,
        worst: finite(found.worst),
        models: number(found.models)
      }
    : null;
}

function readGroup(value: unknown, columns: number): ComparedGroup | null {
  const found = bag(value);
  const name = GROUPS.find(known => known === found?.name);
  return found && name
    ? {
        name,
        label: text(found.label, 60),
        rows: list(found.rows, row => readRow(row, columns), MOST_ROWS),
        differing: number(found.differing),
        total: number(found.total)
      }
    : null;
}

function readFinding(value: unknown, columns: number): ComparisonFinding | null {
  const found = bag(value);
  const column = finite(found?.column);
  const known = column === null || (Number.isInteger(column) && column >= 0 && column < columns);
  return found && text(found.text) && known
    ? { text: text(found.text), rows: lines(found.rows, MOST_ROWS), column, tone: oneOf(found.tone, TONES, 'note') }
    : null;
}

function readOverall(value: unknown): Overall | null {
  const found = bag(value);
  return found && { score: score(found.score), counted: number(found.counted) };
}

/** The comparison, or null when the data is none. */
export function readComparison(value: unknown): Comparison | null {
  const found = bag(value);
  const versions = list(found?.versions, readVersion, MOST_VERSIONS);
  const overall = list(found?.overall, readOverall, MOST_VERSIONS);
  if (!found || versions.length < 2 || overall.length !== versions.length) {
    return null;
  }
  return {
    versions,
    findings: list(found.findings, item => readFinding(item, versions.length)),
    groups: list(found.groups, group => readGroup(group, versions.length), GROUPS.length),
    overall,
    scored: number(found.scored),
    plot: lines(found.plot, 2)
  };
}
