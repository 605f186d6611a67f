import { describe, expect, it } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { confirmMetrics, undoPublish } from '../publication';
import type { IDoor } from '../state/door';

/** A door that notes what it was asked for, and answers from a table or refuses. */
function door(replies: Record<string, unknown>): { door: IDoor; asked: unknown[] } {
  const asked: unknown[] = [];
  const request = async (verb: string, args: object): Promise<unknown> => {
    asked.push([verb, args]);
    if (!(verb in replies)) {
      throw Object.assign(new Error('It is in use already.'), { code: 'conflict' });
    }
    return replies[verb];
  };
  return { door: { request } as unknown as IDoor, asked };
}

const METRICS = [
  { name: 'auc', value: 0.9, inferred: true, dataset: 'customers' },
  { name: 'f1', value: 0.8, inferred: true },
  { name: 'accuracy', value: 0.7 }
];

describe('a publication', () => {
  it('has the metrics that were named confirmed as an evaluation, and no other', async () => {
    const { door: way, asked } = door({
      'get-card': { version: { manifest: { metrics: METRICS } } },
      'add-evaluation': {}
    });
    expect(await confirmMetrics(way, PLAIN_TRANS, 'churn:2', ['auc', 'accuracy'])).toBe('confirmed: auc');
    expect(asked[1]).toMatchObject([
      'add-evaluation',
      { ref: 'churn:2', evaluation: { metrics: [{ name: 'auc', value: 0.9, inferred: false, origin: 'confirmed' }] } }
    ]);
  });

  it('says why metrics were not confirmed', async () => {
    const { door: way } = door({});
    expect(await confirmMetrics(way, PLAIN_TRANS, 'churn:2', ['auc'])).toBe('not confirmed: It is in use already.');
  });

  it('is taken back, or it is said why not', async () => {
    const { door: way, asked } = door({ 'undo-publish': { model: 'churn', number: 2, aliases: {} } });
    expect(await undoPublish(way, PLAIN_TRANS, 'churn:2')).toBe('churn v2 was taken back.');
    expect(asked).toEqual([['undo-publish', { ref: 'churn:2' }]]);
    expect(await undoPublish(door({}).door, PLAIN_TRANS, 'churn:2')).toBe('Not taken back: It is in use already.');
  });
});
