/** A card with every part, and a way to draw components in a test page. */
import * as React from 'react';
import { createRoot } from 'react-dom/client';

import type { ICardAround } from '../components/card/contract';
import type { CardSchema, FieldDefinition, Hit, ModelCard, RecordedPractice, Snapshot, Version } from '../schema';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const SINCE = '2026-11-19T10:00:00Z';

export const HIT: Hit = {
  model: 'churn',
  number: 2,
  title: 'Churn',
  summary: 'Ranks customers by churn risk',
  task: 'tabular-classification',
  framework: 'sklearn',
  architecture: 'HistGradientBoostingClassifier',
  license: 'MIT',
  owner: 'team-growth',
  stage: 'draft',
  aliases: ['champion'],
  tags: ['demo'],
  figures: [{ label: 'AUC', text: '0.912', value: 0.912, unit: '', note: 'holdout test', in_query: false, bar: 0.9 }],
  warning: '',
  source_id: '',
  published_at: SINCE,
  matches: [],
  reasons: [],
  size_bytes: null
};

function version(number: number, auc: number): Version {
  return {
    model: 'churn',
    number,
    digest: `sha256:${String(number).repeat(64)}`,
    stage: 'draft',
    stage_reason: '',
    published_at: SINCE,
    published_by: 'ada',
    manifest: {
      framework: 'sklearn',
      task: 'tabular-classification',
      metrics: [
        { name: 'AUC', key: 'roc_auc', value: auc, dataset: 'holdout', split: 'test', higher_is_better: true },
        { name: 'Brier', value: 0.07 }
      ],
      params: { max_depth: 3, learning_rate: 0.1 },
      signature: {
        inputs: [{ name: 'age', dtype: 'float64', low: 18, high: 99 }],
        outputs: [{ name: 'p', dtype: 'float64' }]
      },
      datasets: [{ name: 'customers.parquet', split: 'train', rows: 412880 }],
      environment: {
        python: '3.11.4',
        packages: [
          { name: 'scikit-learn', version: '1.5.0' },
          { name: 'numpy', version: '1.26.4' },
          { name: 'tqdm', version: '4.0' }
        ],
        requires: ['scikit_learn', 'numpy']
      }
    }
  };
}

/** The card of version 2 of a model with two versions. */
export function someCard(): ModelCard {
  const shown = version(2, 0.912);
  const summaries = [shown, version(1, 0.9)].map(item => ({
    number: item.number,
    stage: item.stage,
    digest: item.digest,
    summary: '',
    published_at: SINCE,
    published_by: 'ada',
    aliases: item.number === 2 ? ['champion'] : [],
    metrics: item.manifest.metrics ?? []
  }));
  return {
    model: {
      name: 'churn',
      title: 'Churn',
      owner: 'team-growth',
      tags: ['demo'],
      aliases: { champion: 2 },
      version_count: 2,
      newest: 2,
      source_id: '',
      created_at: SINCE,
      updated_at: SINCE
    },
    version: shown,
    hit: HIT,
    card: { fields: { limits: { value: ['New customers', 'Night'], origin: 'typed' } }, text: 'Some **text**' },
    card_revision: 4,
    completeness: {
      percent: 80,
      gaps: [{ field: 'license', question: 'Under which license may it be used?', gain: 5 }]
    },
    versions: summaries,
    snippets: [{ id: 'load', label: 'Load', code: 'model = registry.load("churn@champion")' }],
    pinned: [{ id: 'load', label: 'Load', code: 'model = registry.load("churn:2")' }],
    history: [{ number: 2, verb: 'publish', text: 'v2 published', actor: 'ada', at: SINCE, alias: 'champion' }],
    records: {
      evaluations: [],
      checks: [],
      deployments: [],
      comments: [],
      reuse: { loaded: 0, refused: 0, failed: 0, people: 0, last_at: null, recent: [] },
      starred: false,
      stars: 0
    }
  };
}

