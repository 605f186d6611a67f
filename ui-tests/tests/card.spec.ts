/** The model card in the main area: what it shows, its keys, and what a person can change on it and take back. */

import { expect, test } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';

import { ownFaults } from './faults';
import { accessibilityFaults, exampleNotebook, openNotebook } from './parts';

const MODEL = 'tumour-screen';
/** Longer than the pause in which an action can be called off, in milliseconds. */
const PAUSE = 20_000;

/** Open a card by its command; gives the page of the card on top. */
async function openCard(page: Page, ref: string): Promise<Locator> {
  await page.evaluate(async name => {
    await window.jupyterapp.commands.execute('registry:open-card', { ref: name });
  }, ref);
  const card = page.locator('.jp-ModelRegistry-page:visible');
  await expect(card.getByRole('heading', { level: 1 })).toBeVisible();
  return card;
}

/** A write by somebody else: straight to the server, past this page. */
async function elsewhere(page: Page, verb: string, args: object): Promise<void> {
  const address = `/jupyter-registry/api/v1/${verb}`;
  const reply = await page.request.post(address, { data: { ...args, request_id: crypto.randomUUID() } });
  expect(reply.ok()).toBe(true);
}

function section(card: Locator, name: string): Locator {
  return card.getByRole('region', { name, exact: true });
}

for (const theme of ['JupyterLab Light', 'JupyterLab Dark']) {
  test(`a card is whole and readable in ${theme}, wide and narrow`, async ({ page }) => {
    const faults = ownFaults(page);
    await page.theme.setTheme(theme);
    const card = await openCard(page, MODEL);
    const names = [
      'Overview',
      'Metrics',
      'Parameters',
      'Versions',
      'Data and signature',
      'Environment',
      'Checks',
      'Use',
      'Discussion',
      'History'
    ];
    for (const name of names) {
      await expect(section(card, name)).toBeVisible();
    }
    await expect(section(card, 'Metrics').getByRole('row', { name: /breast_cancer test accuracy/ })).toBeVisible();
    expect(await accessibilityFaults(page, '.jp-ModelRegistry-page')).toEqual([]);

    await page.setViewportSize({ width: 800, height: 700 });
    await page.evaluate(() => window.jupyterapp.commands.execute('application:toggle-left-area'));
    const wider = (): Promise<number> => card.evaluate(node => node.scrollWidth - node.clientWidth);
    expect(await wider()).toBe(0);
    await page.setViewportSize({ width: 340, height: 700 });
    expect(await wider()).toBe(0);
    await card.getByRole('button', { name: 'Show: Can I use it?' }).click();
    await expect(card.getByText('License: BSD-3-Clause')).toBeVisible();
    expect(await accessibilityFaults(page, '.jp-ModelRegistry-page')).toEqual([]);
    expect(faults).toEqual([]);
  });
}

