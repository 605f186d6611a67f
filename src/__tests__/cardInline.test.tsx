// @vitest-environment jsdom
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { InlineCard } from '../components/InlineCard';
import { readSnapshot } from '../snapshot';
import { drawn, press, someSnapshot, type } from './cardFixture';

const VIEWS = ['published', 'card', 'list', 'preview', 'refusal', 'sending'] as const;

describe('inline card', () => {
  it.each(VIEWS)('says as of when the view "%s" holds', async view => {
    const { host } = await drawn(<InlineCard snapshot={someSnapshot(view)} trans={PLAIN_TRANS} />);
    expect(host.querySelector('time')?.getAttribute('datetime')).toBe('2026-11-19T10:00:00Z');
    expect(host.textContent).not.toMatch(/undefined|null|NaN/);
  });

  it.each(VIEWS)('has no button in the view "%s" without actions', async view => {
    const { host } = await drawn(<InlineCard snapshot={someSnapshot(view)} trans={PLAIN_TRANS} />);
    expect(host.querySelectorAll('button, input, a').length).toBe(0);
  });

  it('opens what it shows by number and inserts its load code', async () => {
    const actions = { onOpen: vi.fn(), onInsert: vi.fn() };
    const { host } = await drawn(<InlineCard snapshot={someSnapshot('card')} trans={PLAIN_TRANS} actions={actions} />);
    await press(host, 'Open card');
    await press(host, 'Insert load code');
    expect(actions.onOpen).toHaveBeenCalledWith('churn:2');
    expect(actions.onInsert).toHaveBeenCalledWith('model = registry.load("churn@champion")');
  });

  it('takes an answer in place and says what became of it', async () => {
    const onAnswer = vi.fn(async () => 'saved');
    const snapshot = someSnapshot('published');
    const { host } = await drawn(<InlineCard snapshot={snapshot} trans={PLAIN_TRANS} actions={{ onAnswer }} />);
    await type(host.querySelector('input'), 'calls');
    await press(host, 'Save');
    expect(onAnswer).toHaveBeenCalledWith('churn:2', 'purpose', { value: 'calls', origin: 'typed' });
    expect(host.querySelector('[role=status]')?.textContent).toContain('saved');
  });

  it('offers an answer of an earlier version, which is saved as it was once it is accepted', async () => {
    const onAnswer = vi.fn(async () => 'saved');
    const snapshot = someSnapshot('published');
    const { host } = await drawn(<InlineCard snapshot={snapshot} trans={PLAIN_TRANS} actions={{ onAnswer }} />);
    expect(host.querySelector('input')?.value).toBe('Ranks customers');
    expect(host.textContent).toContain('as in v1');
    expect(onAnswer).not.toHaveBeenCalled();
    await press(host, 'Accept');
    expect(onAnswer).toHaveBeenCalledWith('churn:2', 'purpose', { value: 'Ranks customers', origin: 'recovered' });
  });

  it('opens a line to answer in and puts the cursor there', async () => {
    const snapshot = { ...someSnapshot('published'), offers: [] };
    const { host } = await drawn(
      <InlineCard snapshot={snapshot} trans={PLAIN_TRANS} actions={{ onAnswer: async () => 'saved' }} />
    );
    expect(host.querySelector('input')).toBeNull();
    await press(host, 'Add: What is it for?');
    expect(document.activeElement).toBe(host.querySelector('input'));
  });

  it('says that a question does not apply', async () => {
    const onAnswer = vi.fn(async () => 'saved');
    const gaps = [{ field: 'limits', question: 'Where does it fail?', gain: 6 }];
    const snapshot = { ...someSnapshot('published'), completeness: { percent: 70, gaps } };
    const { host } = await drawn(<InlineCard snapshot={snapshot} trans={PLAIN_TRANS} actions={{ onAnswer }} />);
    await press(host, 'Does not apply: Where does it fail?');
    expect(onAnswer).toHaveBeenCalledWith('churn:2', 'limits', { value: 'Does not apply', origin: 'typed' });
  });

  it('holds a new version against the champion, and says what cannot be compared', async () => {
    const onCompare = vi.fn();
    const snapshot = someSnapshot('published');
    const { host } = await drawn(<InlineCard snapshot={snapshot} trans={PLAIN_TRANS} actions={{ onCompare }} />);
    expect(host.textContent).toContain('+0.006');
    expect(host.textContent).toContain('better');
    expect(host.textContent).toContain('f1 is not comparable');
    await press(host, 'Compare with v1');
    expect(onCompare).toHaveBeenCalledWith(['churn:1', 'churn:2']);
  });

  it('confirms metrics, measures, and takes a publication back', async () => {
    const onConfirm = vi.fn(async () => 'confirmed: auc');
    const onUndo = vi.fn(async () => 'churn v2 was taken back.');
    const onRun = vi.fn();
    const actions = { onConfirm, onUndo, onRun };
    const { host } = await drawn(
      <InlineCard snapshot={someSnapshot('published')} trans={PLAIN_TRANS} actions={actions} />
    );
    await press(host, 'Confirm the metrics: auc');
    await press(host, 'Run: measure latency and memory');
    await press(host, 'Undo publish');
    expect(onConfirm).toHaveBeenCalledWith('churn:2', ['auc']);
    expect(onRun).toHaveBeenCalledWith('%registry benchmark churn:2');
    expect(host.textContent).toContain('confirmed: auc');
    expect(host.textContent).toContain('churn v2 was taken back.');
  });

  it('steers a publication in the background', async () => {
    const onJob = vi.fn();
    const { host } = await drawn(
      <InlineCard snapshot={someSnapshot('sending')} trans={PLAIN_TRANS} actions={{ onJob }} />
    );
    await press(host, 'Pause');
    await press(host, 'Cancel');
    expect(onJob.mock.calls).toEqual([
      ['abcdef012345', 'pause'],
      ['abcdef012345', 'cancel']
    ]);
  });

  it('says how many results a list leaves out', async () => {
    const { host } = await drawn(<InlineCard snapshot={someSnapshot('list')} trans={PLAIN_TRANS} />);
    expect(host.textContent).toContain('60 more');
  });
});

