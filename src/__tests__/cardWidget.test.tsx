// @vitest-environment jsdom
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import type { IWidgetModel } from '../hosts/widget';
import widget from '../hosts/widget';
import { HIT, someSnapshot } from './cardFixture';

class Traits implements IWidgetModel {
  constructor(private readonly _values: Record<string, unknown>) {}
  readonly saved = vi.fn();
  private readonly _callbacks = new Map<string, () => void>();

  get(trait: string): unknown {
    return this._values[trait];
  }
  set(trait: string, value: unknown): void {
    this._values[trait] = value;
    this._callbacks.get(`change:${trait}`)?.();
  }
  save_changes(): void {
    this.saved({ ...this._values });
  }
  on(event: string, callback: () => void): void {
    this._callbacks.set(event, callback);
  }
  off(event: string): void {
    this._callbacks.delete(event);
  }
}

async function shown(model: Traits): Promise<{ el: HTMLElement; leave: () => void }> {
  const el = document.body.appendChild(document.createElement('div'));
  let leave = (): void => undefined;
  await React.act(async () => {
    leave = widget.render({ model, el });
  });
  return { el, leave };
}

describe('live widgets', () => {
  it('show the card that Python sets, and the next one', async () => {
    const model = new Traits({ snapshot: someSnapshot('card') });
    const { el } = await shown(model);
    expect(el.textContent).toContain('v2');
    await React.act(async () => model.set('snapshot', { ...someSnapshot('card'), hit: { ...HIT, number: 3 } }));
    expect(el.textContent).toContain('v3');
  });

  it('send the chosen models to Python', async () => {
    const model = new Traits({ query: '', selection: [], page: { hits: [HIT], total: 1, problems: [] } });
    const { el } = await shown(model);
    await React.act(async () => el.querySelector<HTMLInputElement>('input[type=checkbox]')?.click());
    expect(model.saved).toHaveBeenCalledWith(expect.objectContaining({ selection: ['churn:2'] }));
  });

  it('show what changed while they were drawn for the first time', async () => {
    class Early extends Traits {
      on(event: string, callback: () => void): void {
        this.set('snapshot', { ...someSnapshot('card'), hit: { ...HIT, number: 3 } });
        super.on(event, callback);
      }
    }
    const { el } = await shown(new Early({ snapshot: someSnapshot('card') }));
    expect(el.textContent).toContain('v3');
  });

  it('leave nothing behind', async () => {
    const { el, leave } = await shown(new Traits({ snapshot: someSnapshot('card') }));
    await React.act(async () => leave());
    expect(el.textContent).toBe('');
  });

  it('show a sentence for traits that hold nothing', async () => {
    const { el } = await shown(new Traits({ snapshot: {} }));
    expect(el.textContent).toBe('No card to show yet.');
  });
});
