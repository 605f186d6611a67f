/** The same outputs in Notebook 7, which lacks half of the services that JupyterLab offers. */

import { expect, test as base } from '@jupyterlab/galata';
import type { NotebookPanel } from '@jupyterlab/notebook';

import { ownFaults } from './faults';
import { accessibilityFaults, exampleNotebook, MODEL } from './parts';

const test = base.extend({
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.locator('#main-panel').waitFor();
    });
  }
});

test.use({ autoGoto: false });

test('the example notebook shows its card in Notebook 7, and the card opens beside it', async ({
  page,
  baseURL,
  tmpPath
}) => {
  const path = await exampleNotebook(page, tmpPath);
  const faults = ownFaults(page);

  // The whole address: Galata would put the path of JupyterLab before a part of one.
  await page.goto(`${baseURL}/notebooks/${path}`);
  const notebook = page.locator('.jp-NotebookPanel');
  // A notebook that is run before it is the current one, or before its kernel is there, does not run.
  await page.waitForFunction(() => {
    const { commands, shell } = window.jupyterapp;
    const panel = shell.currentWidget as NotebookPanel | null;
    const ready = panel?.sessionContext?.isReady && panel.sessionContext.session?.kernel?.status === 'idle';
    return Boolean(ready) && commands.isEnabled('notebook:run-all-cells');
  });
  await page.evaluate(() => window.jupyterapp.commands.execute('notebook:run-all-cells'));

  const output = notebook.locator('.jp-ModelRegistry-inline').first();
  await expect(output).toContainText(MODEL, { timeout: 60_000 });
  expect(await accessibilityFaults(page, '.jp-NotebookPanel .jp-ModelRegistry-inline')).toEqual([]);

  await output.getByRole('button', { name: 'Open card' }).click();
  const card = page.locator('.jp-ModelRegistry-page');
  await expect(card.getByRole('heading', { level: 1, name: MODEL })).toBeVisible();
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-page')).toEqual([]);

  await output.getByRole('button', { name: 'Insert load code' }).click();
  await expect(notebook.locator('.jp-Cell').last()).toContainText('load("wine-classifier');
  expect(faults).toEqual([]);
});
