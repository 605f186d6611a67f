/** Answers for the panel, and a panel drawn with a part of its properties changed. */
import * as React from 'react';
import { vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import type { IPanelProps } from '../components/panel/contract';
import { Panel } from '../components/panel/Panel';
import type { Hit, Page, Status, SuggestionList } from '../schema';
import { PanelState } from '../state/panelState';
import { HIT } from './cardFixture';

export const NO_SUGGESTIONS: SuggestionList = { suggestions: [], start: 0, end: 0 };

/** A result of that name. */
export function hitOf(model: string, change: Partial<Hit> = {}): Hit {
  return { ...HIT, model, ...change };
}

/** An answer with these parts and nothing else. */
export function pageOf(change: Partial<Page> = {}): Page {
  return {
    q: '',
    hits: [],
    total: change.hits?.length ?? 0,
    offset: 0,
    sort: '',
    terms: [],
    problems: [],
    facets: [],
    ways_out: [],
    took_ms: 3,
    understood: [],
    also: [],
    refinements: [],
    nearest: [],
    histograms: [],
    ...change
  };
}

/** A term of a query that begins at a place. */
export function termOf(text: string, start: number, field = '', negated = false): Page['terms'][number] {
  return { text: negated ? text.slice(1) : text, start, end: start + text.length, field, negated };
}

export function statusOf(models: number): Status {
  return {
    name: 'local registry',
    location: 'registry.db',
    models,
    versions: models,
    changed: 1,
    writable: true,
    reason: '',
    program: '0.1.0',
    schema: 1,
    actor: { name: 'ada', display_name: 'Ada', role: 'steward' },
    vectors_done: 0,
    vectors_total: 0
  };
}

/** Properties of a panel with three results; callbacks are spies. */
export function propsOf(change: Partial<IPanelProps> = {}): IPanelProps {
  const hits = ['one', 'two', 'three'].map(name => hitOf(name));
  return {
    trans: PLAIN_TRANS,
    view: 'results',
    look: new PanelState().look,
    wide: false,
    table: false,
    catalogue: false,
    query: 'churn',
    sort: '',
    browsing: false,
    answer: { text: 'churn', page: pageOf({ hits, terms: [termOf('churn', 0)] }) },
    around: { facets: [], histograms: [], refinements: [], alternatives: null },
    searching: false,
    start: {
      status: statusOf(3),
      tasks: null,
      listed: 3,
      newest: hits,
      recent: [],
      saved: [],
      suiting: [],
      starred: new Set()
    },
    trouble: null,
    away: false,
    copyAt: null,
    copySize: 0,
    retryAt: null,
    notebook: '',
    letters: true,
    onQuery: vi.fn(),
    onSort: vi.fn(),
    onBrowse: vi.fn(),
    onRetry: vi.fn(),
    onCancel: vi.fn(),
    onLook: vi.fn(),
    onBack: vi.fn(() => false),
    onSelect: vi.fn(),
    onOpen: vi.fn(),
    onInsert: vi.fn(),
    onCopyRefs: vi.fn(),
    onSaveSearch: vi.fn(async () => ''),
    onRemoveSearch: vi.fn(),
    onStar: vi.fn(),
    onSuggest: vi.fn(async () => NO_SUGGESTIONS),
    onCopy: vi.fn(),
    onLeave: vi.fn(),
    hitAt: row => hits[row],
    ensure: vi.fn(),
    ...change
  };
}

/** A panel that keeps its query and its look as its host would. */
export function Living(props: IPanelProps): React.ReactElement {
  const [panel] = React.useState(() => {
    const state = new PanelState();
    state.set(props.look);
    return state;
  });
  const [query, setQuery] = React.useState(props.query);
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    panel.changed.connect(redraw);
  }, [panel]);
  return (
    <Panel
      {...props}
      look={panel.look}
      query={query}
      onQuery={text => {
        props.onQuery(text);
        setQuery(text);
      }}
      onLook={change => {
        props.onLook(change);
        panel.set(change);
      }}
      onBack={() => panel.back()}
      onSelect={hit => {
        props.onSelect(hit);
        panel.toggle(hit);
      }}
    />
  );
}

/** Press a key on an element as the browser would tell of it. */
export async function key(element: Element | null, name: string, more: KeyboardEventInit = {}): Promise<void> {
  await React.act(async () => {
    element?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }));
  });
}