describe('snapshot of an output', () => {
  it('reads back what was written', () => {
    const written = someSnapshot('published');
    expect(readSnapshot(JSON.parse(JSON.stringify(written)))).toEqual(written);
  });

  it.each([null, 1, 'x', [], {}, { view: 'nonsense' }, { view: 'card' }, { view: 'published', hit: { model: 'x' } }])(
    'is nothing for %j',
    data => {
      expect(readSnapshot(data)).toBeNull();
    }
  );

  it('survives wrong types in every place', async () => {
    const good = someSnapshot('published') as unknown as Record<string, unknown>;
    for (const wrong of [null, 7, 'text', [null, 1, 'x', {}], { a: 1 }, true]) {
      for (const place of Object.keys(good).filter(name => name !== 'view' && name !== 'hit')) {
        const snapshot = readSnapshot({ ...good, [place]: wrong });
        expect(snapshot).not.toBeNull();
        const { host } = await drawn(<InlineCard snapshot={snapshot ?? someSnapshot('card')} trans={PLAIN_TRANS} />);
        host.remove();
      }
    }
  });

  it('cuts what is too long and shows markup as text', async () => {
    const hostile = { ...someSnapshot('card'), facts: ['<img src=x onerror=alert(1)>', 'x'.repeat(1e6)] };
    const snapshot = readSnapshot(hostile);
    expect(snapshot?.facts[1].length).toBe(2000);
    const { host } = await drawn(<InlineCard snapshot={snapshot ?? hostile} trans={PLAIN_TRANS} />);
    expect(host.querySelector('img')).toBeNull();
  });
});
