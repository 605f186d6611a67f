/** The side panel: what it offers, its keys, its states, its widths. */

import { expect, test } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';

import { accessibilityFaults, openPanel, result, results, search, searchBox } from './parts';

/** Give the left sidebar a width in pixels. */
async function setWidth(page: Page, width: number): Promise<void> {
  const panel = page.locator('#jp-model-registry');
  const box = await panel.boundingBox();
  const handle = page.locator('#jp-main-split-panel > .lm-SplitPanel-handle:not(.lm-mod-hidden)').first();
  const at = await handle.boundingBox();
  if (!box || !at) {
    throw new Error('The panel is not shown.');
  }
  const y = at.y + at.height / 2;
  await page.mouse.move(at.x + at.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width / 2 + width - box.width, y, { steps: 4 });
  await page.mouse.up();
}

/** Wait until nothing has been answered for a moment, and give the number of results. */
async function total(panel: Locator): Promise<number> {
  const size = await results(panel).getByRole('option').first().getAttribute('aria-setsize');
  return Number(size);
}

test('a query without results offers ways out whose counts are true', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'task:tabular-classification zzzzqqq ');
  await expect(panel.getByRole('heading', { name: 'No model meets all 2 conditions' })).toBeVisible();
  const ways = panel.getByRole('listitem').getByRole('button', { name: /\d+ models?$/ });
  await expect(ways.first()).toBeVisible();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);

  await searchBox(panel).press('ArrowDown');
  await expect(ways.first()).toBeFocused();
  const count = Number(/(\d+) models?$/.exec((await ways.first().textContent()) ?? '')?.[1]);
  await page.keyboard.press('Enter');
  await expect(results(panel).getByRole('option').first()).toHaveAttribute('aria-setsize', String(count));
});

test('a short list ends with close alternatives, as many as promised', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'task:tabular-regression size<20kB ');
  const more = panel.getByRole('button', { name: /^Show \d+ close alternative/ });
  const count = Number(/\d+/.exec((await more.textContent()) ?? '')?.[0]);
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await more.click();
  await expect(panel.getByRole('button', { name: /^like:.*, filter/ })).toBeVisible();
  await expect(results(panel).getByRole('option').first()).toHaveAttribute('aria-setsize', String(count));
});

