// @vitest-environment jsdom
import * as React from 'react';
import { afterEach, describe, expect, it } from 'vitest';

import type { ITrans } from '../components/card/contract';
import { PLAIN_TRANS } from '../components/card/contract';
import { dateText, momentText } from '../components/card/words';
import { InlineCard } from '../components/InlineCard';
import { ModelCard } from '../components/ModelCard';
import type { IPanelProps } from '../components/panel/contract';
import { PanelState } from '../state/panelState';
import { drawn, someCard, someSnapshot } from './cardFixture';
import type { IDrawn } from './cardFixture';
import { hitOf, Living, pageOf, propsOf, statusOf, termOf } from './panelFixture';

/** A language in which every translated text stands in brackets. */
const PSEUDO: ITrans = {
  __: (text, ...args) => `⟦${PLAIN_TRANS.__(text, ...args)}⟧`,
  _n: (one, many, count, ...args) => `⟦${PLAIN_TRANS._n(one, many, count, ...args)}⟧`
};
const TRANSLATED = /⟦[^⟦⟧]*⟧/g;
/** What holds names of things, which are the same in every language, and pictures of them. */
const NAMES = 'code, kbd, pre, bdi, style, [class*="avatar"]';
/** Filters as a query has them, and a quoted phrase of one. */
const QUERY = /[-(]?[a-z][\w.]*[:<>]\S+( OR (?=\w+:))?|^"[^"]*"$/g;
const SAID = ['title', 'aria-label', 'placeholder', 'alt'];

/** Every text a person sees or hears in an element, names aside. */
function texts(host: Element): string[] {
  const elements = Array.from(host.querySelectorAll('*')).filter(element => !element.closest(NAMES));
  const written = elements.flatMap(element =>
    Array.from(element.childNodes).map(node => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : ''))
  );
  return [...written, ...elements.flatMap(element => SAID.map(name => element.getAttribute(name) ?? ''))];
}

/** Every string in some data. */
function strings(data: unknown): string[] {
  if (typeof data === 'string') {
    return [data];
  }
  return data && typeof data === 'object' ? Object.values(data).flatMap(strings) : [];
}

/** The texts with a word that is neither translated nor data. */
function untranslated(host: Element, data: unknown): string[] {
  const told = strings(data).flatMap(text => (text.includes('T') ? [text, dateText(text), momentText(text)] : text));
  const known = [...new Set([...told, 'Python'])].filter(text => text.length > 1);
  known.sort((one, other) => other.length - one.length);
  return texts(host).filter(text => {
    let rest = text;
    while (rest !== (rest = rest.replace(TRANSLATED, ' '))) {
      // a translated text may hold another
    }
    rest = rest.replace(QUERY, ' ');
    for (const name of known) {
      rest = rest.replaceAll(name, ' ');
    }
    return /\p{L}{2,}/u.test(rest);
  });
}

const open: IDrawn['draw'][] = [];

async function shown(element: React.ReactElement): Promise<HTMLElement> {
  const { host, draw } = await drawn(element);
  open.push(draw);
  return host;
}

// What is drawn has timers, which must not outlive the page of the test.
afterEach(async () => {
  for (const draw of open.splice(0)) {
    await draw(<></>);
  }
});

const LOOK = new PanelState().look;
const START = propsOf().start;
const FACETS = {
  facets: [{ name: 'task', label: 'Task', values: [{ value: 'detection', count: 2, selected: false }] }],
  histograms: [],
  refinements: []
};
const HITS = [hitOf('one'), hitOf('two')];
const FOUND = { text: 'churn', page: pageOf({ hits: HITS, terms: [termOf('churn', 0)] }) };

const PANELS: Record<string, Partial<IPanelProps>> = {
  'the results': { answer: FOUND },
  'one line for each model': { answer: FOUND, look: { ...LOOK, compact: true, preview: true }, wide: true },
  'the filters': { answer: FOUND, look: { ...LOOK, filters: true }, around: FACETS as never },
  'the help': { look: { ...LOOK, help: true } },
  'a selection': { answer: FOUND, look: { ...LOOK, selection: HITS } },
  'the start': { view: 'before-typing', query: '', start: { ...START, recent: HITS } },
  'an empty registry': { view: 'first-run', query: '', start: { ...START, status: statusOf(0) } },
  'no results': { view: 'no-results', answer: { text: 'churn', page: pageOf({ hits: [], total: 0 }) } }
};

describe('in another language, every text of', () => {
  it.each(Object.entries(PANELS))('the panel is translated: %s', async (_, change) => {
    const props = propsOf({ ...change, trans: PSEUDO });
    const host = await shown(<Living {...props} />);
    expect(host.textContent).toContain('⟦');
    expect(untranslated(host, props)).toEqual([]);
  });

  it('the card is translated', async () => {
    const card = someCard();
    const kernel = { name: 'helmet.ipynb', language: 'python', python: '3.11.9', packages: { numpy: '1.26.4' } };
    const host = await shown(<ModelCard card={card} kernel={kernel} trans={PSEUDO} snippets={() => []} />);
    expect(host.textContent).toContain('⟦');
    expect(untranslated(host, [card, kernel])).toEqual([]);
  });

  it.each(['published', 'card', 'list', 'preview', 'refusal'] as const)('an output is translated: %s', async view => {
    const snapshot = someSnapshot(view);
    const host = await shown(<InlineCard snapshot={snapshot} trans={PSEUDO} actions={{ onOpen: () => undefined }} />);
    expect(host.textContent).toContain('⟦');
    expect(untranslated(host, snapshot)).toEqual([]);
  });
});
