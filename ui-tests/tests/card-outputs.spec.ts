/** Outputs in a notebook: their buttons act in a trusted notebook and are not there in another; live widgets. */

import { expect, test } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';
import * as fs from 'fs/promises';
import * as path from 'path';

import { ownFaults } from './faults';
import { accessibilityFaults, exampleNotebook, MODEL, openNotebook } from './parts';

/** A new notebook with these cells, whose first lines tell them apart, run in order; their outputs. */
async function ran(page: IJupyterLabPageFixture, cells: readonly string[]): Promise<Locator[]> {
  await page.notebook.createNew();
  for (const [place, code] of cells.entries()) {
    if (place > 0) {
      await page.notebook.addCell('code', code);
    } else {
      await page.notebook.setCell(0, 'code', code);
    }
  }
  await page.notebook.run();
  const all = page.locator('.jp-NotebookPanel:visible .jp-CodeCell');
  return cells.map(code => all.filter({ hasText: code.split('\n')[0] }).locator('.jp-Cell-outputArea'));
}

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`card, list, preview and refusal are readable in ${theme}`, async ({ page }) => {
    const faults = ownFaults(page);
    await page.theme.setTheme(theme);
    const [, card, list, preview, refusal] = await ran(page, [
      'import jupyter_registry as registry\nfrom sklearn.dummy import DummyClassifier\nmodel = DummyClassifier().fit([[0]], [1])',
      'registry.card("tumour-screen@champion")',
      'registry.search("task:tabular-classification")',
      '%publish model --name dummy --dry-run',
      '%publish model --name "Bad Name"'
    ]);
    await expect(card).toContainText('@champion');
    await expect(list.getByRole('row')).toHaveCount(11);
    await expect(preview).toContainText('would be published. Nothing was sent.');
    await expect(refusal.locator('.jp-ModelRegistry-inline')).toContainText('Use "bad-name", for instance.');
    expect(await accessibilityFaults(page, '.jp-ModelRegistry-inline')).toEqual([]);
    for (const output of await page.locator('.jp-ModelRegistry-inline').all()) {
      const box = await output.boundingBox();
      expect(box?.height).toBeLessThanOrEqual(400);
      expect(box?.width).toBeLessThanOrEqual(860);
    }
    expect(faults).toEqual([]);
  });
}

test('the buttons of outputs open, search, insert and answer', async ({ page }) => {
  const [, card, list, published] = await ran(page, [
    'import jupyter_registry as registry\nfrom sklearn.dummy import DummyClassifier\nmodel = DummyClassifier().fit([[0]], [1])',
    'registry.card("digit-reader@champion")',
    'registry.search("iris")',
    '%publish model --name always-one'
  ]);
  const cells = page.locator('.jp-NotebookPanel:visible .jp-CodeCell');
  await published.getByRole('button', { name: 'Add: What is it for?' }).click();
  await page.keyboard.type('Says one, whatever it sees');
  await page.keyboard.press('Enter');
  await expect(published).toContainText('saved: Says one, whatever it sees');
  await card.getByRole('button', { name: 'Insert load code' }).click();
  await expect(cells.filter({ hasText: 'registry.load("digit-reader@champion")' })).toHaveCount(1);
  await list.getByRole('button', { name: 'Open in panel' }).click();
  await expect(page.locator('#jp-model-registry').getByRole('combobox', { name: /search/i })).toHaveValue(/iris/);
  await published.getByRole('button', { name: 'Open card' }).click();
  const opened = page.locator('.jp-ModelRegistry-page:visible');
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText('always-one');
  await expect(opened).toContainText('Says one, whatever it sees');
});

test('the Publish button writes the line that publishes and runs it', async ({ page, tmpPath }) => {
  await openNotebook(page, await exampleNotebook(page, tmpPath));
  await page.notebook.activate('first-model.ipynb');
  await page.notebook.run();
  await page.locator('.jp-NotebookPanel-toolbar').getByRole('button', { name: 'Publish' }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Variable')).toHaveValue('model');
  await expect(form.getByLabel('Data')).toHaveValue('X_test');
  await expect(form.getByLabel('Metrics')).toHaveValue('scores');
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-publish')).toEqual([]);
  await form.getByLabel('Model name').fill('Not A Name');
  await expect(form.getByRole('alert')).toContainText('Use a-z');
  await form.getByLabel('Model name').fill('wine-by-button');
  await form.getByLabel('Alias').fill('challenger');
  await form.getByRole('button', { name: 'Publish' }).click();
  const last = page.locator('.jp-NotebookPanel .jp-CodeCell').last();
  await expect(last).toContainText(
    '%publish model --name wine-by-button --data X_test --metrics scores --alias challenger'
  );
  await expect(last.locator('.jp-ModelRegistry-inline')).toContainText('@challenger', { timeout: 30_000 });
});

test('an output of a notebook that is not trusted has no buttons', async ({ page, tmpPath }) => {
  await openNotebook(page, await exampleNotebook(page, tmpPath));
  await page.notebook.activate('first-model.ipynb');
  await page.notebook.run();
  await page.notebook.save();
  await page.notebook.close(false);
  const root = process.env.JUPYTERLAB_GALATA_ROOT_DIR ?? '';
  const copy = `${tmpPath}/from-somebody.ipynb`;
  // Another text than the one that was signed.
  const text = await fs.readFile(path.join(root, tmpPath, 'first-model.ipynb'), 'utf-8');
  await page.contents.uploadContent(text.replace('Your first model', 'My first model'), 'text', copy);
  await openNotebook(page, copy);
  const output = page.locator('.jp-NotebookPanel .jp-ModelRegistry-inline');
  await expect(output).toContainText(MODEL);
  await expect(output.getByRole('button')).toHaveCount(0);
});

test('live widgets follow Python, and Python follows them', async ({ page }) => {
  const [, card, , list] = await ran(page, [
    'import jupyter_registry as registry',
    'live = registry.card("iris-tree").widget()\nlive',
    'live.ref = "iris-species@champion"',
    'found = registry.browse("iris")\nfound'
  ]);
  await expect(card).toContainText('iris-species');
  await expect(list).toContainText('5 models');
  await list.getByRole('searchbox').fill('digit');
  await expect(list.getByRole('status')).toContainText('10 models');
  await list.getByRole('checkbox', { name: /digit-reader/ }).check();
  await expect(list.getByRole('status')).toContainText('1 chosen');
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-widget')).toEqual([]);
  await page.notebook.addCell('code', 'found.query, found.selection');
  await page.notebook.runCell((await page.notebook.getCellCount()) - 1);
  const chosen = page.locator('.jp-NotebookPanel .jp-CodeCell', { hasText: 'found.query, found.selection' });
  await expect(chosen).toContainText("('digit', ['digit-reader:2'])");
});
