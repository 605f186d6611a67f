/** The interface in the first language it was translated to, in a real JupyterLab with its language pack. */

import { expect, galata } from '@jupyterlab/galata';

import { withoutLauncher as test } from './parts';

test.use({
  mockSettings: {
    ...galata.DEFAULT_SETTINGS,
    '@jupyterlab/translation-extension:plugin': { locale: 'de_DE' }
  }
});

test('panel and card speak German', async ({ page }) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'de-DE');
  await page.getByRole('tab', { name: 'Modell-Registry' }).click();
  const panel = page.locator('#jp-model-registry');
  await expect(panel.getByRole('button', { name: 'Modell veröffentlichen' })).toBeVisible();
  await expect(panel).toContainText(/\d+ Modelle/);
  await panel.getByRole('combobox', { name: 'Modelle suchen' }).fill('iris');
  await panel.getByRole('combobox', { name: 'Modelle suchen' }).press('Enter');
  const found = panel.getByRole('listbox', { name: 'Gefundene Modelle' }).getByRole('option', { name: /^iris-tree/ });
  await expect(found).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('panel.png') });
  await found.click();
  const card = page.locator('.jp-ModelRegistry-page');
  await expect(card.getByRole('heading', { level: 1 })).toBeVisible();
  for (const text of ['Kann ich es benutzen?', 'Metriken', 'Versionen', 'Verlauf']) {
    await expect(card.getByText(text, { exact: true }).first()).toBeVisible();
  }
  await page.screenshot({ path: test.info().outputPath('card.png') });
});
