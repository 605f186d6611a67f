/** Versions side by side: how it is opened, what it shows, its keys, and what goes out of it. */

import { expect, test } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';

import { ownFaults } from './faults';
import { accessibilityFaults, exampleNotebook, openNotebook, openPanel, result, results, search } from './parts';

const THREE = ['tumour-screen', 'tumour-forest', 'tumour-boosting'];
const DIGITS = ['digit-bayes', 'digit-reader', 'digit-forest', 'digit-network'];

/** Compare by the command; gives the page on top. */
async function compare(page: Page, refs: readonly string[]): Promise<Locator> {
  await page.evaluate(async names => {
    await window.jupyterapp.commands.execute('registry:compare', { refs: names });
  }, refs);
  const shown = page.locator('.jp-ModelRegistry-comparePage:visible');
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
  return shown;
}

/** The names of the columns, in their order. */
async function columns(shown: Locator): Promise<string[]> {
  const names = await shown.getByRole('columnheader').locator('.jp-ModelRegistry-Compare-column-name').allInnerTexts();
  return names.map(name => name.trim());
}

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`a comparison is whole and readable in ${theme}, wide and narrow`, async ({ page }) => {
    const faults = ownFaults(page);
    await page.theme.setTheme(theme);
    const shown = await compare(page, DIGITS);
    const accuracy = shown.getByRole('rowheader', { name: /^accuracy digits/ });
    await expect(accuracy).toBeVisible();
    await expect(shown.getByText('has the best accuracy')).toBeVisible();
    expect(await accessibilityFaults(page, '.jp-ModelRegistry-comparePage')).toEqual([]);
    await page.setViewportSize({ width: 420, height: 700 });
    await page.evaluate(() => window.jupyterapp.commands.execute('application:toggle-left-area'));
    await accuracy.scrollIntoViewIfNeeded();
    await expect(accuracy).toBeVisible();
    expect(await accessibilityFaults(page, '.jp-ModelRegistry-comparePage')).toEqual([]);
    expect(faults).toEqual([]);
  });
}

test('models that were selected in the panel are compared by a key', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'task:tabular-classification iris');
  await expect(result(panel, 'iris-tree')).toBeVisible();
  await results(panel).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('c');
  const shown = page.locator('.jp-ModelRegistry-comparePage:visible');
  await expect(shown.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await columns(shown)).toHaveLength(2);
});

test('keys and controls change what is shown', async ({ page }) => {
  const shown = await compare(page, THREE);
  const only = shown.getByRole('checkbox', { name: 'Only differences' });
  await expect(only).toBeChecked();
  await shown.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('d');
  await expect(only).not.toBeChecked();
  await page.keyboard.press('d');
  await expect(only).toBeChecked();

  await shown.getByRole('button', { name: 'tumour-forest', exact: true }).focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => columns(shown)).toEqual(['tumour-forest', 'tumour-screen', 'tumour-boosting']);
  await shown.getByRole('button', { name: 'Take tumour-boosting v1 out of the comparison' }).click();
  await expect.poll(() => columns(shown)).toEqual(['tumour-forest', 'tumour-screen']);
  await shown.getByRole('combobox', { name: 'Version of tumour-screen' }).selectOption('1');
  await expect(shown.getByRole('combobox', { name: 'Version of tumour-screen' })).toHaveValue('1');

  await shown.getByRole('button', { name: 'Raw' }).click();
  await expect(shown.locator('.jp-ModelRegistry-Compare-number-raw').first()).toBeVisible();
  await shown.getByRole('button', { name: /^Weights/ }).click();
  const slider = shown.getByRole('slider', { name: /^accuracy/ }).first();
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveValue('0');
  await expect(shown.getByRole('rowheader', { name: 'Overall, your weights' })).toBeVisible();
});

test('a sentence leads to its row', async ({ page }) => {
  const shown = await compare(page, DIGITS);
  await shown.getByRole('button', { name: /^Show the row of: has the best accuracy/ }).click();
  await expect(shown.getByRole('rowheader', { name: /^accuracy digits/ })).toBeFocused();
});

