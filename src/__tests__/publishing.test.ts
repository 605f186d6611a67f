import { describe, expect, it } from 'vitest';

import { faultsOf, firstAnswer, nearestName, publishCell } from '../publishing';

const ANSWER = { variable: 'clf', data: '', metrics: '', name: 'churn', summary: '', alias: '' };

describe('the cell of the Publish button', () => {
  it('is the line a person would type', () => {
    expect(publishCell(ANSWER)).toBe('%publish clf --name churn');
    const whole = { ...ANSWER, data: 'X', metrics: 'scores', summary: ' Who leaves next month ', alias: 'champion' };
    expect(publishCell(whole)).toBe(
      "%publish clf --name churn --data X --metrics scores --summary='Who leaves next month' --alias champion"
    );
  });

  it('loads the extension first where the magic is not there', () => {
    expect(publishCell(ANSWER, false)).toBe('%load_ext jupyter_registry\n%publish clf --name churn');
  });

  it('stays one line, and what looks like a variable of the shell stays text', () => {
    const cell = publishCell({ ...ANSWER, summary: 'a {b} $c\nimport os' });
    expect(cell.split('\n')).toHaveLength(1);
    expect(cell).toContain("'a {{b}} $''c import os'");
  });
});

describe('answers of the form', () => {
  it('hold when the registry would take them', () => {
    expect(faultsOf(ANSWER)).toEqual([]);
    expect(faultsOf({ ...ANSWER, name: 'team/churn', alias: 'v2.prod', variable: 'größe_1' })).toEqual([]);
  });

  it('are refused field by field', () => {
    const bad = ['Churn', '../etc', 'a/b/c', '42', 'a b', '', 'x'.repeat(129), '--help', '☃'];
    for (const name of bad) {
      expect(faultsOf({ ...ANSWER, name })).toEqual(['name']);
    }
    const wrong = { ...ANSWER, variable: 'os.system("x")', alias: 'Champion', data: 'X y', metrics: '{}' };
    expect(faultsOf(wrong)).toEqual(['variable', 'data', 'metrics', 'alias']);
  });

  it('start from what was found in the kernel, the test inputs before others', () => {
    const table = (name: string) => ({ name, shape: '3 x 2' });
    const found = {
      state: 'ready' as const,
      variables: [{ name: 'clf', class: 'sklearn.svm.SVC' }],
      tables: [table('frame'), table('X'), table('X_test')],
      metrics: [{ name: 'scores', metrics: 'accuracy' }],
      magic: true
    };
    expect(firstAnswer(found, 'churn')).toEqual({ ...ANSWER, data: 'X_test', metrics: 'scores' });
    expect(firstAnswer({ ...found, tables: [table('frame')], metrics: [] }, 'churn')).toEqual(ANSWER);
  });

  it('start from a name near to the notebook', () => {
    expect(nearestName('Wine Classifier (v2).ipynb')).toBe('wine-classifier-v2');
    expect(nearestName('Untitled1.ipynb')).toBe('untitled1');
    expect(nearestName('été 2024.ipynb')).toBe('ete-2024');
    expect(nearestName('123.ipynb')).toBe('model-123');
    expect(nearestName('☃.ipynb')).toBe('model');
    for (const text of ['a..b', '-x-', 'A/B', 'ß'.repeat(300)]) {
      expect(faultsOf({ ...ANSWER, name: nearestName(text) })).toEqual([]);
    }
  });
});
