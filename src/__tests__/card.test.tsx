// @vitest-environment jsdom
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import type { ICardEdit, IKernelFacts } from '../components/card/contract';
import { ModelCard } from '../components/ModelCard';
import type { IModelCardProps } from '../components/ModelCard';
import { button, drawn, press, someCard, type } from './cardFixture';

const KERNEL: IKernelFacts = {
  name: 'helmet.ipynb',
  language: 'python',
  python: '3.11.9',
  packages: { numpy: '1.26.4', 'Scikit-Learn': '1.5.0' }
};

function card(more: Partial<IModelCardProps> = {}): React.ReactElement {
  return (
    <ModelCard
      card={someCard()}
      kernel={KERNEL}
      trans={PLAIN_TRANS}
      snippets={pinned => [
        { id: 'load', label: 'Load', code: pinned ? 'load churn:2' : 'load churn@champion', needs: [] }
      ]}
      {...more}
    />
  );
}

describe('model card', () => {
  it('names the version, its aliases and what the kernel needs, before anything else', async () => {
    const { host } = await drawn(card());
    expect(host.querySelector('h1')?.textContent).toBe('churn');
    expect(host.querySelector('header')?.textContent).toContain('@champion');
    expect(host.querySelector('aside')?.textContent).toContain('Loads in your kernel');
  });

  it('shows no metric without its dataset and split, and says when they are not set', async () => {
    const { host } = await drawn(card());
    const rows = Array.from(host.querySelectorAll('section[id$=metrics] tbody tr')).map(row => row.textContent);
    expect(rows.some(row => row?.includes('holdout') && row.includes('test') && row.includes('0.912'))).toBe(true);
    expect(rows.some(row => row?.startsWith('not setnot setBrier'))).toBe(true);
  });

  it('compares with the version before only where key, dataset and split agree', async () => {
    const { host } = await drawn(card());
    expect(host.querySelector('section[id$=metrics]')?.textContent).toContain('▴ +0.012');
    expect(host.querySelector('header')?.textContent).toContain('vs v1');
  });

  it('offers the install of exactly the required packages that are missing', async () => {
    const onInsert = vi.fn();
    const { host } = await drawn(card({ kernel: { ...KERNEL, packages: { numpy: '2.0' } }, onInsert }));
    await press(host.querySelector('aside') as Element, 'Insert install cell');
    expect(onInsert).toHaveBeenCalledWith('%pip install "scikit-learn==1.5.0"');
  });

  it('inserts the first snippet from its head and the pinned one from the section of its use', async () => {
    const onInsert = vi.fn();
    const { host } = await drawn(card({ onInsert }));
    await press(host, 'Insert in notebook');
    await React.act(async () => host.querySelector<HTMLInputElement>('input[type=checkbox]')?.click());
    await press(host, 'Insert');
    expect(onInsert.mock.calls).toEqual([
      ['load churn@champion', []],
      ['load churn:2', []]
    ]);
  });

  it('fills a gap in place', async () => {
    const onEditCard = vi.fn(async () => true);
    const { host } = await drawn(card({ onEditCard }));
    await press(host, 'MIT');
    expect(onEditCard).toHaveBeenCalledWith({ fields: { license: { value: 'MIT', origin: 'typed' } } });
  });

  it('moves an alias after one line that says what happens to others', async () => {
    const onSetAlias = vi.fn();
    const { host } = await drawn(card({ onSetAlias }));
    await press(host, 'Move an alias…');
    const form = host.querySelector('form[aria-label="Move an alias"]') as HTMLFormElement;
    expect(form.querySelector('button[type=submit]')?.hasAttribute('disabled')).toBe(true);
    await React.act(async () => {
      const select = form.querySelector('select') as HTMLSelectElement;
      select.value = '1';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(form.textContent).toContain('@champion moves from v2 to v1');
    await press(form, 'Move alias');
    expect(onSetAlias).toHaveBeenCalledWith('champion', 1);
  });

  it('keeps what was typed when somebody else saved in between, and shows what is stored', async () => {
    const edits: ICardEdit[] = [];
    const onEditCard = async (edit: ICardEdit): Promise<boolean> => edits.push(edit) > 1;
    const { host, draw } = await drawn(card({ onEditCard }));
    await press(host.querySelector('section[id$=overview]') as Element, 'Edit card');
    const field = (): HTMLTextAreaElement | null => host.querySelector('textarea[id$=contact]');
    await type(field(), 'mine');
    await press(host, 'Save card');
    const theirs = someCard();
    theirs.card = { fields: { contact: { value: 'theirs' } } };
    await draw(card({ onEditCard, card: theirs }));
    expect(field()?.value).toBe('mine');
    expect(host.querySelector('[aria-label="Two values: Contact"]')?.textContent).toBe(
      'YoursmineKeep mineStored meanwhiletheirsKeep what is stored'
    );
    await press(host, 'Keep mine: Contact');
    expect(host.querySelector('[aria-label^="Two values"]')).toBeNull();
    await press(host, 'Save card');
    expect(edits[1]).toEqual({ fields: { contact: { value: 'mine', origin: 'typed' } } });
    expect(host.querySelector('textarea')).toBeNull();
  });

  it('keeps an edit that was not saved over a closed card, and forgets it when it is cancelled', async () => {
    const onEditCard = async (): Promise<boolean> => true;
    const box = (host: Element): HTMLTextAreaElement | null => host.querySelector('textarea[id$=contact]');
    const first = await drawn(card({ onEditCard }));
    await press(first.host.querySelector('section[id$=overview]') as Element, 'Edit card');
    await type(box(first.host), 'half a name');
    const second = await drawn(card({ onEditCard }));
    await press(second.host, 'Go on editing');
    expect(box(second.host)?.value).toBe('half a name');
    await press(second.host, 'Cancel');
    const third = await drawn(card({ onEditCard }));
    await press(third.host.querySelector('section[id$=overview]') as Element, 'Edit card');
    expect(box(third.host)?.value).toBe('');
  });

  it('goes to sections and neighbouring versions by key, but not while typing', async () => {
    const onOpen = vi.fn();
    const { host } = await drawn(card({ onOpen }));
    const send = (target: Element | null, key: string): unknown =>
      React.act(async () => target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    await send(host.querySelector('h1'), '[');
    await send(host.querySelector('h1'), ']');
    await send(host.querySelector('select'), '[');
    await send(host.querySelector('h1'), '5');
    expect(onOpen.mock.calls).toEqual([['churn:1']]);
    expect(document.activeElement?.textContent).toBe('Versions');
  });

  it('shows no control for what its host cannot do', async () => {
    const { host } = await drawn(card());
    const names = Array.from(host.querySelectorAll('button')).map(item => item.textContent);
    expect(names.filter(name => /insert|copy|edit|retire|move|add tag/i.test(name ?? ''))).toEqual([]);
  });

  it('says in words that a version without metrics, packages or text has none', async () => {
    const bare = someCard();
    bare.version = { ...bare.version, manifest: {} };
    bare.card = {};
    const { host } = await drawn(card({ card: bare }));
    expect(host.textContent).not.toMatch(/undefined|null|NaN|N\/A/);
    expect(host.querySelector('section[id$=metrics]')?.textContent).toContain('not measured');
  });

  it('offers the way back beside what was done', async () => {
    const undo = vi.fn();
    const { host } = await drawn(card({ notice: { level: 'status', text: '@champion points at v1.', undo } }));
    expect(host.querySelector('[role=status]')?.textContent).toContain('@champion points at v1.');
    await press(host, 'Undo');
    expect(undo).toHaveBeenCalledOnce();
  });

  it('retires a version with a reason', async () => {
    const onRetire = vi.fn();
    const { host } = await drawn(card({ onRetire }));
    await press(host, 'Retire version 1');
    await type(host.querySelector('input[placeholder=Reason]'), 'too old');
    expect(button(host, 'Retire v1').type).toBe('submit');
    await press(host, 'Retire v1');
    expect(onRetire).toHaveBeenCalledWith(1, { reason: 'too old', sunset_on: null, replacement: '' });
  });
});