test('the table goes into the notebook as code', async ({ page, tmpPath }) => {
  const target = await exampleNotebook(page, tmpPath);
  await openNotebook(page, target);
  const shown = await compare(page, THREE.slice(0, 2));
  await shown.getByRole('button', { name: 'Insert as table' }).click();
  const code = 'registry.compare("tumour-screen:2", "tumour-forest:1").to_frame()';
  await expect(page.locator('.jp-Notebook').getByText('.to_frame()')).toBeVisible();
  const sources = await page.evaluate(() => {
    const { widgets } = window.jupyterapp.shell as unknown as { widgets: (area: string) => Iterable<unknown> };
    const panels = Array.from(widgets.call(window.jupyterapp.shell, 'main')) as {
      content?: { model?: { sharedModel?: { cells?: { getSource: () => string }[] } } };
    }[];
    return panels.flatMap(panel => panel.content?.model?.sharedModel?.cells?.map(cell => cell.getSource()) ?? []);
  });
  expect(sources.some(source => source.includes(code))).toBe(true);
});

test('a link opens a comparison', async ({ page, baseURL }) => {
  const address = `${baseURL}/lab?registry-compare=tumour-screen:1,tumour-screen:2`;
  // Not by Galata's goto, which waits for the launcher to be on top.
  await page.evaluate(target => window.location.assign(target), address);
  const shown = page.locator('.jp-ModelRegistry-comparePage:visible');
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 });
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await columns(shown)).toEqual(['tumour-screen', 'tumour-screen']);
  expect(new URL(page.url()).search).not.toContain('registry-compare');
});

test('versions that are chosen on a card are compared, and the output of a cell opens its comparison', async ({
  page,
  tmpPath
}) => {
  await page.evaluate(() => window.jupyterapp.commands.execute('registry:open-card', { ref: 'tumour-screen' }));
  const card = page.locator('.jp-ModelRegistry-page:visible');
  await card.getByRole('checkbox', { name: 'Compare version 1' }).check();
  await card.getByRole('checkbox', { name: 'Compare version 2' }).check();
  await card.getByRole('button', { name: 'Compare 2' }).click();
  const shown = page.locator('.jp-ModelRegistry-comparePage:visible');
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await columns(shown)).toEqual(['tumour-screen', 'tumour-screen']);

  const target = await exampleNotebook(page, tmpPath);
  await openNotebook(page, target);
  await page.notebook.setCell(0, 'code', '%registry compare digit-bayes digit-reader');
  await page.notebook.runCell(0);
  const output = page.locator('.jp-ModelRegistry-inline');
  await expect(output.getByRole('rowheader', { name: /^accuracy/ })).toBeVisible({ timeout: 60_000 });
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-inline')).toEqual([]);
  await output.getByRole('button', { name: 'Open comparison' }).click();
  await expect(shown.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await columns(shown)).toEqual(['digit-bayes', 'digit-reader']);
});

test('six versions with 2,000 metrics each are shown a page at a time', async ({ page }) => {
  const names = Array.from({ length: 6 }, (_, place) => `crowded-${place}`);
  for (const [place, model] of names.entries()) {
    const metrics = Array.from({ length: 2000 }, (_, number) => ({
      name: `measure ${number}`,
      value: number + place,
      dataset: 'streets',
      split: 'test'
    }));
    const data = { request_id: crypto.randomUUID(), model, manifest: { task: 'object-detection', metrics } };
    const reply = await page.request.post('/jupyter-registry/api/v1/publish', { data });
    expect(reply.ok() || reply.status() === 409).toBe(true);
  }
  const shown = await compare(page, names);
  await shown.getByRole('button', { name: /^Show 100 more of 1,?960/ }).click();
  await expect(shown.getByRole('rowheader', { name: /^measure 139/ })).toBeAttached();
  await expect(shown.getByRole('rowheader', { name: /^measure 140/ })).not.toBeAttached();
  await shown.getByRole('button', { name: /^Weights/ }).click();
  await shown.getByRole('searchbox', { name: 'Find a metric' }).fill('measure 1999');
  await expect(shown.getByRole('slider')).toHaveCount(1);
});
