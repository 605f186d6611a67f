/** The output of a publish: champion, offered answers, measuring, undo; a publication in the background. */

import { expect, test } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';
import * as path from 'path';

import { ownFaults } from './faults';
import { accessibilityFaults } from './parts';

const PICTURES = process.env.JUPYTER_REGISTRY_PICTURES;

const MODEL = `import jupyter_registry as registry
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
X, y = load_wine(return_X_y=True, as_frame=True)
first = make_pipeline(StandardScaler(), LogisticRegression(C=0.01)).fit(X, y)
second = make_pipeline(StandardScaler(), LogisticRegression(random_state=42)).fit(X, y)`;
const OLD = `before = [{"name": "accuracy", "value": 0.93, "split": "test"}, {"name": "f1", "value": 0.9, "split": "train"}]
%publish first --name NAME --metrics before --license MIT --summary "Tells three wine growers apart" --alias champion --quiet`;
const NEW = `after = [{"name": "accuracy", "value": 0.98, "split": "test"}, {"name": "f1", "value": 0.97, "split": "test"}]
%publish second --name NAME --metrics after --data X`;
const BIG = `import numpy as np
import jupyter_registry as registry
from sklearn.neighbors import KNeighborsClassifier
chance = np.random.default_rng(0)
big = KNeighborsClassifier().fit(chance.random((40_000, 40)), chance.integers(0, 2, 40_000))`;

/** A new notebook with these cells, run in order; the output of the last one. */
async function ran(page: IJupyterLabPageFixture, cells: readonly string[]): Promise<Locator> {
  await page.notebook.createNew();
  for (const [place, code] of cells.entries()) {
    if (place > 0) {
      await page.notebook.addCell('code', code);
    } else {
      await page.notebook.setCell(0, 'code', code);
    }
  }
  await page.notebook.run();
  const last = page.locator('.jp-NotebookPanel:visible .jp-CodeCell').nth(cells.length - 1);
  return last.locator('.jp-ModelRegistry-inline');
}

async function picture(output: Locator, name: string): Promise<void> {
  if (PICTURES) {
    await output.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  }
}

for (const theme of ['Light', 'Dark']) {
  test(`a publish is held against the champion and asks what only a person knows, ${theme}`, async ({ page }) => {
    const faults = ownFaults(page);
    const name = `wine-${theme.toLowerCase()}`;
    await page.theme.setTheme(`JupyterLab ${theme}`);
    const output = await ran(page, [MODEL, OLD.replace('NAME', name), NEW.replace('NAME', name)]);
    await expect(output).toContainText('is published', { timeout: 60_000 });
    await expect(output).toContainText('+0.05');
    await expect(output).toContainText('0.930 → 0.980');
    await expect(output).toContainText('f1 is not comparable: on test here, on train in v1.');
    expect(await accessibilityFaults(page, '.jp-ModelRegistry-inline')).toEqual([]);
    const box = await output.boundingBox();
    expect(box?.height).toBeLessThanOrEqual(400);
    expect(box?.width).toBeLessThanOrEqual(860);
    await picture(output, `publish-${theme.toLowerCase()}`);
    expect(faults).toEqual([]);
  });
}

test('answers of an earlier version are accepted with one click, and a publish is taken back', async ({ page }) => {
  const output = await ran(page, [MODEL, OLD.replace('NAME', 'wine-offers'), NEW.replace('NAME', 'wine-offers')]);
  const purpose = output.getByLabel('What is it for?');
  await expect(purpose).toHaveValue('Tells three wine growers apart');
  await expect(output).toContainText('as in v1');
  await output.getByRole('button', { name: 'Accept' }).click();
  await expect(output).toContainText('saved: Tells three wine growers apart');
  await output.getByRole('button', { name: 'Does not apply: What must it not be used for?' }).click();
  await expect(output).toContainText('saved: Does not apply');
  await output.getByRole('button', { name: 'Run: measure latency and memory' }).click();
  const below = page.locator('.jp-NotebookPanel:visible .jp-CodeCell').filter({ hasText: '%registry benchmark' });
  await expect(below.locator('.jp-OutputArea-output').first()).toContainText(/latency|rows/, { timeout: 60_000 });
  await output.getByRole('button', { name: 'Undo publish' }).click();
  await expect(output).toContainText('wine-offers v2 was taken back.');
});

test('a publication in the background is steered from its output and ends as the card', async ({ page }) => {
  const start = 'job = registry.publish(big, "in-background", background=True)\njob.pause()\njob';
  const output = await ran(page, [BIG, start]);
  await expect(output).toContainText('in-background is paused; nothing is published yet.', { timeout: 60_000 });
  expect(await accessibilityFaults(page, '.jp-ModelRegistry-inline')).toEqual([]);
  await picture(output, 'sending');
  await output.getByRole('button', { name: 'Resume' }).click();
  await expect(output).toContainText('is published', { timeout: 30_000 });
  await expect(output.getByRole('button', { name: 'Undo publish' })).toBeVisible();
});

test('a publication in the background is cancelled from its output', async ({ page }) => {
  const start = 'job = registry.publish(big, "not-at-all", background=True)\njob.pause()\njob';
  const output = await ran(page, [BIG, start]);
  await output.getByRole('button', { name: 'Cancel' }).click();
  await expect(output).toContainText('Not published: it was cancelled');
});
