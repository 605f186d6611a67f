import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import { readComparison } from '../checkedComparison';
import { PLAIN_TRANS } from '../components/card/contract';
import { rivals } from '../components/card/Header';
import type { ICompareActions } from '../components/compare/contract';
import { toMarkdown } from '../components/compare/markdown';
import { overallOf } from '../components/compare/rows';
import { ComparePage } from '../components/ComparePage';
import type { ICompareLook } from '../state/compareLook';
import { FIRST_LOOK } from '../state/compareLook';
import type { Comparison } from '../schema';
import { tableCode } from '../plugins/compareParts';
import { drawn, press, someCard } from './cardFixture';
import { cell, row, someComparison } from './compareFixture';

/** The page with a look that changes as its controls ask. */
function Page({ comparison, ...actions }: { comparison: Comparison } & ICompareActions): React.ReactElement {
  const [look, setLook] = React.useState<ICompareLook>(FIRST_LOOK);
  return (
    <ComparePage
      comparison={comparison}
      look={look}
      trans={PLAIN_TRANS}
      kernel={{ language: 'python', packages: { 'scikit-learn': '1.5' }, name: 'train.ipynb', python: '3.11.4' }}
      onLook={change => setLook({ ...look, ...change })}
      {...actions}
    />
  );
}

async function page(comparison = someComparison(), actions: ICompareActions = {}): Promise<HTMLElement> {
  return (await drawn(<Page comparison={comparison} {...actions} />)).host;
}

function rowNamed(host: Element, name: string): HTMLTableRowElement {
  const heads = Array.from(host.querySelectorAll<HTMLElement>('th[scope="row"]'));
  const head = heads.find(found => found.textContent?.startsWith(name));
  if (!head) {
    throw new Error(`no row "${name}" in ${heads.map(found => found.textContent).join(', ')}`);
  }
  return head.closest('tr') as HTMLTableRowElement;
}

function cells(host: Element, name: string): string[] {
  return Array.from(rowNamed(host, name).querySelectorAll('td')).map(found => (found.textContent ?? '').trim());
}

describe('page of a comparison', () => {
  it('shows numbers with bar, change and best, and says what a bar only shows', async () => {
    const host = await page();
    expect(cells(host, 'auc')).toEqual(['0.880 of 100', '0.9 best100 of 100▴ +0.1 better']);
    expect(rowNamed(host, 'size').querySelector('i')?.style.inlineSize).toBe('100%');
    expect(rowNamed(host, 'size').querySelector('th')?.title).toContain('10th percentile of 40 models');
  });

  it('says why a cell is refused', async () => {
    const host = await page();
    expect(cells(host, 'f1')[1]).toBe('not comparable: other split (train)');
    expect(cells(host, 'rmse')).toEqual(['not measured', '2 not confirmed']);
  });

  it('hides what is the same until asked for, and says how many rows that are', async () => {
    const host = await page();
    expect(host.textContent).toContain('12 equal rows hidden');
    expect(() => rowNamed(host, 'seed')).toThrow();
    await React.act(async () => host.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click());
    expect(cells(host, 'seed')).toEqual(['0', '0']);
  });

  it('leads from a sentence to its row, also when that is the same everywhere', async () => {
    Element.prototype.scrollIntoView ??= () => undefined;
    const host = await page();
    await press(host, 'Show the row of: takes the same seed.');
    expect(document.activeElement?.textContent).toBe('seed');
  });

  it('unfolds the difference of a long text and folds it again', async () => {
    const host = await page();
    await press(host, 'cells: +1 −1 lines, show the difference');
    expect(host.querySelector('pre')?.textContent).toContain('-fit(3)\n+fit(5)');
    await press(host, 'cells: +1 −1 lines, show the difference');
    expect(host.querySelector('pre')).toBeNull();
  });

  it('says whether each version loads in the kernel', async () => {
    expect(cells(await page(), 'Your kernel')).toEqual(['loads now', 'loads now']);
  });

  it('asks to move, exchange and take out columns', async () => {
    const onMove = vi.fn();
    const onRemove = vi.fn();
    const comparison = someComparison();
    const three = {
      ...comparison,
      versions: [
        ...comparison.versions,
        { ...comparison.versions[0], hit: { ...comparison.versions[0].hit, number: 3 } }
      ],
      overall: [...comparison.overall, { score: null, counted: 0 }],
      groups: []
    };
    const host = await page(three, { onMove, onRemove });
    await press(host, 'Make churn v2 the baseline');
    await press(host, 'Take churn v3 out of the comparison');
    const head = host.querySelectorAll('thead th')[2];
    const key = new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true });
    await React.act(async () => void head.dispatchEvent(key));
    expect(onMove.mock.calls).toEqual([
      [1, 0],
      [2, 1]
    ]);
    expect(onRemove).toHaveBeenCalledWith(2);
  });

  it('draws a page of rows of a group of thousands, and more when asked', async () => {
    const many = Array.from({ length: 2000 }, (_, place) =>
      row(`metric/m${place}/holdout/test`, [cell({ text: '1', value: 1 }), cell({ text: '2', value: 2 })])
    );
    const host = await page(someComparison(many));
    const count = host.querySelectorAll('tbody tr').length;
    expect(count).toBeLessThan(80);
    await press(host, 'Show 100 more of 1963');
    expect(host.querySelectorAll('tbody tr').length).toBe(count + 100);
  });
});

