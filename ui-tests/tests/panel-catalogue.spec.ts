/** The catalogue: all models as a table in the main area, with the panel's query line, filters and keys. */

import { expect, test } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';

import { accessibilityFaults, openPanel, searchBox, withoutLauncher } from './parts';

const CATALOGUE = '#jp-model-registry-catalogue';

function rows(page: Page): Locator {
  return page.locator(CATALOGUE).getByRole('grid', { name: 'Models found' }).locator('[role=row][aria-selected]');
}

/** The names in the first column. */
function names(page: Page): Promise<string[]> {
  return rows(page).locator('[role=gridcell]:first-child b').allInnerTexts();
}

/** Open the catalogue by its tile in the launcher, with room for its table. */
async function openCatalogue(page: Page): Promise<Locator> {
  await page.setViewportSize({ width: 1500, height: 800 });
  await page.locator('.jp-LauncherCard', { hasText: 'Model Catalogue' }).click();
  await expect(rows(page).first()).toBeVisible();
  return page.locator(CATALOGUE);
}

test('the launcher opens a table of all models, whose heads sort it both ways', async ({ page }) => {
  const catalogue = await openCatalogue(page);
  const heads = ['Model', 'Task', 'Headline metric', 'Size', 'License', 'Owner', 'Stage', 'Updated'];
  await expect(catalogue.getByRole('columnheader')).toHaveText(heads);
  expect(await accessibilityFaults(page, CATALOGUE)).toEqual([]);
  const model = catalogue.getByRole('columnheader', { name: 'Model' });
  await model.getByRole('button').click();
  await expect(model).toHaveAttribute('aria-sort', 'ascending');
  const up = await names(page);
  expect(up).toEqual([...up].sort());
  await model.getByRole('button').click();
  await expect(model).toHaveAttribute('aria-sort', 'descending');
  expect(await names(page)).not.toEqual(up);
  await model.getByRole('button').click();
  await expect(model).toHaveAttribute('aria-sort', 'none');
});

test('where all results share a metric its column bears its name and sorts by it', async ({ page }) => {
  const catalogue = await openCatalogue(page);
  await searchBox(catalogue).fill('task:tabular-classification accuracy>0.9 ');
  const metric = catalogue.getByRole('columnheader', { name: 'accuracy' });
  await metric.getByRole('button').click();
  await expect(metric).toHaveAttribute('aria-sort', 'descending');
  const values = await rows(page).locator('[role=gridcell]:nth-child(3)').allInnerTexts();
  const numbers = values.map(value => Number.parseFloat(value));
  expect(numbers.length).toBeGreaterThan(3);
  expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
});

test('its keys are those of the list, and its menu is about its own rows', async ({ page }) => {
  const panel = await openPanel(page);
  await expect(panel.getByRole('button', { name: 'Catalogue' })).toBeVisible();
  const catalogue = await openCatalogue(page);
  await searchBox(catalogue).press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('x');
  const third = (await names(page))[2];
  await rows(page).nth(2).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Find Models Like It' }).click();
  await expect(catalogue.getByRole('button', { name: new RegExp(`^like:${third}, filter`) })).toBeVisible();
  await expect(searchBox(panel)).toHaveValue('');
});

withoutLauncher('the panel opens it with the query it has, and it comes back after a reload', async ({ page }) => {
  const panel = await openPanel(page);
  await searchBox(panel).fill('task:tabular-regression ');
  await panel.getByRole('button', { name: 'More actions of the panel' }).click();
  await panel.getByRole('menuitem', { name: 'Open the catalogue' }).click();
  const chip = page.locator(CATALOGUE).getByRole('button', { name: /^task:tabular-regression, filter/ });
  await expect(chip).toBeVisible();
  // The layout is saved a moment after it changes.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(chip).toBeVisible();
});
