/** What the panel offers before anything is typed: first steps in an empty registry, and models for the open notebook. */

import { expect, test } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';

import { accessibilityFaults, exampleNotebook, openNotebook, openPanel, result, search } from './parts';

/** Let the registry say that it holds nothing. */
async function emptied(page: Page): Promise<void> {
  await page.route('**/jupyter-registry/api/v1/get-status*', async route => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, json: { ...(await reply.json()), models: 0, versions: 0 } });
  });
}

test('an empty registry offers the fitted models of the notebook, and the code that publishes one', async ({
  page,
  tmpPath
}) => {
  await emptied(page);
  await openNotebook(page, await exampleNotebook(page, tmpPath));
  const code =
    'from sklearn.tree import DecisionTreeClassifier\ntree = DecisionTreeClassifier().fit([[0], [1]], [0, 1])';
  await page.notebook.setCell(0, 'code', code);
  await page.notebook.runCell(0, true);
  const panel = await openPanel(page);
  await expect(panel.getByRole('heading', { name: 'No models here yet' })).toBeVisible();
  await expect(panel).toContainText('1 fitted model in memory');
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await panel.getByRole('button', { name: 'tree', exact: true }).click();
  await expect(page.locator('.jp-Notebook .jp-Cell.jp-mod-active')).toContainText('%publish tree --name my-model');
  await panel.getByRole('button', { name: 'Use a shared registry…' }).click();
  await expect(panel.getByRole('dialog', { name: 'Registries' })).toBeFocused();
});

test('models that suit the open notebook stand first, with the reason', async ({ page, tmpPath }) => {
  await openNotebook(page, await exampleNotebook(page, tmpPath));
  const panel = await openPanel(page);
  await expect(panel.getByRole('heading', { name: 'For this notebook' })).toBeVisible();
  const row = panel.getByRole('button', { name: /you import sklearn/ }).first();
  await expect(row).toBeVisible();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await row.click();
  await expect(page.locator('.jp-ModelRegistry-page').getByRole('heading', { level: 1 })).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'Recent' })).toBeVisible();
});

test('a favourite is marked in the list, and found before anything is typed', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'tumour-forest');
  await result(panel, 'tumour-forest').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Star It, or Not' }).click();
  await expect(result(panel, 'tumour-forest')).toHaveAccessibleName(/Starred$/);
  await page.reload();
  await openPanel(page);
  await panel.getByRole('button', { name: /^Starred/ }).click();
  await expect(result(panel, 'tumour-forest')).toHaveAccessibleName(/Starred$/);
  await expect(result(panel, 'tumour-boosting')).toHaveCount(0);
});