/** A snapshot of that view with all the parts that views show. */
export function someSnapshot(view: Snapshot['view']): Snapshot {
  return {
    view,
    as_of: SINCE,
    registry: 'local registry',
    hit: HIT,
    figures: HIT.figures,
    facts: ['19 columns in', 'MIT'],
    captured: [
      { label: 'Artifact', text: 'sklearn Pipeline, 4.1 MB', ok: true, warning: '' },
      { label: 'Data', text: '', ok: false, warning: '' }
    ],
    completeness: { percent: 76, gaps: [{ field: 'purpose', question: 'What is it for?', gain: 8 }] },
    findings: [{ level: 'warning', field: 'license', message: 'License is not set.', fix: 'Add one.' }],
    load_code: 'model = registry.load("churn@champion")',
    card_text: '',
    q: 'churn',
    hits: [HIT],
    total: 61,
    message: view === 'refusal' ? 'Not published: churn belongs to team-growth.' : '',
    ways_on: ['%publish clf --name me/churn', 'Ask team-growth for access.'],
    scrubbed: [{ place: 'Cell [3], line 2', what: 'cloud access key', line: 'key = "[removed]"' }],
    offers: [{ field: 'purpose', value: 'Ranks customers', origin: 'recovered', note: 'as in v1' }],
    unsure: ['auc'],
    against: {
      ref: 'churn:1',
      alias: 'champion',
      changes: [
        { label: 'auc', note: 'customers, test', before: '0.912', after: '0.918', change: '+0.006', better: true }
      ],
      unlike: ['f1 is not comparable: on customers, test here, on customers, train in v1.']
    },
    undo: true,
    sending: {
      job: 'abcdef012345',
      state: 'sending',
      done: 1_270_000_000,
      size: 2_050_000_000,
      speed: 46_000_000,
      seconds_left: 17,
      reason: ''
    },
    comparison: null
  };
}

/** Something drawn on the page, and the way to take it away. */
export interface IDrawn {
  host: HTMLElement;
  draw: (element: React.ReactElement) => Promise<void>;
}

/** Draw an element; it stays until the page of the test ends. */
export async function drawn(element: React.ReactElement): Promise<IDrawn> {
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  const draw = async (next: React.ReactElement): Promise<void> => React.act(async () => root.render(next));
  await draw(element);
  return { host, draw };
}

/** The button of that name. */
export function button(host: Element, name: string): HTMLButtonElement {
  const found = Array.from(host.querySelectorAll('button')).find(
    item => (item.getAttribute('aria-label') ?? item.textContent ?? '').trim() === name
  );
  if (!found) {
    throw new Error(`no button "${name}" in ${host.innerHTML}`);
  }
  return found;
}

/** Press it and let what follows happen. */
export async function press(host: Element, name: string): Promise<void> {
  await React.act(async () => button(host, name).click());
}

/** Type into a field as a person does. */
export async function type(field: HTMLInputElement | HTMLTextAreaElement | null, text: string): Promise<void> {
  if (!field) {
    throw new Error('no such field');
  }
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  await React.act(async () => {
    // React watches the property itself; the one of the prototype sets the value without its knowledge.
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const OWN: FieldDefinition[] = [
  { name: 'cost_center', label: 'Cost center', question: 'Who pays?' },
  { name: 'tier', label: 'Tier', question: 'How important is it?', kind: 'choice', choices: ['gold', 'tin'] },
  { name: 'exported', label: 'Exported', question: 'Does it leave the house?', kind: 'boolean' },
  { name: 'seats', label: 'Seats', question: 'How many use it?', kind: 'number' },
  { name: 'audited_on', label: 'Audited on', question: 'When was it audited?', kind: 'date' }
];

/** Two standard fields, and five of the organisation's, one of each kind. */
export const SCHEMA: CardSchema = {
  standard: 2,
  revision: 5,
  fields: [
    {
      definition: { name: 'purpose', label: 'Purpose', question: 'What is it for?', group: 'use', weight: 8 },
      standard: true,
      since: 1
    },
    {
      definition: {
        name: 'limits',
        label: 'Known limits',
        question: 'Where?',
        group: 'limits',
        kind: 'list',
        weight: 6
      },
      standard: true,
      since: 1
    },
    ...OWN.map(definition => ({ definition, standard: false, since: 5 }))
  ]
};

/** Two good practices. */
export const PRACTICES: RecordedPractice[] = ['five-fold', 'no-leaks'].map(name => ({
  practice: { name, title: `Practice ${name}`, practice_kind: 'evaluation', text: 'Shuffle first.' },
  revision: 1,
  models: 1,
  at: SINCE,
  by: 'ada'
}));

/** What stands around a card before anything was read. */
export const NOTHING: ICardAround = {
  alternatives: [],
  earlier: null,
  older: [],
  schema: null,
  practices: [],
  followed: []
};
