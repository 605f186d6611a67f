/** The first walk of a new user, on a real server, a real kernel and a real registry file. */

import { expect, test } from '@jupyterlab/galata';

import {
  accessibilityFaults,
  exampleNotebook,
  MODEL,
  openNotebook,
  openPanel,
  openWithoutKernel,
  result,
  search
} from './parts';

test('publish, find, open, insert, predict, save and reopen without a kernel', async ({ page, tmpPath }) => {
  const panel = await openPanel(page);
  await expect(panel).toContainText(/\d+ models/);
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);

  const path = await exampleNotebook(page, tmpPath);
  await openNotebook(page, path);
  await page.notebook.activate('first-model.ipynb');
  await page.notebook.run();
  const card = page.locator('.jp-NotebookPanel .jp-ModelRegistry-inline').first();
  await expect(card).toContainText(MODEL);
  expect(await accessibilityFaults(page, '.jp-NotebookPanel .jp-ModelRegistry-inline')).toEqual([]);

  await openPanel(page);
  await expect(panel.getByText(MODEL).first()).toBeVisible({ timeout: 10_000 });
  await search(panel, 'wine');
  await expect(result(panel, MODEL)).toBeVisible();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);

  await result(panel, MODEL).click();
  const page_ = page.locator('.jp-ModelRegistry-page');
  await expect(page_.getByRole('heading', { level: 1, name: new RegExp(MODEL) })).toBeVisible();
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-page')).toEqual([]);

  const before = await cellCount(page);
  await page_
    .getByRole('button', { name: /^Insert/ })
    .first()
    .click();
  await expect.poll(() => cellCount(page)).toBe(before + 1);
  await page.notebook.activate('first-model.ipynb');
  expect(await page.notebook.getCellTextInput(before)).toContain('load("');
  await page.notebook.runCell(before);
  const output = page.locator('.jp-NotebookPanel .jp-Cell').nth(before).locator('.jp-OutputArea-output');
  await expect(output.first()).toContainText('array(');

  await page.notebook.save();
  await page.notebook.close(false);
  await page.kernel.shutdownAll();
  await openWithoutKernel(page, path);
  await expect(page.locator('.jp-NotebookPanel .jp-ModelRegistry-inline').first()).toContainText(MODEL);
  const kernels = await page.request.get('/api/kernels');
  expect(await kernels.json()).toEqual([]);
});

/** Number of cells of the only open notebook. */
async function cellCount(page: import('@playwright/test').Page): Promise<number> {
  return page.locator('.jp-NotebookPanel .jp-Notebook > .jp-WindowedPanel-outer .jp-Cell').count();
}
