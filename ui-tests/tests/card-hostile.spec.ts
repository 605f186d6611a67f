/** Cards written by an attacker: whatever stands in them, nothing runs, nothing is fetched, no command is carried out. */

import { expect, test } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import * as fs from 'fs';
import * as path from 'path';

import { openNotebook, openPanel, search } from './parts';

const LIST = path.join(__dirname, '../../../shared/data/security/xss-payload-list/xss-payload-list.txt');
const PER_CARD = 64; // as many tags as a model may have
const LONGEST_NAME = 256;
const LONGEST_TEXT = 4_000;
const TOPICS = ['comment', 'question', 'lesson'];
const FIELDS = 64; // as many as an organisation may have

/** Ends whatever a payload may have opened, so that the next one is read afresh. */
const APART = '\n\n\'">--></script></style></textarea></title></noscript>\n\n';

/** Elements and attributes that load, run, send or cover something. */
const ACTING =
  'script,style,link,meta,base,iframe,frame,object,embed,applet,form:not([class^="jp-ModelRegistry"]),img,video,audio,source,picture,math,template';
const AIMED = '[srcset],[background],[formaction],[action],[ping],[style*="url("],[data-commandlinker-command]';

interface IWatch {
  ran: string[];
  commands: string[];
}

declare global {
  interface Window {
    watch: IWatch;
  }
}

function payloads(): string[] {
  const lines = fs.readFileSync(LIST, 'utf-8').split('\n');
  return [...new Set(lines.map(line => line.trim()).filter(line => line !== ''))];
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, place) =>
    items.slice(place * size, (place + 1) * size)
  );
}

/** A publication that holds each payload as text, tag, metric, parameter, column, title, sentence and author. */
function hostile(lines: readonly string[]): object {
  const names = lines.map(line => line.slice(0, LONGEST_NAME));
  const long = lines.join(' ').slice(0, LONGEST_TEXT);
  const answer = { value: lines.map(line => line.slice(0, LONGEST_TEXT)) };
  return {
    title: long,
    tags: names,
    manifest: {
      summary: long,
      task: names[0],
      framework: names[1],
      license: names[2],
      metrics: names.map((name, place) => ({
        name,
        value: place,
        dataset: name,
        split: name,
        unit: name,
        origin: name
      })),
      params: Object.fromEntries(names.map(name => [name, name])),
      datasets: names.slice(0, 20).map(name => ({ name, split: name })),
      signature: { inputs: names.map(name => ({ name, dtype: name })) },
      environment: { packages: names.map(name => ({ name, version: name })), requires: names, platform: names[3] },
      source: { name: names[4], id: names[5] },
      card: {
        text: lines.join(APART),
        fields: { intended_use: answer, out_of_scope: answer, limits: answer, contact: { value: names[6] } }
      }
    }
  };
}

/** Several payloads in one text, as many as it may hold. */
function packed(lines: readonly string[], longest: number): string[] {
  const packs = [''];
  for (const line of lines.map(each => each.slice(0, longest))) {
    const last = packs[packs.length - 1];
    if (last && last.length + 1 + line.length > longest) {
      packs.push(line);
    } else {
      packs[packs.length - 1] = last ? `${last} ${line}` : line;
    }
  }
  return packs;
}

async function post(page: Page, verb: string, args: object): Promise<void> {
  const data = { ...args, request_id: crypto.randomUUID() };
  const reply = await page.request.post(`/jupyter-registry/api/v1/${verb}`, { data });
  expect(reply.ok(), await reply.text()).toBe(true);
}

/** Say each payload in a comment, a check, an evaluation, a deployment and a refused load of the version. */
async function record(page: Page, ref: string, lines: readonly string[]): Promise<void> {
  const names = lines.map(line => line.slice(0, LONGEST_NAME));
  for (const topic of TOPICS) {
    await post(page, 'add-comment', { ref, comment: { text: lines.join(APART), topic } });
  }
  for (const [place, text] of packed(lines, LONGEST_TEXT).entries()) {
    const evidence = Object.fromEntries(names.map(name => [name, name]));
    await post(page, 'add-check', {
      ref,
      check: { name: `${place} ${text}`, verdict: 'failed', summary: text, evidence }
    });
    await post(page, 'record-deployment', {
      ref,
      deployment: { target: text, environment: text, owner: text, note: text }
    });
    const evaluation = {
      metrics: names
        .slice(0, 8)
        .map(name => ({ name: `again ${name}`.slice(0, LONGEST_NAME), value: place, dataset: name })),
      scenario: text,
      hardware: text,
      software: names,
      region: text,
      run: text,
      note: text
    };
    await post(page, 'add-evaluation', { ref, evaluation });
    await post(page, 'record-reuse', { ref, reuse: { outcome: 'refused', reason: text, consumer: text } });
  }
}

