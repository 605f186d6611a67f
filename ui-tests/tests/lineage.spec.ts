/** The sections of metrics and lineage of a card, on a real server: places, leaderboards, the picture and its list. */

import { expect, test } from '@jupyterlab/galata';

import { ownFaults } from './faults';
import { accessibilityFaults } from './parts';

const MODEL = 'tumour-screen';
const CARD = '.jp-ModelRegistry-page';

test('a card shows its places and its lineage, and both are used with the keyboard', async ({ page }) => {
  const faults = ownFaults(page);
  await page.evaluate(async ref => {
    await window.jupyterapp.commands.execute('registry:open-card', { ref });
  }, MODEL);
  const metrics = page.getByRole('region', { name: 'Metrics', exact: true });
  const rank = metrics.getByRole('button', { name: /^Leaderboard of / }).first();
  await rank.focus();
  await page.keyboard.press('Enter');
  const board = metrics.getByRole('region');
  await expect(board.getByRole('heading')).toBeFocused();
  await expect(board.locator('tr[aria-current]')).toContainText(MODEL);
  expect(await accessibilityFaults(page, CARD)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(board).toHaveCount(0);

  const lineage = page.getByRole('region', { name: 'Lineage', exact: true });
  await expect(lineage.getByText('you are here')).toBeVisible();
  await lineage.getByRole('button', { name: 'List' }).press('Enter');
  await expect(lineage.getByRole('table')).toContainText('evaluated on');
  expect(await accessibilityFaults(page, CARD)).toEqual([]);
  expect(faults).toEqual([]);
});
