/** Models that were seen, kept to be searched while the registry is away. Knows words and the plainest filters. */
import type { Hit, Page, Problem, Term } from '../schema';
import type { Memory } from './memory';

/** Models kept in memory, and of those in the browser's storage. */
const MOST = 2000;
const STORED = 200;
/** Milliseconds between two writes to the storage, which holds up the page. */
const PAUSE = 10_000;

type Getter = (hit: Hit) => readonly string[];

const FIELDS: Record<string, Getter> = {
  task: hit => [hit.task],
  framework: hit => [hit.framework],
  library: hit => [hit.framework],
  license: hit => [hit.license],
  owner: hit => [hit.owner],
  stage: hit => [hit.stage],
  architecture: hit => [hit.architecture],
  model: hit => [hit.model],
  tag: hit => hit.tags,
  alias: hit => hit.aliases
};

interface IStored {
  at: string;
  hit: Hit;
}

interface ITest {
  term: Term;
  holds: ((hit: Hit) => boolean) | null;
}

/** The models that were seen last. */
export class SavedCopy {
  constructor(
    private readonly _memory: Memory,
    private readonly _notApplied: string
  ) {
    for (const { at, hit } of _memory.list<IStored>('models')) {
      this._hits.set(hit.model, hit);
      this._at = at;
    }
  }

  /** How many models are kept. */
  get size(): number {
    return this._hits.size;
  }

  /** When the newest of them came; null when there are none. */
  get at(): Date | null {
    return this._at ? new Date(this._at) : null;
  }

  /** Keep what an answer brought. */
  keep(hits: readonly Hit[]): void {
    for (const hit of hits) {
      this._hits.delete(hit.model);
      this._hits.set(hit.model, { ...hit, matches: [], reasons: [] });
    }
    for (const model of [...this._hits.keys()].slice(0, Math.max(0, this._hits.size - MOST))) {
      this._hits.delete(model);
    }
    this._at = new Date().toISOString();
    this._store();
  }

  /** The kept models that a query line finds; filters it does not know are named as problems. */
  search(text: string): Page {
    const tests = testsOf(text);
    const hits = [...this._hits.values()].reverse().filter(hit => tests.every(({ holds }) => !holds || holds(hit)));
    const problems = tests
      .filter(({ holds }) => !holds)
      .map(({ term }): Problem => ({ start: term.start, end: term.end, message: this._notApplied, fix: '' }));
    return {
      ...EMPTY,
      q: text,
      hits,
      total: hits.length,
      terms: tests.filter(({ holds }) => holds).map(({ term }) => term),
      problems
    };
  }

  private _store(): void {
    if (Date.now() - this._storedAt > PAUSE) {
      this._storedAt = Date.now();
      const newest = [...this._hits.values()].slice(-STORED);
      this._memory.keep(
        'models',
        newest.map((hit): IStored => ({ at: this._at, hit }))
      );
    }
  }

  private readonly _hits = new Map<string, Hit>();
  private _at = '';
  private _storedAt = 0;
}

const EMPTY: Omit<Page, 'q' | 'hits' | 'total' | 'terms' | 'problems'> = {
  offset: 0,
  sort: '',
  facets: [],
  ways_out: [],
  took_ms: 0,
  understood: [],
  also: [],
  refinements: [],
  nearest: [],
  histograms: []
};

/** One test for each word of the line; `holds` is null for a filter that only the registry can judge. */
function testsOf(text: string): ITest[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*"?)+/g)].map(found => {
    const word = found[0];
    const negated = word.startsWith('-') && word.length > 1;
    const body = negated ? word.slice(1) : word;
    const [, field = '', values = ''] = /^@(?=.)|^(\w[\w.]*)(?::|[<>=])(.*)$/.exec(body) ?? [];
    const isAlias = body.startsWith('@') && body.length > 1;
    const term = { text: body, start: found.index, end: found.index + word.length, field: isAlias ? 'alias' : field };
    const holds = isAlias ? valueTest('alias', body.slice(1)) : field ? valueTest(field, values) : wordTest(body);
    return { term: { ...term, negated }, holds: holds && negated ? (hit: Hit) => !holds(hit) : holds };
  });
}

function plain(text: string): string {
  return text.replace(/"/g, '').toLowerCase();
}

function valueTest(field: string, values: string): ITest['holds'] {
  const getter = Object.hasOwn(FIELDS, field) ? FIELDS[field] : null;
  const wanted = values.split(',').map(plain).filter(Boolean);
  return getter && wanted.length
    ? hit => getter(hit).some(value => wanted.some(one => value.toLowerCase().includes(one)))
    : null;
}

function wordTest(word: string): ITest['holds'] {
  const wanted = plain(word);
  return hit =>
    [hit.model, hit.title, hit.summary, hit.task, hit.framework, hit.architecture, hit.license, ...hit.tags].some(
      value => value.toLowerCase().includes(wanted)
    );
}