test('keys alone open the panel, search, walk the list, select, and open a card', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+Shift+KeyY');
  const panel = page.locator('#jp-model-registry');
  await expect(searchBox(panel)).toBeFocused();
  await page.keyboard.type('classifier');
  await expect(results(panel).getByRole('option').first()).toBeVisible();
  await expect(panel.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(results(panel)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(panel.getByRole('region', { name: 'Selection' })).toContainText('1 selected');
  await page.keyboard.press('x');
  await expect(panel.getByRole('region', { name: 'Selection' })).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(searchBox(panel)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.jp-ModelRegistry-page').getByRole('heading', { level: 1 })).toBeVisible();
});

test('a finished filter becomes a chip that keys edit and remove', async ({ page }) => {
  const panel = await openPanel(page);
  await searchBox(panel).click();
  await page.keyboard.type('task:tabular-classification forest');
  const chip = panel.getByRole('button', { name: /^task:tabular-classification, filter/ });
  await expect(chip).toBeVisible();
  await expect(searchBox(panel)).toHaveValue('forest');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect(chip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(searchBox(panel)).toHaveValue('task:tabular-classification');
  await expect(panel.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('x');
  await expect(panel.getByRole('listbox', { name: 'Suggestions' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(chip).toBeVisible();
  await expect(searchBox(panel)).toHaveValue('forest');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Delete');
  await expect(chip).toHaveCount(0);
  await expect(searchBox(panel)).toHaveValue('forest');
});

test('words that were understood are chips; Delete searches the words', async ({ page }) => {
  const panel = await openPanel(page);
  await searchBox(panel).click();
  await page.keyboard.type('regression under 1k params ');
  const chip = panel.getByRole('button', { name: /understood from “under 1k params”/ });
  await expect(chip).toHaveText('params<1k');
  await expect(panel.getByRole('button', { name: /understood from “regression”/ })).toBeVisible();
  await expect(searchBox(panel)).toHaveValue('');
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await page.keyboard.press('Backspace');
  await expect(chip).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(chip).toHaveCount(0);
  await expect(searchBox(panel)).toHaveValue('"under" "1k" "params"');
});

test('a suggestion is taken with Tab, and Enter searches what was typed', async ({ page }) => {
  const panel = await openPanel(page);
  await searchBox(panel).click();
  await page.keyboard.type('fram');
  const suggestions = panel.getByRole('listbox', { name: 'Suggestions' });
  await expect(suggestions.getByRole('option').first()).toContainText('framework:');
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(suggestions).toBeHidden();
  await expect(searchBox(panel)).toHaveValue('fram');
  await page.keyboard.type('e');
  await expect(suggestions.getByRole('option').first()).toContainText('framework:');
  await page.keyboard.press('Tab');
  await expect(searchBox(panel)).toHaveValue('framework:');
  await expect(suggestions.getByRole('option').first()).toContainText('framework:');
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('button', { name: /^framework:.*, filter/ })).toBeVisible();
  await expect(searchBox(panel)).toHaveValue('');
});

test('a mistyped field is named, ignored, and mended with one click', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'tsak:tabular-classification ');
  await expect(panel.getByText(/no field "tsak"/)).toBeVisible();
  await expect(panel.getByRole('button', { name: /^tsak:tabular-classification, ignored/ })).toBeVisible();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await panel.getByRole('button', { name: 'Use task:tabular-classification' }).click();
  await expect(panel.getByRole('button', { name: /^task:tabular-classification, filter/ })).toBeVisible();
});

test('a filter that is ticked becomes part of the query, with the count it promised', async ({ page }) => {
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: /Show (all|the only)/ }).click();
  await results(panel).focus();
  await page.keyboard.press('f');
  const filters = panel.getByRole('region', { name: 'Filters' });
  const box = filters.getByRole('group', { name: /Task/ }).getByRole('checkbox').first();
  const label =
    (await filters
      .locator('label', { has: page.getByRole('checkbox') })
      .first()
      .textContent()) ?? '';
  await box.check();
  const count = Number(/(\d+)$/.exec(label)?.[1]);
  await expect(filters.getByRole('button', { name: new RegExp(`^Show ${count} model`) })).toBeVisible();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await filters.getByRole('button', { name: /^Show/ }).click();
  await expect(results(panel)).toBeFocused();
  expect(await total(panel)).toBe(count);
  await expect(panel.getByRole('button', { name: /^task:.*, filter/ })).toBeVisible();
});

test('a search is saved under a name, offered again, and forgotten', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'classifier');
  await panel.getByRole('button', { name: /^Save this search/ }).click();
  await panel.getByRole('textbox', { name: 'Save as' }).fill('my classifiers');
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Clear the query' }).click();
  const saved = panel.getByRole('button', { name: /^my classifiers/ });
  await saved.click();
  await expect(panel.getByRole('button', { name: /understood from “classifier”/ })).toBeVisible();
  await panel.getByRole('button', { name: 'Clear the query' }).click();
  await panel.getByRole('button', { name: 'Manage' }).click();
  await panel.getByRole('button', { name: 'Forget the search my classifiers' }).click();
  await expect(saved).toHaveCount(0);
});

test('with the server stopped the panel searches what it has seen, and goes on by itself', async ({ page }) => {
  const panel = await openPanel(page);
  await search(panel, 'classifier');
  await expect(results(panel).getByRole('option').first()).toBeVisible();
  await page.route('**/jupyter-registry/api/**', route => route.abort());
  await search(panel, 'iris');
  await expect(panel.getByRole('alert')).toContainText(/not reachable/i);
  await expect(result(panel, 'iris').first()).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Save this search/ })).toBeDisabled();
  expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
  await page.unroute('**/jupyter-registry/api/**');
  await expect(panel.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
});

test('without the server part the panel explains how to get it', async ({ page }) => {
  await page.route('**/jupyter-registry/api/**', route =>
    route.fulfill({ status: 404, contentType: 'text/html', body: '<html>404</html>' })
  );
  await page.reload();
  const panel = await openPanel(page);
  await expect(panel).toContainText(/server part is missing/i);
  await expect(panel).toContainText(/pip install/);
});

test('a link opens the panel with its query', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}/lab?registry-search=iris`);
  const panel = page.locator('#jp-model-registry');
  await expect(panel.getByRole('button', { name: /understood from “iris”/ })).toBeVisible();
  expect(new URL(page.url()).search).not.toContain('registry-search');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  for (const width of [250, 300, 520]) {
    test(`results are readable and nothing is cut off in ${theme} at ${width} px`, async ({ page }) => {
      await page.theme.setTheme(theme);
      const panel = await openPanel(page);
      await setWidth(page, width);
      await search(panel, 'classifier ');
      await expect(results(panel).getByRole('option').first()).toBeVisible();
      await expect(panel.getByRole('region', { name: 'Filters' })).toHaveCount(width >= 480 ? 1 : 0);
      expect(await accessibilityFaults(page, '#jp-model-registry')).toEqual([]);
      const wider = await panel.evaluate(element => element.scrollWidth - element.clientWidth);
      expect(wider).toBe(0);
    });
  }
}