describe('weights', () => {
  it('make the mean of the scores, and 0 leaves a row out', () => {
    const comparison = someComparison();
    expect(overallOf(comparison, {})).toBe(comparison.overall);
    expect(overallOf(comparison, { 'metric/size': 3 }).map(one => one.score)).toEqual([95, 62.5]);
    expect(overallOf(comparison, { 'metric/size': 0 })).toEqual([
      { score: 80, counted: 1 },
      { score: 100, counted: 1 }
    ]);
  });
});

describe('what goes out of a comparison', () => {
  it('is a table of Markdown in which nothing of others is a mark', () => {
    const comparison = someComparison([
      row('metric/x', [cell({ text: '1|2', value: 1 }), cell({ text: '<b>*2*', value: 2 })], { label: '[a](b)' })
    ]);
    const text = toMarkdown(comparison, true, PLAIN_TRANS);
    expect(text).toContain('| auc, holdout, test | 0.8 | **0.9** (\\+0.1) |');
    expect(text).toContain('| \\[a\\]\\(b\\) | 1\\|2 | &lt;b\\>\\*2\\* |');
    expect(text).not.toContain('seed |');
    expect(toMarkdown(comparison, false, PLAIN_TRANS)).toContain('| seed | 0 | 0 |');
  });

  it('is code that makes a table of the same versions', () => {
    expect(tableCode(['a:1', 'b"c:2'])).toBe(
      'import jupyter_registry as registry\n\nregistry.compare("a:1", "b\\"c:2").to_frame()'
    );
  });
});

describe('comparison of an output', () => {
  it('reads back what was written', () => {
    const comparison = someComparison();
    const plain = comparison.versions.map(version => ({ ...version, numbers: [], environment: null }));
    expect(readComparison(JSON.parse(JSON.stringify(comparison)))).toEqual({
      ...comparison,
      versions: plain.map(version => ({ ...version, hit: { ...version.hit, matches: [] } }))
    });
  });

  it('leaves out what does not hold', () => {
    const comparison = someComparison();
    const [first] = comparison.groups[0].rows;
    const broken = {
      ...comparison,
      groups: [
        { ...comparison.groups[0], rows: [first, { ...first, cells: [first.cells[0]] }, 'row'] },
        { ...comparison.groups[1], name: 'secrets' }
      ],
      findings: [{ text: 'x', rows: [], column: 7, tone: 'good' }]
    };
    const read = readComparison(broken);
    expect(read?.groups).toHaveLength(1);
    expect(read?.groups[0].rows).toHaveLength(1);
    expect(read?.findings).toEqual([]);
    expect(readComparison({ ...comparison, versions: comparison.versions.slice(0, 1) })).toBeNull();
    expect(readComparison('comparison')).toBeNull();
  });
});

describe('what a card is compared with', () => {
  it('is the champion, else the version before, else for the person to say', () => {
    const card = someCard();
    const at = (number: number, aliases: Record<string, number>) =>
      rivals({ ...card, version: { ...card.version, number }, model: { ...card.model, aliases } });
    expect(at(1, { champion: 2 })).toEqual(['churn:2', 'churn:1']);
    expect(at(2, { champion: 2 })).toEqual(['churn:1', 'churn:2']);
    expect(at(1, {})).toEqual(['churn:1']);
  });
});