/** Every call that a payload makes to show that it ran, and every command that is carried out. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.watch = { ran: [], commands: [] };
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
      Object.defineProperty(window, name, { value: (...args: unknown[]) => window.watch.ran.push(`${name} ${args}`) });
    }
    window.jupyterapp.commands.commandExecuted.connect((_, { id }) => window.watch.commands.push(id));
  });
}

/** Addresses outside of the server that were asked for. */
function outside(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('request', request => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) {
      found.push(request.url());
    }
  });
  return found;
}

/** What in the selected parts of the page could act. */
async function acting(page: Page, selector: string): Promise<string[]> {
  return page.evaluate(
    ([scope, tags, aimed]) =>
      Array.from(document.querySelectorAll(scope))
        .filter(part => part instanceof HTMLElement && part.offsetParent !== null)
        .flatMap(part => Array.from(part.querySelectorAll('*')))
        .filter(
          part =>
            part.matches(tags) ||
            part.matches(aimed) ||
            part.getAttributeNames().some(name => /^on/i.test(name)) ||
            (part.hasAttribute('href') && !/^(https?:|mailto:|#)/i.test(part.getAttribute('href') ?? ''))
        )
        .map(part => part.outerHTML.slice(0, 200)),
    [selector, ACTING, AIMED]
  );
}

/** Click each part of the card's own text and of the comments, without leaving the page; gives the commands that were carried out. */
async function clickEverything(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    window.watch.commands = [];
    for (const text of document.querySelectorAll('.jp-ModelRegistry-page .jp-ModelRegistry-Card-text')) {
      text.addEventListener('click', event => event.preventDefault());
      text.querySelectorAll<HTMLElement>('*').forEach(part => part.click());
    }
    return window.watch.commands;
  });
}

/** Open a card and wait until its text is rendered; a locator waits without the pauses of `expect`. */
async function openHostile(page: Page, model: string): Promise<void> {
  await page.evaluate(async ref => {
    await window.jupyterapp.commands.execute('registry:open-card', { ref });
  }, model);
  const card = page.locator('.jp-ModelRegistry-page:visible', { has: page.getByRole('heading', { name: model }) });
  const texts = card.locator('.jp-ModelRegistry-Card-text .jp-RenderedMarkdown');
  await texts.nth(TOPICS.length).waitFor({ state: 'attached' }); // its own text and the comments
}

// A trace would keep a copy of each of these large pages.
test.use({ trace: 'off' });
test.skip(!fs.existsSync(LIST), 'the list of payloads is not beside this checkout');

test('the watch sees what it has to see', async ({ page, baseURL }) => {
  const asked = outside(page, baseURL ?? '');
  await watch(page);
  await page.route('https://example.org/**', route => route.fulfill({ body: '' }));
  await page.evaluate(() => {
    const bait = document.createElement('div');
    bait.className = 'bait';
    bait.insertAdjacentHTML(
      'beforeend',
      '<b onclick="1">a</b><img src="https://example.org/x" onload="" onerror="alert(1)">'
    );
    document.body.append(bait);
  });
  await expect.poll(() => page.evaluate(() => window.watch.ran)).toEqual(['alert 1']);
  expect(asked).toEqual(['https://example.org/x']);
  expect(await acting(page, '.bait')).toHaveLength(2);
});

