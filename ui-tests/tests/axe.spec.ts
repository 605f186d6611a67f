/** axe over everything that is ours, filled with all it can hold: in each theme. */

import { expect, test } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';

import { accessibilityFaults, openPanel, result, results, searchBox } from './parts';

const MODEL = 'tumour-screen';
const PANEL = '#jp-model-registry';
const CATALOGUE = '#jp-model-registry-catalogue';
const CARD = '.jp-ModelRegistry-page';
const COMPARISON = '.jp-ModelRegistry-comparePage';
const OUTPUT = '.jp-ModelRegistry-inline';

/** What people and programs say about the version, so that no part of its card is empty. */
const RECORDS: readonly [string, object][] = [
  ['add-comment', { comment: { text: 'Does it read **old** scans?', topic: 'question' } }],
  [
    'add-check',
    { check: { name: 'reproduce', verdict: 'failed', summary: 'Not the same.', evidence: { seconds: 3 } } }
  ],
  ['add-check', { check: { name: 'drift', verdict: 'passed', summary: 'Nothing moved.' } }],
  ['record-deployment', { deployment: { target: 'clinic-api', environment: 'production' } }],
  ['record-reuse', { reuse: { outcome: 'refused', reason: 'not trusted' } }],
  [
    'add-evaluation',
    {
      evaluation: { metrics: [{ name: 'recall', value: 0.9, dataset: 'clinic' }], scenario: 'clinic', note: 'By hand.' }
    }
  ]
];

async function run(page: Page, command: string, args: Record<string, string | string[]> = {}): Promise<void> {
  await page.evaluate(([id, given]) => window.jupyterapp.commands.execute(id, given), [command, args] as const);
}

async function fillRecords(page: Page): Promise<void> {
  for (const [verb, args] of RECORDS) {
    const data = { ref: MODEL, request_id: crypto.randomUUID(), ...args };
    const reply = await page.request.post(`/jupyter-registry/api/v1/${verb}`, { data });
    expect(reply.ok(), await reply.text()).toBe(true);
  }
}

/** axe over the selected part, and what it found, with the name of the state that it was in. */
async function faultsIn(page: Page, state: string, selector: string): Promise<string[]> {
  return (await accessibilityFaults(page, selector)).map(fault => `${state}: ${fault}`);
}

async function panelFaults(page: Page): Promise<string[]> {
  const panel = await openPanel(page);
  const faults = await faultsIn(page, 'panel at start', PANEL);
  await searchBox(panel).click();
  await page.keyboard.type('tumour');
  await expect(panel.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
  faults.push(...(await faultsIn(page, 'suggestions', PANEL)));
  await page.keyboard.press('Enter');
  await expect(result(panel, MODEL)).toBeVisible();
  await results(panel).focus();
  for (const [key, state] of [
    ['Space', 'selection'],
    ['ArrowRight', 'preview'],
    ['f', 'filters'],
    ['f', 'filters closed'],
    ['s', 'saving']
  ]) {
    await page.keyboard.press(key);
    faults.push(...(await faultsIn(page, state, PANEL)));
  }
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Keys and syntax' }).click();
  faults.push(...(await faultsIn(page, 'help', PANEL)));
  await panel.getByRole('button', { name: 'Close the help' }).click();
  await panel.getByRole('button', { name: 'More actions of the panel' }).click();
  faults.push(...(await faultsIn(page, 'menu', PANEL)));
  await page.keyboard.press('Escape');
  return faults;
}

async function openCard(page: Page): Promise<Locator> {
  await run(page, 'registry:open-card', { ref: MODEL });
  const card = page.locator(`${CARD}:visible`);
  await expect(card.getByText('Does it read').first()).toBeVisible();
  return card;
}

async function cardFaults(page: Page): Promise<string[]> {
  const card = await openCard(page);
  const faults = await faultsIn(page, 'card', CARD);
  await card.locator('details:not([open])').evaluateAll(all => all.forEach(one => one.setAttribute('open', '')));
  for (const name of [/^Answer /, 'Move an alias…', 'Retire or set a sunset…']) {
    await card.getByRole('button', { name }).first().click();
  }
  faults.push(...(await faultsIn(page, 'card with all its forms', CARD)));
  await card.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('e');
  await expect(card.getByRole('form', { name: 'Edit card' })).toBeVisible();
  faults.push(...(await faultsIn(page, 'card being edited', CARD)));
  return faults;
}

async function compareFaults(page: Page): Promise<string[]> {
  await run(page, 'registry:compare', { refs: [MODEL, 'tumour-forest', 'digit-reader'] });
  const shown = page.locator(`${COMPARISON}:visible`);
  await shown.getByRole('button', { name: /^Weights/ }).click();
  await shown.getByRole('checkbox', { name: 'Only differences' }).uncheck();
  return faultsIn(page, 'comparison', COMPARISON);
}

async function catalogueFaults(page: Page): Promise<string[]> {
  await run(page, 'registry:open-catalogue');
  await expect(page.locator(CATALOGUE).getByRole('grid', { name: 'Models found' })).toBeVisible();
  return faultsIn(page, 'catalogue', CATALOGUE);
}

async function outputFaults(page: IJupyterLabPageFixture): Promise<string[]> {
  await page.notebook.createNew();
  const lines = [`%registry show ${MODEL}`, `%registry compare ${MODEL} tumour-forest`, '%registry search tumour'];
  await page.notebook.setCell(0, 'code', 'import jupyter_registry');
  for (const line of lines) {
    await page.notebook.addCell('code', line);
  }
  await page.notebook.run();
  await expect(page.locator(`.jp-NotebookPanel:visible ${OUTPUT}`)).toHaveCount(lines.length);
  const faults = await faultsIn(page, 'outputs', OUTPUT);
  await page.locator('.jp-NotebookPanel-toolbar').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  faults.push(...(await faultsIn(page, 'dialog', '.jp-Dialog')));
  await page.keyboard.press('Escape');
  return faults;
}

for (const theme of ['JupyterLab Light', 'JupyterLab Dark', 'JupyterLab Dark High Contrast']) {
  test(`axe finds nothing in any part in ${theme}`, async ({ page }) => {
    test.slow();
    await page.theme.setTheme(theme);
    await fillRecords(page);
    expect(await panelFaults(page)).toEqual([]);
    expect(await cardFaults(page)).toEqual([]);
    expect(await compareFaults(page)).toEqual([]);
    expect(await catalogueFaults(page)).toEqual([]);
    expect(await outputFaults(page)).toEqual([]);
  });
}
