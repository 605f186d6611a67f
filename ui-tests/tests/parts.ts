/** Where things are on the screen, once for all browser tests: by role and name wherever there is one. */

import AxeBuilder from '@axe-core/playwright';
import { expect, IJupyterLabPageFixture, test } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';
import * as path from 'path';

export const NOTEBOOK = 'first-model.ipynb';
export const MODEL = 'wine-classifier';

/** For tests in which other tabs come back or the launcher has another name; Galata waits for "Launcher". */
export const withoutLauncher = test.extend({
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.evaluate(() => window.jupyterapp.restored.then(() => undefined));
    });
  }
});

/** Copy the example notebook beside this test's other files and give its path. */
export async function exampleNotebook(page: IJupyterLabPageFixture, folder: string): Promise<string> {
  const root = process.env.JUPYTERLAB_GALATA_ROOT_DIR ?? '';
  const target = `${folder}/${NOTEBOOK}`;
  await page.contents.uploadFile(path.join(root, NOTEBOOK), target);
  return target;
}

/** Open a notebook by its path, whatever the sidebar shows. */
export async function openNotebook(page: IJupyterLabPageFixture, target: string): Promise<void> {
  await page.evaluate(async file => {
    await window.jupyterapp.commands.execute('docmanager:open', { path: file, factory: 'Notebook' });
  }, target);
  await page.locator('.jp-NotebookPanel').waitFor();
}

/** Open a saved notebook on a server that starts no kernel for it. */
export async function openWithoutKernel(page: IJupyterLabPageFixture, target: string): Promise<void> {
  await page.route('**/api/sessions*', (route, request) =>
    request.method() === 'POST'
      ? route.fulfill({ status: 503, json: { message: 'No kernels today' } })
      : route.fallback()
  );
  await openNotebook(page, target);
}

/** The registry's panel in the left sidebar, opened by its tab. */
export async function openPanel(page: Page): Promise<Locator> {
  const panel = page.locator('#jp-model-registry');
  if (!(await panel.isVisible())) {
    await page.getByRole('tab', { name: 'Model Registry' }).click();
  }
  await expect(panel).toBeVisible();
  return panel;
}

/** The panel's search box: what is being typed; finished filters are chips beside it. */
export function searchBox(panel: Locator): Locator {
  return panel.getByRole('combobox', { name: /search/i });
}

/** Replace the query by another one; Enter closes the suggestions and finishes what is typed. */
export async function search(panel: Locator, query: string): Promise<void> {
  const clear = panel.getByRole('button', { name: 'Clear the query' });
  if (await clear.isVisible()) {
    await clear.click();
  }
  await searchBox(panel).fill(query);
  await searchBox(panel).press('Enter');
}

/** The list of models found. */
export function results(panel: Locator): Locator {
  return panel.getByRole('listbox', { name: 'Models found' });
}

/** The result of that model in the panel's list. */
export function result(panel: Locator, model: string): Locator {
  return results(panel).getByRole('option', { name: new RegExp(`^${model}`) });
}

/** Faults that axe finds in the parts of the page that `selector` names. */
export async function accessibilityFaults(page: Page, selector: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include(selector).analyze();
  return found.violations.map(
    fault => `${fault.id} (${fault.impact}): ${fault.nodes.map(node => node.html.slice(0, 200)).join(' | ')}`
  );
}
