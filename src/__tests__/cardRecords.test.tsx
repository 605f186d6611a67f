// @vitest-environment jsdom
import * as React from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { differenceText } from '../components/card/Alternatives';
import { aliasTimes } from '../components/card/aliasTimes';
import { checkedText } from '../components/card/Checks';
import { PLAIN_TRANS } from '../components/card/contract';
import { threadsOf } from '../components/card/threads';
import { ModelCard } from '../components/ModelCard';
import type { IModelCardProps } from '../components/ModelCard';
import type { ModelCard as ModelCardData, RecordedCheck, RecordedComment } from '../schema';
import { drawn, HIT, NOTHING, press, someCard, type } from './cardFixture';

const AT = '2026-11-20T10:00:00Z';

function check(name: string, verdict: 'passed' | 'warning' | 'failed', evidence = {}): RecordedCheck {
  return { sequence: 1, number: 2, at: AT, by: 'ada', check: { name, verdict, summary: `${name} says`, evidence } };
}

function remark(sequence: number, text: string, more: Partial<RecordedComment['comment']> = {}): RecordedComment {
  return { sequence, number: 2, at: AT, by: sequence % 2 ? 'ada' : 'bob', comment: { text, ...more } };
}

function withRecords(records: Partial<ModelCardData['records']>): ModelCardData {
  const card = someCard();
  return { ...card, records: { ...card.records, ...records } };
}

function page(card: ModelCardData, more: Partial<IModelCardProps> = {}): React.ReactElement {
  return <ModelCard card={card} kernel={null} trans={PLAIN_TRANS} snippets={() => []} {...more} />;
}

afterEach(() => localStorage.clear());

