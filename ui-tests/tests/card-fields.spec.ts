/** Fields that an organisation adds to cards, and good practices: asked, answered, followed and found. */

import { expect, test } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';

import { ownFaults } from './faults';
import { accessibilityFaults } from './parts';

const MODEL = 'tumour-screen';
const FIELDS = [
  {
    name: 'tier',
    label: 'Tier',
    question: 'How important is it?',
    kind: 'choice',
    choices: ['gold', 'tin'],
    weight: 90
  },
  { name: 'audited_on', label: 'Audited on', question: 'When was it audited?', kind: 'date' }
];

async function send(page: Page, verb: string, args: object): Promise<void> {
  const address = `/jupyter-registry/api/v1/${verb}`;
  const reply = await page.request.post(address, { data: { ...args, request_id: crypto.randomUUID() } });
  expect(reply.ok()).toBe(true);
}

test('fields of the organisation are edited in boxes of their kind, and practices are followed', async ({ page }) => {
  const faults = ownFaults(page);
  for (const field of FIELDS) {
    await send(page, 'define-field', { field });
  }
  const practice = { name: 'five-fold', title: 'Five stratified folds', practice_kind: 'evaluation', text: 'Shuffle.' };
  await send(page, 'add-practice', { practice });
  await page.evaluate(async ref => {
    await window.jupyterapp.commands.execute('registry:open-card', { ref });
  }, MODEL);
  const card = page.locator('.jp-ModelRegistry-page:visible');

  await expect(card.getByRole('group', { name: 'How important is it?' })).toBeVisible();
  await card.getByRole('button', { name: 'Edit card' }).last().click();
  const form = card.getByRole('form', { name: 'Edit card' });
  await form.getByText('Of your organisation').scrollIntoViewIfNeeded();
  await form.getByLabel('Tier').selectOption('gold');
  await form.getByLabel('Audited on').fill('2026-05-01');
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-page')).toEqual([]);
  await form.getByRole('button', { name: 'Save card' }).click();
  await expect(card.getByText('2026-05-01')).toBeVisible();

  const practices = card.getByRole('group', { name: 'Good practices' });
  await practices.getByLabel('A practice that this version follows').selectOption('Five stratified folds');
  await practices.getByRole('button', { name: 'Add practice' }).click();
  await expect(practices.getByText('1 model follows it')).toBeVisible();

  const params = { q: 'tier:gold audited_on>2026-01' };
  const found = await page.request.get('/jupyter-registry/api/v1/search', { params });
  expect((await found.json()).total).toBe(1);
  for (const { name } of FIELDS) {
    await send(page, 'remove-field', { name });
  }
  expect(faults).toEqual([]);
});
