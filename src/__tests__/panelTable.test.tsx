import * as React from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { sharedMetric } from '../components/panel/columns';
import type { IPanelProps } from '../components/panel/contract';
import { Panel } from '../components/panel/Panel';
import { PanelState } from '../state/panelState';
import type { Figure, Page } from '../schema';
import { drawn, press } from './cardFixture';
import type { IDrawn } from './cardFixture';
import { hitOf, key, pageOf, propsOf, statusOf } from './panelFixture';

const open: IDrawn['draw'][] = [];

afterEach(async () => {
  for (const draw of open.splice(0)) {
    await draw(<></>);
  }
});

async function panel(change: Partial<IPanelProps>): Promise<{ host: HTMLElement; props: IPanelProps }> {
  const props = propsOf(change);
  const { host, draw } = await drawn(<Panel {...props} />);
  open.push(draw);
  return { host, props };
}

function figure(label: string, value: number, more: Partial<Figure> = {}): Figure {
  return { label, text: String(value), value, unit: '', note: '', in_query: false, bar: null, ...more };
}

const HITS = [
  hitOf('one', { figures: [figure('accuracy', 0.9), figure('size', 3)], size_bytes: 34_200_000 }),
  hitOf('two', { figures: [figure('parameters', 5), figure('accuracy', 0.8)], license: '', warning: 'Retired' })
];

/** A table of these results, sorted so. */
function table(sort = '', hits: Page['hits'] = HITS): Partial<IPanelProps> {
  const page = pageOf({ hits, sort });
  return { wide: true, table: true, catalogue: true, query: '', answer: { text: '', page }, hitAt: row => hits[row] };
}

function cells(host: Element, row: number): string[] {
  return Array.from(host.querySelectorAll(`[aria-rowindex="${row}"] > *`), cell => cell.textContent ?? '');
}

describe('the table of results', () => {
  // jsdom lays nothing out: without a height there is nothing to see of a table.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(960);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  });

  it('names the rows and what is not known of them', async () => {
    const { host } = await panel(table());
    expect(cells(host, 1)).toEqual(['Model', 'Task', 'accuracy', 'Size', 'License', 'Owner', 'Stage', 'Updated']);
    expect(cells(host, 2).slice(0, 5)).toEqual(['one@championv2', 'tabular-classification', ' 0.9', '34.2 MB', 'MIT']);
    expect(cells(host, 3).slice(2, 5)).toEqual([' 0.8', 'not set', 'not set']);
    expect(host.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')).toBe('3');
  });

  it('never puts two metrics in a column without their names, and does not sort by such a column', async () => {
    const mixed = [HITS[0], hitOf('three', { figures: [figure('rmse', 4)] })];
    const { host } = await panel(table('', mixed));
    expect(cells(host, 1)[2]).toBe('Headline metric');
    expect([cells(host, 2)[2], cells(host, 3)[2]]).toEqual(['accuracy 0.9', 'rmse 4']);
    expect(host.querySelectorAll('[role="columnheader"]')[2].querySelector('button')).toBeNull();
  });

  it('takes the number that was asked for as what results share', () => {
    const asked = [figure('accuracy', 0.9), figure('latency', 3, { in_query: true })];
    expect(sharedMetric([hitOf('a', { figures: asked }), hitOf('b', { figures: asked.slice(1) })])).toBe('latency');
    expect(sharedMetric([hitOf('a', { figures: asked }), hitOf('b', { figures: [] })])).toBe('latency');
    expect(sharedMetric([])).toBe('');
  });

  it('sorts by a head, turns the order, and goes back to the best match', async () => {
    const directions = [
      ['', 'none', 'accuracy'],
      ['accuracy', 'descending', '-accuracy'],
      ['-accuracy', 'ascending', '']
    ];
    for (const [sort, direction, next] of directions) {
      const { host, props } = await panel(table(sort));
      const head = host.querySelectorAll('[role="columnheader"]')[2];
      expect(head.getAttribute('aria-sort')).toBe(direction);
      await press(head, 'accuracy');
      expect(props.onSort).toHaveBeenLastCalledWith(next);
    }
  });

  it('has the keys of the list', async () => {
    const { host, props } = await panel(table());
    const grid = host.querySelector('[role="grid"]');
    await key(grid, 'ArrowDown');
    expect(props.onLook).toHaveBeenLastCalledWith({ row: 1 });
    await key(grid, 'Enter');
    expect(props.onOpen).toHaveBeenLastCalledWith(HITS[0], false);
  });
});

describe('the name of the registry', () => {
  it('opens what the registry is, what one may do in it, and how to use another', async () => {
    const look = { ...new PanelState().look, registries: true };
    const start = { ...propsOf().start, status: { ...statusOf(3), writable: false, reason: 'The disk is read-only.' } };
    const { host, props } = await panel({ look, start });
    const box = host.querySelector('[role="dialog"]');
    expect(document.activeElement).toBe(box);
    expect(box?.textContent).toContain('registry.db');
    expect(box?.textContent).toContain('3 models, your role: steward');
    expect(box?.textContent).toContain('The disk is read-only.');
    await press(box as Element, 'Copy');
    expect(props.onCopy).toHaveBeenLastCalledWith(expect.stringContaining('JUPYTER_REGISTRY='));
    await key(box, 'Escape');
    expect(props.onLook).toHaveBeenLastCalledWith({ registries: false });
  });
});
