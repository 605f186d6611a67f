/** The side panel: its states, its keys, its widths. */

import { expect, test } from '@jupyterlab/galata';

import { accessibilityFaults, openPanel, result, search } from './parts';

test('a query without results offers a way out whose count is true', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'task:tabular-classification zzzzqqq');
  const way = panel.getByRole('button', { name: /\d+ models?/ }).first();
  await expect(way).toBeVisible();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  const count = Number(/(\d+) models?/.exec((await way.textContent()) ?? '')?.[1]);
  await way.click();
  await expect(panel.getByRole('option').first()).toHaveAttribute('aria-setsize', String(count));
});

test('keys alone open the panel, search, walk the list and open a card', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  const panel = page.locator('#jp-model-registry');
  await expect(panel.getByRole('combobox', { name: /search/i })).toBeFocused();
  await page.keyboard.type('classifier');
  await expect(panel.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-ModelRegistry-page').getByRole('heading', { level: 1 })).toBeVisible();
});

test('with the server stopped the panel says so and keeps what it has', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'classifier');
  await expect(panel.getByRole('option').first()).toBeVisible();
  await page.route('**/jupyter-registry/api/**', route => route.abort());
  await search(panel, 'regressor');
  await expect(panel.getByRole('alert')).toContainText(/not reachable/i);
});

test('without the server part the panel explains how to get it', async ({ page }) => {
  await page.route('**/jupyter-registry/api/**', route =>
    route.fulfill({ status: 404, contentType: 'text/html', body: '<html>404</html>' })
  );
  await page.reload();
  const panel = await openPanel(page);
  await expect(panel).toContainText(/server/i);
  await expect(panel).toContainText(/pip install/);
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`every result is readable in ${theme}`, async ({ page }) => {
    await page.theme.setTheme(theme);
    const panel = await openPanel(page);
    await search(panel, 'classifier');
    await expect(result(panel, '').first()).toBeVisible();
    expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  });
}