describe('records on a card', () => {
  it('counts loads, people and the places where it runs now', async () => {
    const place = (sequence: number, target: string, state: 'active' | 'ended') => ({
      sequence,
      number: 2,
      at: AT,
      by: 'ada',
      deployment: { target, state }
    });
    const { host } = await drawn(
      page(
        withRecords({
          reuse: { loaded: 14, refused: 1, failed: 0, people: 3, last_at: AT, recent: [] },
          deployments: [place(3, 'api', 'ended'), place(2, 'edge', 'active'), place(1, 'api', 'active')]
        })
      )
    );
    const rail = host.querySelector('aside')?.textContent ?? '';
    expect(rail).toContain('14 of 15 tries');
    expect(rail).toContain('3 people');
    expect(rail).toContain('Deployments1');
    expect(rail).toContain('edge');
  });

  it('shows the newest verdict of each check and its evidence as pairs, rows and text', async () => {
    const evidence = { seconds: 3.5, columns: [{ column: 'age', psi: 0.31 }], log: ['line one', 'line two'] };
    const checks = [check('drift', 'failed', evidence), check('reproduce', 'passed'), check('drift', 'passed')];
    expect(checkedText(checks)).toBe('1/2');
    const { host } = await drawn(page(withRecords({ checks })));
    const section = host.querySelector('section[id$=checks]');
    expect(Array.from(section?.querySelectorAll('dl') ?? [], one => one.textContent)).toEqual(['seconds3.5']);
    expect(section?.querySelector('tbody tr')?.textContent).toBe('age0.31');
    expect(section?.querySelector('pre')?.textContent).toBe('line one\nline two');
    expect(section?.textContent).toContain('1 earlier');
    expect(host.querySelector('nav')?.textContent).toContain('a check failed');
    expect(host.querySelector('section[id$=overview]')?.textContent).toContain('drift: drifted');
  });

  it('survives evidence of any shape', async () => {
    const evidence = { columns: 'none', remedies: 3, deep: { a: { b: [1, [2]] } }, rows: [{ a: { b: 1 } }, {}] };
    const { host } = await drawn(page(withRecords({ checks: [check('drift', 'warning', evidence)] })));
    expect(host.querySelector('section[id$=checks]')?.textContent).toContain('{"a":{"b":[1,[2]]}}');
  });

  it('puts answers below what they answer, at any depth, and keeps those whose question is gone', () => {
    const threads = threadsOf([
      remark(9, 'lost', { reply_to: 2 }),
      remark(6, 'second', { reply_to: 5 }),
      remark(5, 'first', { reply_to: 4 }),
      remark(4, 'question', { topic: 'question' })
    ]);
    expect(threads.map(({ head, answers }) => [head.sequence, answers.map(one => one.sequence)])).toEqual([
      [9, []],
      [4, [5, 6]]
    ]);
  });

  it('keeps a comment that was typed until it is posted', async () => {
    let kept = false;
    const onComment = vi.fn(async () => kept);
    const first = await drawn(page(someCard(), { onComment }));
    const box = (host: Element): HTMLTextAreaElement | null => host.querySelector('section[id$=discussion] textarea');
    await type(box(first.host), 'Rain doubles false positives');
    await press(first.host, 'Post');
    expect(box(first.host)?.value).toBe('Rain doubles false positives');
    const second = await drawn(page(someCard(), { onComment }));
    expect(box(second.host)?.value).toBe('Rain doubles false positives');
    kept = true;
    await press(second.host, 'Post');
    expect(onComment).toHaveBeenLastCalledWith({
      text: 'Rain doubles false positives',
      topic: 'comment',
      reply_to: null
    });
    expect(box(second.host)?.value).toBe('');
    expect(box((await drawn(page(someCard(), { onComment }))).host)?.value).toBe('');
  });

  it('lets one take away only what one said', async () => {
    const onRemoveComment = vi.fn();
    const card = withRecords({ comments: [remark(2, 'theirs'), remark(1, 'mine')] });
    const { host } = await drawn(page(card, { onRemoveComment, mayRemove: by => by === 'ada' }));
    await press(host, 'Delete the comment of ada');
    expect(onRemoveComment.mock.calls).toEqual([[1]]);
    expect(host.querySelectorAll('[aria-label^="Delete the comment"]')).toHaveLength(1);
  });

  it('says how alternatives differ only by the same figure on the same data', async () => {
    const [figure] = HIT.figures;
    expect(differenceText([figure], [{ ...figure, value: 0.93 }], ['auc'])).toBe('+0.018 AUC');
    expect(differenceText([figure], [{ ...figure, value: 0.93 }], ['f1'])).toBe('');
    expect(differenceText([figure], [{ ...figure, value: 0.93, note: 'other data' }], ['auc'])).toBe('');
    const onCompare = vi.fn();
    const hit = { ...HIT, model: 'attrition', reasons: ['same task'] };
    const around = { ...NOTHING, alternatives: [hit] };
    const { host } = await drawn(page(someCard(), { around, onCompare }));
    expect(host.querySelector('aside')?.textContent).toContain('same task');
    await press(host, 'Compare all');
    expect(onCompare).toHaveBeenCalledWith(['churn:2', 'attrition:2']);
  });

  it('offers the answers of the version before and saves none unseen', async () => {
    const earlier = someCard();
    earlier.version = { ...earlier.version, number: 1 };
    earlier.card = { fields: { license: { value: 'BSD-3-Clause', origin: 'typed' } } };
    const onEditCard = vi.fn(async () => true);
    const around = { ...NOTHING, earlier };
    const { host } = await drawn(page(someCard(), { around, onEditCard }));
    expect(onEditCard).not.toHaveBeenCalled();
    await press(host, 'BSD-3-Clause as in v1');
    expect(onEditCard).toHaveBeenCalledWith({ fields: { license: { value: 'BSD-3-Clause', origin: 'recovered' } } });
  });

  it('says which version held an alias when, and moves it back', async () => {
    const card = someCard();
    const entry = { verb: 'set-alias', text: 'Set', actor: 'ada', alias: 'champion' };
    card.history = [
      { ...entry, number: 2, at: '2026-11-20T10:00:00Z' },
      { ...entry, number: 1, at: '2026-11-01T10:00:00Z' }
    ];
    expect(aliasTimes(card.history).get('champion')).toEqual([
      { number: 2, since: '2026-11-20T10:00:00Z', until: null, by: 'ada' },
      { number: 1, since: '2026-11-01T10:00:00Z', until: '2026-11-20T10:00:00Z', by: 'ada' }
    ]);
    const onSetAlias = vi.fn();
    const { host } = await drawn(page(card, { onSetAlias }));
    await press(host, 'Move @champion back to v1');
    expect(onSetAlias.mock.calls).toEqual([['champion', 1]]);
  });

  it('shows what matters most first, with the sign in the number', async () => {
    const card = someCard();
    const explanations = [{ method: 'permutation', features: ['age', 'plan'], values: [0.1, -0.4] }];
    card.version = { ...card.version, manifest: { ...card.version.manifest, explanations } };
    const { host } = await drawn(page(card));
    const rows = Array.from(host.querySelectorAll('section[id$=overview] table tr'), row => row.textContent);
    expect(rows).toEqual(['plan-0.4', 'age0.1']);
    expect(host.textContent).toContain('plan matters most, then age.');
  });

  it('asks the kernel about a table by name and says what is wrong with it', async () => {
    const onTables = vi.fn(async () => [{ name: 'df', shape: '3 x 2' }]);
    const fault = { level: 'error' as const, message: 'It lacks "age".', fix: '' };
    const onCheckData = vi.fn(async () => [fault]);
    const kernel = { language: 'python', packages: {} };
    const { host } = await drawn(page(someCard(), { kernel, onTables, onCheckData }));
    expect(onTables).not.toHaveBeenCalled();
    await press(host, 'Check your data against its inputs');
    expect(onCheckData).toHaveBeenCalledWith('df');
    expect(host.querySelector('aside')?.textContent).toContain('It lacks "age".');
  });

  it('marks a favourite as pressed', async () => {
    const onStar = vi.fn();
    const { host } = await drawn(page(withRecords({ starred: true, stars: 2 }), { onStar }));
    expect(host.querySelector('[aria-label=Favourite]')?.getAttribute('aria-pressed')).toBe('true');
    await press(host, 'Favourite');
    expect(onStar).toHaveBeenCalledWith(false);
  });

  it('draws 500 versions in steps and asks for those it does not have', async () => {
    const card = someCard();
    const [shape] = card.versions;
    const versions = Array.from({ length: 100 }, (_, index) => ({ ...shape, number: 500 - index, aliases: [] }));
    const onMoreVersions = vi.fn();
    const many = { ...card, versions, model: { ...card.model, version_count: 500 } };
    const { host } = await drawn(page(many, { onMoreVersions }));
    const rows = (): number => host.querySelectorAll('section[id$=versions] tbody tr').length;
    expect(rows()).toBe(8);
    await press(host, '492 older versions');
    expect(rows()).toBe(100);
    expect(onMoreVersions).toHaveBeenCalledOnce();
  });
});
