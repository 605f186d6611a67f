/** A comparison with every kind of cell. */
import type { ComparedCell, ComparedGroup, ComparedRow, Comparison } from '../schema';
import { HIT } from './cardFixture';

/** A cell with these fields. */
export function cell(fields: Partial<ComparedCell>): ComparedCell {
  return {
    text: '',
    state: 'value',
    value: null,
    score: null,
    change: '',
    verdict: '',
    best: false,
    note: '',
    diff: [],
    ...fields
  };
}

/** A row of these cells. */
export function row(id: string, cells: ComparedCell[], fields: Partial<ComparedRow> = {}): ComparedRow {
  return {
    id,
    label: id.split('/')[1],
    differs: true,
    cells,
    note: '',
    higher_is_better: null,
    worst: null,
    models: 0,
    ...fields
  };
}

function group(name: ComparedGroup['name'], rows: ComparedRow[], total = rows.length): ComparedGroup {
  return { name, label: name, rows, differing: rows.filter(one => one.differs).length, total };
}

const QUALITY = [
  row(
    'metric/auc/holdout/test',
    [
      cell({ text: '0.8', value: 0.8, score: 80 }),
      cell({ text: '0.9', value: 0.9, score: 100, change: '+0.1', verdict: 'better', best: true })
    ],
    { note: 'holdout, test', higher_is_better: true }
  ),
  row('metric/f1/holdout/test', [
    cell({ text: '0.7', value: 0.7 }),
    cell({ state: 'unlike', note: 'not comparable: other split (train)' })
  ]),
  row('metric/rmse/holdout/test', [
    cell({ state: 'missing', note: 'not measured' }),
    cell({ text: '2', value: 2, state: 'unsure', note: 'nobody confirmed that it is of this model' })
  ])
];
const COST = [
  row(
    'metric/size',
    [
      cell({ text: '1 MB', value: 1e6, score: 100, best: true }),
      cell({ text: '2 MB', value: 2e6, score: 50, change: '+1 MB', verdict: 'worse' })
    ],
    { higher_is_better: false, worst: 3e6, models: 40 }
  )
];
const PARAMS = [
  row('params/depth', [cell({ text: '3', state: 'same' }), cell({ text: '5', state: 'other' })]),
  row('params/seed', [cell({ text: '0', state: 'same' }), cell({ text: '0', state: 'same' })], { differs: false })
];
const ENVIRONMENT = [
  row('environment/Python', [cell({ text: '3.11.4', state: 'same' }), cell({ text: '3.11.4', state: 'same' })], {
    differs: false
  })
];
const CODE = [
  row('code/cells', [
    cell({ text: '2 lines', state: 'same' }),
    cell({ text: '+1 −1 lines', state: 'other', diff: ['--- churn:1', '+++ churn:2', '@@', '-fit(3)', '+fit(5)'] })
  ])
];

/** Versions 1 and 2 of a model; `rows` come on top of those that every kind of cell needs. */
export function someComparison(rows: ComparedRow[] = []): Comparison {
  const version = (number: number) => ({
    hit: { ...HIT, number, aliases: number === 2 ? ['champion'] : [] },
    published_by: 'ada',
    numbers: [3, 2, 1],
    environment: {
      python: '3.11.4',
      requires: ['scikit-learn'],
      packages: [{ name: 'scikit-learn', version: number === 1 ? '1.5' : '1.6' }]
    }
  });
  return {
    versions: [version(1), version(2)],
    findings: [
      { text: 'has the best auc (0.9).', rows: ['metric/auc/holdout/test'], column: 1, tone: 'good' },
      { text: '3 cells cannot be compared.', rows: ['metric/f1/holdout/test'], column: null, tone: 'note' },
      { text: 'takes the same seed.', rows: ['params/seed'], column: 1, tone: 'note' }
    ],
    groups: [
      group('quality', [...QUALITY, ...rows]),
      group('cost', COST),
      group('params', PARAMS, 12),
      group('environment', ENVIRONMENT),
      group('code', CODE)
    ],
    overall: [
      { score: 90, counted: 2 },
      { score: 75, counted: 2 }
    ],
    scored: 2,
    plot: ['metric/size', 'metric/auc/holdout/test']
  };
}