test('keys go to sections, to the other version and into the edit', async ({ page }) => {
  const card = await openCard(page, `${MODEL}:2`);
  await card.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('5');
  await expect(section(card, 'Versions').getByRole('heading', { name: 'Versions' })).toBeFocused();
  await expect(card.getByRole('link', { name: /^Versions/ })).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('[');
  await expect(card.getByRole('combobox', { name: 'Version', exact: true })).toHaveValue('1');
  await page.keyboard.press(']');
  await expect(card.getByRole('combobox', { name: 'Version', exact: true })).toHaveValue('2');
  await card.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('e');
  await expect(card.getByRole('textbox', { name: /^Purpose/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card.getByRole('form', { name: 'Edit card' })).toBeHidden();
});

test('an alias moves after a pause in which Undo stops it, and History moves it back', async ({ page }) => {
  const card = await openCard(page, 'digit-reader');
  const versions = section(card, 'Versions');
  const row = (version: string): Locator => versions.getByRole('row', { name: new RegExp(`\\b${version}\\b`) });
  await expect(row('v2')).toContainText('@champion');
  await versions.getByRole('button', { name: 'Move an alias…' }).click();
  await versions.getByRole('combobox', { name: 'points at' }).selectOption('1');
  await expect(versions.getByRole('status')).toContainText('@champion moves from v2 to v1.');
  await versions.getByRole('button', { name: 'Move alias' }).click();
  await expect(card.getByText('@champion moves to v1 in 10 seconds.')).toBeVisible();
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(card.getByText('Nothing was changed.')).toBeVisible();
  await versions.getByRole('button', { name: 'Move an alias…' }).click();
  await versions.getByRole('combobox', { name: 'points at' }).selectOption('1');
  await versions.getByRole('button', { name: 'Move alias' }).click();
  await expect(row('v1')).toContainText('@champion', { timeout: PAUSE });
  await versions.getByText('Which version held which alias').click();
  await expect(versions.getByText(/^v1 since/)).toBeVisible();
  await section(card, 'History').getByRole('button', { name: 'Move @champion back to v2' }).click();
  await expect(row('v2')).toContainText('@champion', { timeout: PAUSE });
});

test('a version is retired with a reason and taken back', async ({ page }) => {
  const card = await openCard(page, 'iris-species:1');
  const versions = section(card, 'Versions');
  await versions.getByRole('button', { name: 'Retire version 1' }).click();
  await versions.getByRole('textbox', { name: /^Retire v1/ }).fill('A forest is better.');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('complementary')).toContainText('A forest is better.', { timeout: PAUSE });
  await versions.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(card.getByRole('complementary')).not.toContainText('A forest is better.');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(card.getByRole('complementary')).toContainText('A forest is better.');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(card.getByRole('complementary')).not.toContainText('A forest is better.');
});

test('an edit that meets another one keeps what was typed and shows both', async ({ page }) => {
  const card = await openCard(page, 'digit-forest');
  await card.getByRole('button', { name: 'Edit card' }).click();
  const contact = card.getByRole('textbox', { name: /^Contact/ });
  await contact.fill('mine');
  await elsewhere(page, 'edit-card', { ref: 'digit-forest:1', fields: { contact: { value: 'theirs' } } });
  await expect(card.getByRole('group', { name: 'Two values: Contact' })).toContainText('theirs');
  await expect(contact).toHaveValue('mine');
  await card.getByRole('button', { name: 'Save card' }).click();
  await expect(card.getByText('Card saved.')).toBeVisible();
  await expect(section(card, 'Overview')).toContainText('mine');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(section(card, 'Overview')).toContainText('theirs');
});

test('records of others are on the card: deployments, checks with evidence, loads', async ({ page }) => {
  const ref = 'iris-neighbours:1';
  await elsewhere(page, 'record-deployment', {
    ref,
    deployment: { target: 'greenhouse-api', environment: 'production' }
  });
  await elsewhere(page, 'record-reuse', { ref, reuse: { consumer: 'garden.ipynb' } });
  const evidence = {
    columns: [{ column: 'petal width', level: 'moved', psi: 0.18 }],
    remedies: ['Look at petal width.']
  };
  await elsewhere(page, 'add-check', {
    ref,
    check: { name: 'drift', verdict: 'warning', summary: 'Moved.', evidence }
  });
  const card = await openCard(page, ref);
  const rail = card.getByRole('complementary');
  await expect(rail).toContainText('greenhouse-api');
  await expect(rail).toContainText('1 of 1 tries');
  await expect(section(card, 'Overview')).toContainText('Look at petal width.');
  await section(card, 'Checks').getByText('drift', { exact: true }).click();
  await expect(section(card, 'Checks').getByRole('row', { name: /petal width/ })).toBeVisible();
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-page')).toEqual([]);
});

test('a question is asked by keyboard, answered, taken away and said again', async ({ page }) => {
  const card = await openCard(page, 'digit-neighbours');
  const talk = section(card, 'Discussion');
  await talk.getByRole('textbox').fill('Does it know **lilies**?');
  await talk.getByRole('combobox', { name: 'Kind' }).selectOption('question');
  await talk.getByRole('textbox').press('Control+Enter');
  await expect(talk.locator('strong', { hasText: 'lilies' })).toBeVisible();
  await talk.getByRole('button', { name: /^Answer/ }).click();
  await talk.getByRole('textbox', { name: 'Answer' }).fill('No.');
  await talk.getByRole('textbox', { name: 'Answer' }).press('Control+Enter');
  await expect(talk.getByRole('heading', { name: 'Questions and answers' })).toBeVisible();
  await talk
    .getByRole('button', { name: /^Delete the comment/ })
    .last()
    .click();
  await expect(talk.getByText('No.')).toBeHidden();
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(talk.getByText('No.')).toBeVisible();
});

test('a favourite and a comment that was not sent are there when the card is opened again', async ({ page }) => {
  const card = await openCard(page, 'iris-tree');
  await card.getByRole('button', { name: 'Favourite' }).click();
  await section(card, 'Discussion').getByRole('textbox').fill('half a thought');
  await page.evaluate(() => window.jupyterapp.shell.currentWidget?.close());
  const again = await openCard(page, 'iris-tree');
  await expect(again.getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
  await expect(section(again, 'Discussion').getByRole('textbox')).toHaveValue('half a thought');
});

test('a gap is answered and a tag added without opening a form', async ({ page }) => {
  const card = await openCard(page, 'iris-bayes');
  const rail = card.getByRole('complementary');
  await rail
    .getByRole('group', { name: /personal data/ })
    .getByRole('button', { name: 'None' })
    .click();
  await expect(section(card, 'Overview')).toContainText('Personal data');
  await rail.getByRole('textbox', { name: 'New tag' }).fill('garden');
  await page.keyboard.press('Enter');
  await expect(rail.getByRole('button', { name: 'Remove tag garden' })).toBeVisible();
});

test('what another process changes is on the card without a reload', async ({ page }) => {
  const card = await openCard(page, 'iris-margin');
  await elsewhere(page, 'set-alias', { model: 'iris-margin', alias: 'nightly', number: 1 });
  await expect(card.getByRole('heading', { level: 1 }).locator('..')).toContainText('@nightly');
});

test('code comes into the notebook by key and by drag, as the same cell', async ({ page, tmpPath }) => {
  await openNotebook(page, await exampleNotebook(page, tmpPath));
  await page.notebook.activate('first-model.ipynb');
  const cells = page.locator('.jp-NotebookPanel .jp-Cell');
  const before = await cells.count();
  const card = await openCard(page, MODEL);
  await page.evaluate(() => {
    const { shell } = window.jupyterapp;
    const tab = shell.currentWidget;
    const notebook = Array.from(shell.widgets('main')).find(widget => widget.id !== tab?.id);
    if (tab && notebook) {
      shell.add(tab, 'main', { mode: 'split-right', ref: notebook.id });
    }
  });
  await card.getByRole('tab', { name: 'Load', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(cells).toHaveCount(before + 1);
  const code = `model = registry.load("${MODEL}@champion")`;
  await expect(cells.filter({ hasText: code })).toHaveCount(1);
  expect(await page.evaluate(() => document.activeElement?.closest('.jp-NotebookPanel') !== null)).toBe(true);

  const grip = card.getByTitle('Drag to a notebook');
  await grip.scrollIntoViewIfNeeded();
  await grip.hover();
  await page.mouse.down();
  await cells.nth(1).hover({ force: true });
  await cells.nth(1).hover({ force: true, position: { x: 60, y: 5 } });
  await page.mouse.up();
  await expect(cells).toHaveCount(before + 2);
  await expect(cells.filter({ hasText: code })).toHaveCount(2);
});
