/**
 * How the panel feels with many models: reports figures and asserts no times.
 *
 * Runs only when asked to, because it wants a registry of its own with as many models as MEASURE_MODELS says:
 * `python -m tests.benchmarks.panel`.
 */

import { expect, test } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';

import { openPanel, results, search, searchBox } from './parts';

const MODELS = Number(process.env.MEASURE_MODELS ?? '0');
const QUERIES = ['resnet detector', 'task:object-detection edge', 'params<50M'];

/** The part of the panel's body that is watched. */
interface IPanelBody {
  state: {
    searching: boolean;
    query: string;
    answer: { text: string } | null;
    changed: { connect(slot: () => void): void; disconnect(slot: () => void): void };
  };
}

/** An entry of the browser about something that moved. */
interface ILayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources?: { node?: Node }[];
}

declare global {
  interface Window {
    measured: { shift: number; typedShift: number; answered: Promise<number> };
  }
}

/** Watch how far the list moves from now on, by itself and soon after a key. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.measured = { shift: 0, typedShift: 0, answered: Promise.resolve(0) };
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as ILayoutShift[]) {
        const own = entry.sources?.some(source =>
          document.querySelector('.jp-ModelRegistry-Panel-list')?.contains(source.node ?? null)
        );
        window.measured.shift += own && !entry.hadRecentInput ? entry.value : 0;
        window.measured.typedShift += own && entry.hadRecentInput ? entry.value : 0;
      }
    }).observe({ type: 'layout-shift', buffered: false });
  });
}

/** Milliseconds from a key to the results of what is typed then, painted. */
async function keystroke(page: Page, letter: string): Promise<number> {
  await page.evaluate(() => {
    const frames = [...window.jupyterapp.shell.widgets('left')] as unknown as { id: string; body: IPanelBody }[];
    const { state } = frames.find(frame => frame.id === 'jp-model-registry')!.body;
    window.measured.answered = new Promise(done => {
      let start = 0;
      window.addEventListener('keydown', () => (start = performance.now()), { once: true, capture: true });
      const look = (): void => {
        if (start > 0 && !state.searching && state.answer?.text === state.query) {
          state.changed.disconnect(look);
          // The next frame draws it; what is set for after it runs when that is done.
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        }
      };
      state.changed.connect(look);
    });
  });
  await page.keyboard.press(letter === ' ' ? 'Space' : letter);
  return page.evaluate(() => window.measured.answered);
}

function share(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

test.skip(MODELS === 0, 'MEASURE_MODELS is not set');

test('typing and scrolling with many models', async ({ page }) => {
  test.setTimeout(150_000);
  const panel = await openPanel(page);
  await watchShifts(page);
  const times: number[] = [];
  for (const query of QUERIES) {
    await searchBox(panel).click();
    for (const letter of query) {
      times.push(await keystroke(page, letter));
      await page.waitForTimeout(80);
    }
    await search(panel, '');
  }
  await panel.getByRole('button', { name: /^Show all/ }).click();
  await expect(results(panel).getByRole('option').first()).toHaveAttribute('aria-setsize', String(MODELS), {
    timeout: 20_000
  });
  const frames = await results(panel).evaluate(
    list =>
      new Promise<number[]>(done => {
        const lengths: number[] = [];
        let before = performance.now();
        const step = (now: number): void => {
          lengths.push(now - before);
          before = now;
          list.scrollTop += 240;
          if (lengths.length < 400) {
            requestAnimationFrame(step);
          } else {
            done(lengths.slice(1));
          }
        };
        requestAnimationFrame(step);
      })
  );
  const drawn = await results(panel).getByRole('option').count();
  const { shift, typedShift } = await page.evaluate(() => window.measured);
  console.log(
    JSON.stringify({
      models: MODELS,
      keystrokes: times.length,
      keystroke_to_results_ms: { p50: share(times, 0.5), p95: share(times, 0.95), longest: Math.max(...times) },
      frames_ms: { p50: share(frames, 0.5), p95: share(frames, 0.95), longest: Math.max(...frames) },
      options_in_the_page: drawn,
      layout_shift_of_the_list: shift,
      layout_shift_within_half_a_second_of_a_key: typedShift
    })
  );
  expect(drawn).toBeLessThan(60);
});
