/** A search result out of a file that anybody can write. */
import { bag, list, number, text, texts } from './checked';
import type { Figure, Hit } from './schema';

/** A figure; null when it says nothing. */
export function readFigure(value: unknown): Figure | null {
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