test('no payload in a card or in the list of models acts', async ({ page, baseURL }) => {
  test.slow();
  const cards = batches(payloads(), PER_CARD);
  for (const [place, lines] of cards.entries()) {
    await post(page, 'publish', { ...hostile(lines), model: `hostile-${place}` });
    await record(page, `hostile-${place}`, lines);
  }
  const asked = outside(page, baseURL ?? '');
  await watch(page);

  const panel = await openPanel(page);
  await search(panel, 'hostile');
  await expect(panel.getByRole('option', { name: /^hostile-/ }).first()).toBeVisible();
  expect(await acting(page, '#jp-model-registry')).toEqual([]);

  for (const place of cards.keys()) {
    await openHostile(page, `hostile-${place}`);
    expect(await acting(page, '.jp-ModelRegistry-page')).toEqual([]);
    expect(await clickEverything(page)).toEqual([]);
    await page.evaluate(() => window.jupyterapp.shell.currentWidget?.close());
  }
  expect(await page.evaluate(() => window.watch.ran)).toEqual([]);
  expect(asked).toEqual([]);
});

test('no payload in the fields and practices of the organisation acts', async ({ page, baseURL }) => {
  test.slow();
  const asked = outside(page, baseURL ?? '');
  await watch(page);
  for (const packs of batches(packed(payloads(), LONGEST_TEXT), FIELDS)) {
    await post(page, 'publish', { model: 'plain', manifest: { summary: packs[0] } });
    for (const [place, text] of packs.entries()) {
      const field = { name: `field_${place}`, label: text, question: text, kind: 'choice', choices: [text], weight: 1 };
      await post(page, 'define-field', { field });
      await post(page, 'add-practice', { practice: { name: `practice-${place}`, title: text, text } });
      await post(page, 'add-link', { ref: 'plain', link: { relation: 'follows', target: `practice-${place}` } });
    }
    await page.evaluate(() => window.jupyterapp.commands.execute('registry:open-card', { ref: 'plain' }));
    const card = page.locator('.jp-ModelRegistry-page:visible');
    await expect(card.locator('.jp-ModelRegistry-Card-practice')).toHaveCount(packs.length);
    await card.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('e');
    await expect(card.getByRole('form', { name: 'Edit card' })).toBeVisible();
    expect(await acting(page, '.jp-ModelRegistry-page')).toEqual([]);
    await page.evaluate(() => window.jupyterapp.shell.currentWidget?.close());
    for (const place of packs.keys()) {
      await post(page, 'remove-field', { name: `field_${place}` });
      await post(page, 'remove-practice', { name: `practice-${place}` });
    }
  }
  expect(await page.evaluate(() => window.watch.ran)).toEqual([]);
  expect(asked).toEqual([]);
});

test('no payload in a notebook output acts', async ({ page, baseURL, tmpPath }) => {
  const outputs = batches(payloads(), 50).map(lines => ({
    output_type: 'display_data',
    metadata: {},
    data: {
      'application/vnd.jupyter-registry.v1+json': {
        view: 'list',
        as_of: lines[0],
        registry: lines[0],
        q: lines[0],
        total: 50,
        facts: lines,
        hits: lines.map((line, number) => ({
          model: line,
          number,
          summary: line,
          aliases: [line],
          figures: [{ label: line, text: line, note: line }]
        })),
        findings: lines.map(line => ({ level: line, field: line, message: line, fix: line }))
      }
    }
  }));
  const cells = batches(outputs, 40).map((some, place) => ({
    cell_type: 'code',
    id: `hostile-${place}`,
    source: '',
    metadata: {},
    execution_count: null,
    outputs: some
  }));
  const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
  await page.contents.uploadContent(JSON.stringify(notebook), 'text', `${tmpPath}/hostile.ipynb`);
  const asked = outside(page, baseURL ?? '');
  await watch(page);
  await openNotebook(page, `${tmpPath}/hostile.ipynb`);
  for (const place of cells.keys()) {
    const cell = page.locator('.jp-NotebookPanel .jp-CodeCell').nth(place);
    await cell.scrollIntoViewIfNeeded();
    await expect(cell.locator('.jp-ModelRegistry-inline')).toHaveCount(cells[place].outputs.length);
  }
  expect(await acting(page, '.jp-ModelRegistry-inline')).toEqual([]);
  expect(await page.evaluate(() => window.watch.ran)).toEqual([]);
  expect(asked).toEqual([]);
});
