/** The same outputs in Notebook 7, which lacks half of the services that JupyterLab offers. */

import { expect, test as base } from '@jupyterlab/galata';

import { exampleNotebook, MODEL } from './parts';

const test = base.extend({
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.locator('#main-panel').waitFor();
    });
  }
});

test.use({ autoGoto: false });

test('the example notebook shows its card in Notebook 7', async ({ page, tmpPath }) => {
  const path = await exampleNotebook(page, tmpPath);
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(error.message));

  await page.goto(`notebooks/${path}`);
  const notebook = page.locator('.jp-NotebookPanel');
  await expect(notebook).toBeVisible();
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();

  await expect(notebook.locator('.jp-ModelRegistry-inline').first()).toContainText(MODEL, { timeout: 60_000 });
  expect(faults).toEqual([]);
});
