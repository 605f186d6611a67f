/** The parts of an output that a publication has, checked and cut to size; what does not hold is left out. */
import { bag, list, number, text, texts } from './checked';
import type { Against, MetricChange, Offer, Scrubbed, Sending } from './schema';

const STATES = ['sending', 'paused', 'waiting', 'published', 'cancelled', 'failed'] as const;
const ORIGINS = ['captured', 'confirmed', 'typed', 'recovered', 'imported'] as const;

/** An answer to accept. */
export function readOffer(value: unknown): Offer | null {
  const found = bag(value);
  const answer = Array.isArray(found?.value) ? texts(found.value) : text(found?.value);
  if (!found || !text(found.field, 60) || answer.length === 0) {
    return null;
  }
  return {
    field: text(found.field, 60),
    value: answer,
    origin: ORIGINS.find(name => name === found.origin) ?? 'typed',
    note: text(found.note, 200)
  };
}

function readChange(value: unknown): MetricChange | null {
  const found = bag(value);
  return found && text(found.label, 100)
    ? {
        label: text(found.label, 100),
        note: text(found.note, 200),
        before: text(found.before, 60),
        after: text(found.after, 60),
        change: text(found.change, 60),
        better: typeof found.better === 'boolean' ? found.better : null
      }
    : null;
}

/** A secret that was cut out, by its place and without it. */
export function readScrubbed(value: unknown): Scrubbed | null {
  const found = bag(value);
  return found && text(found.place, 200)
    ? { place: text(found.place, 200), what: text(found.what, 200), line: text(found.line, 400) }
    : null;
}

/** The metrics against another version. */
export function readAgainst(value: unknown): Against | null {
  const found = bag(value);
  return found && text(found.ref, 260)
    ? {
        ref: text(found.ref, 260),
        alias: text(found.alias, 64),
        changes: list(found.changes, readChange, 6),
        unlike: texts(found.unlike).slice(0, 6)
      }
    : null;
}

/** How far a publication in the background is. */
export function readSending(value: unknown): Sending | null {
  const found = bag(value);
  const state = STATES.find(name => name === found?.state);
  const known = (given: unknown) => (typeof given === 'number' && Number.isFinite(given) ? given : null);
  return found && state && /^[0-9a-f]{6,32}$/.test(text(found.job))
    ? {
        job: text(found.job),
        state,
        done: number(found.done),
        size: number(found.size),
        speed: known(found.speed),
        seconds_left: known(found.seconds_left),
        reason: text(found.reason, 400)
      }
    : null;
}
