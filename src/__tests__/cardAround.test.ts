import { describe, expect, it, vi } from 'vitest';

import type { IDoor } from '../state/door';
import { CardAround } from '../state/cardAround';
import { HIT, PRACTICES, SCHEMA, someCard } from './cardFixture';

function around(answer: (verb: string, args: Record<string, unknown>) => unknown): CardAround {
  const door = { request: async (verb: string, args: Record<string, unknown>) => answer(verb, args) };
  return new CardAround(door as unknown as IDoor, vi.fn());
}

describe('what stands around a card', () => {
  it('is models like it and the version before', async () => {
    const asked: unknown[] = [];
    const parts = around((verb, args) => {
      asked.push(args.q ?? args.ref ?? verb);
      return verb === 'search' ? { hits: [{ ...HIT, model: 'attrition' }] } : someCard();
    });
    await parts.read(someCard());
    expect(asked.sort()).toEqual(['churn:1', 'get-card-schema', 'like:churn', 'list-practices']);
    expect(parts.alternatives.map(hit => hit.model)).toEqual(['attrition']);
    expect(parts.earlier?.model.name).toBe('churn');
    await parts.read(someCard());
    expect(asked).toHaveLength(4);
  });

  it('is the schema of the registry, and the practices that the version follows', async () => {
    const parts = around((verb, args) => {
      switch (verb) {
        case 'get-card-schema':
          return SCHEMA;
        case 'list-practices':
          return { practices: PRACTICES };
        case 'get-lineage':
          return {
            links: [
              { start: args.ref, relation: 'follows', end: 'five-fold' },
              { start: args.ref, relation: 'trained-on', end: 'customers' },
              { start: 'other:1', relation: 'follows', end: 'no-leaks' }
            ]
          };
        default:
          return verb === 'search' ? { hits: [] } : someCard();
      }
    });
    await parts.read(someCard());
    expect(parts.schema).toEqual(SCHEMA);
    expect(parts.practices).toEqual(PRACTICES);
    expect(parts.followed).toEqual(['five-fold']);
  });

  it('is missing without an error when it cannot be read', async () => {
    const parts = around(() => {
      throw new Error('offline');
    });
    await parts.read(someCard());
    expect([parts.alternatives, parts.earlier]).toEqual([[], null]);
  });

  it('takes in older versions page by page', async () => {
    const card = someCard();
    const [shape] = card.versions;
    const offsets: unknown[] = [];
    const parts = around((verb, args) => {
      if (verb !== 'list-versions') {
        return verb === 'search' ? { hits: [] } : someCard();
      }
      offsets.push(args.offset);
      const left = Math.max(0, Math.min(100, 252 - Number(args.offset)));
      return { versions: Array.from({ length: left }, (_, index) => ({ ...shape, number: 300 - index })) };
    });
    await parts.read(card);
    await parts.more(card);
    expect(parts.older).toHaveLength(100);
    await parts.more(card);
    expect(parts.older).toHaveLength(200);
    await parts.more(card);
    expect(parts.older).toHaveLength(250);
    expect(offsets).toEqual([2, 2, 102, 2, 102, 202]);
  });
});
