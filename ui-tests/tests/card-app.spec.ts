/** How the cards live in the application: their commands, their tabs over a reload, no complaint of ours at the start. */

import { expect, test } from '@jupyterlab/galata';

import { ownFaults } from './faults';
import { withoutLauncher } from './parts';

test('every command of ours says what it takes, and all of them stand in the palette', async ({ page }) => {
  const commands = await page.evaluate(async () => {
    const { commands: all } = window.jupyterapp;
    const ours = all.listCommands().filter(id => id.startsWith('registry:'));
    return Promise.all(
      ours.map(async id => ({ id, label: all.label(id), type: (await all.describedBy(id)).args?.type }))
    );
  });
  expect(commands.length).toBeGreaterThanOrEqual(9);
  expect(commands.filter(command => command.type !== 'object')).toEqual([]);
  await page.evaluate(() => window.jupyterapp.commands.execute('apputils:activate-command-palette'));
  await page.locator('#modal-command-palette input').fill('Model Registry');
  const items = page.locator('#modal-command-palette .lm-CommandPalette-itemLabel');
  for (const { label } of commands) {
    // In the document, seen or not: a command about the chosen result hides while there is none.
    await expect(items.filter({ hasText: label }).first()).toBeAttached();
  }
});

withoutLauncher('open cards come back after a reload, at the version they showed', async ({ page }) => {
  const faults = ownFaults(page);
  for (const ref of ['iris-tree', 'digit-reader:1']) {
    await page.evaluate(async name => {
      await window.jupyterapp.commands.execute('registry:open-card', { ref: name });
    }, ref);
  }
  await expect(page.getByRole('heading', { level: 1, name: 'digit-reader' })).toBeVisible();
  // The layout is saved a moment after it changes.
  await page.waitForTimeout(1500);
  await page.reload();
  const tabs = page.locator('#jp-main-dock-panel').getByRole('tab');
  await expect(tabs.filter({ hasText: 'iris-tree' })).toHaveCount(1);
  await tabs.filter({ hasText: 'digit-reader' }).click();
  const card = page.locator('.jp-ModelRegistry-page:visible');
  await expect(card.getByRole('combobox', { name: 'Version', exact: true })).toHaveValue('1');
  expect(faults).toEqual([]);
});
