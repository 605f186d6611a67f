import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { EditForm, editOf } from '../components/card/EditForm';
import { cardFields } from '../components/card/fields';
import { standardWords } from '../components/card/fieldWords';
import { GapForm } from '../components/card/GapForm';
import { Practices } from '../components/card/Practices';
import { drawn, NOTHING, PRACTICES, press, SCHEMA, someCard } from './cardFixture';

const STANDARD = /_field\(\s*"(\w+)", "([^"]+)", "([^"]+)"/g;

describe('fields of a card', () => {
  it('have the labels and questions of the registry, standard ones in the words of the page', () => {
    const source = readFileSync(join(process.cwd(), 'jupyter_registry', 'card_schema.py'), 'utf8');
    const asked = [...source.matchAll(STANDARD)].map(([, name, label, question]) => [name, [label, question]]);
    expect(asked.length).toBeGreaterThan(20);
    expect(standardWords(PLAIN_TRANS)).toEqual(Object.fromEntries(asked));
    const german = { ...PLAIN_TRANS, __: (text: string) => (text === 'Where does it fail?' ? 'Wo versagt es?' : text) };
    const fields = cardFields(german, SCHEMA);
    expect(fields.find(({ field }) => field === 'limits')?.question).toBe('Wo versagt es?');
    expect(fields.find(({ field }) => field === 'tier')?.question).toBe('How important is it?');
  });

  it('are edited in boxes of their kinds, in groups of which those without answers are closed', async () => {
    const card = someCard();
    card.card = { fields: { seats: { value: '12' } } };
    const form = <EditForm card={card.card} schema={SCHEMA} trans={PLAIN_TRANS} onSave={vi.fn()} onCancel={vi.fn()} />;
    const { host } = await drawn(form);
    const box = (name: string): Element | null => host.querySelector(`[id$=-${name}]`);
    expect(box('cost_center')?.tagName).toBe('TEXTAREA');
    expect([...(box('tier')?.querySelectorAll('option') ?? [])].map(option => option.value)).toEqual([
      '',
      'gold',
      'tin',
      'Does not apply'
    ]);
    expect(box('exported')?.textContent).toContain('Yes');
    expect(box('seats')?.getAttribute('inputmode')).toBe('decimal');
    expect(box('audited_on')?.getAttribute('type')).toBe('date');
    expect(box('limits')?.getAttribute('placeholder')).toBe('One point on each line');
    expect([...host.querySelectorAll('summary')].map(summary => summary.textContent)).toEqual([
      'Use',
      'Limits',
      'Of your organisation'
    ]);
    expect([...host.querySelectorAll('details')].every(group => group.open)).toBe(true);
  });

  it('are saved when they differ, lists as their points', () => {
    const fields = cardFields(PLAIN_TRANS, SCHEMA);
    const edit = editOf({ fields: { seats: { value: '12' } } }, { seats: '12', tier: 'tin', limits: 'a\nb' }, fields);
    expect(edit).toEqual({
      fields: { tier: { value: 'tin', origin: 'typed' }, limits: { value: ['a', 'b'], origin: 'typed' } }
    });
  });

  it('are asked with the answers that hold', async () => {
    const onAnswer = vi.fn();
    const field = cardFields(PLAIN_TRANS, SCHEMA).find(one => one.field === 'tier');
    const gap = { field: 'tier', question: 'How important is it?', gain: 4 };
    const { host } = await drawn(<GapForm gap={gap} field={field} trans={PLAIN_TRANS} onAnswer={onAnswer} />);
    expect([...host.querySelectorAll('button')].map(button => button.textContent)).toEqual([
      'gold',
      'tin',
      'Does not apply'
    ]);
    await press(host, 'gold');
    expect(onAnswer).toHaveBeenCalledWith('tier', { value: 'gold', origin: 'typed' });
  });
});

describe('good practices', () => {
  it('are those that the version follows, and one more by choice', async () => {
    const onFollow = vi.fn();
    const around = { ...NOTHING, practices: PRACTICES, followed: ['five-fold'] };
    const { host } = await drawn(<Practices around={around} trans={PLAIN_TRANS} onFollow={onFollow} />);
    expect([...host.querySelectorAll('summary')].map(one => one.textContent)).toEqual([
      'Practice five-fold evaluation 1 model follows it'
    ]);
    const select = host.querySelector('select') as HTMLSelectElement;
    select.value = 'no-leaks';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await press(host, 'Add practice');
    expect(onFollow).toHaveBeenCalledWith('no-leaks');
  });

  it('are not mentioned where the registry keeps none', async () => {
    const { host } = await drawn(<Practices around={NOTHING} trans={PLAIN_TRANS} onFollow={vi.fn()} />);
    expect(host.textContent).toBe('');
  });
});
