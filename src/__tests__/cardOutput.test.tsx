// @vitest-environment jsdom

import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import { answerGap } from '../answer';
import { PLAIN_TRANS } from '../components/card/contract';
import type { DrawOutput } from '../hosts/renderer';
import { SNAPSHOT_MIME, SnapshotOutput } from '../hosts/renderer';
import { drawWith } from '../plugins/outputParts';
import type { IDoor } from '../state/door';
import { press, someCard, someSnapshot } from './cardFixture';

const HTML = '<img src=x onerror=alert(1)>';

async function output(data: unknown, trusted: boolean, onOpen = vi.fn()): Promise<HTMLElement> {
  return drawn(data, trusted, async () => drawWith(PLAIN_TRANS, { onOpen }));
}

async function drawn(data: unknown, trusted: boolean, drawing: () => Promise<DrawOutput>): Promise<HTMLElement> {
  const widget = new SnapshotOutput(drawing);
  const model = { data: { [SNAPSHOT_MIME]: data, 'text/plain': HTML }, trusted } as unknown as IRenderMime.IMimeModel;
  await React.act(async () => {
    Widget.attach(widget, document.body);
    await widget.renderModel(model);
    MessageLoop.flush();
  });
  return widget.node;
}

describe('notebook output', () => {
  it('acts in a trusted notebook', async () => {
    const onOpen = vi.fn();
    await press(await output(someSnapshot('card'), true, onOpen), 'Open card');
    expect(onOpen).toHaveBeenCalledWith('churn:2');
  });

  it('shows the same without buttons in a notebook that is not trusted', async () => {
    const node = await output(someSnapshot('card'), false);
    expect(node.textContent).toContain('0.912');
    expect(node.querySelectorAll('button').length).toBe(0);
  });

  it('shows the plain text, as text, when its data is none of ours', async () => {
    const node = await output({ view: 'card', hit: 'nothing' }, true);
    expect(node.textContent).toBe(HTML);
    expect(node.querySelector('img')).toBeNull();
  });
});

describe('output whose code cannot be fetched', () => {
  it('shows its plain text, as text', async () => {
    const node = await drawn(someSnapshot('card'), true, async () => Promise.reject(new Error('gone')));
    expect(node.textContent).toBe(HTML);
    expect(node.querySelector('img')).toBeNull();
  });
});

describe('answer in an output', () => {
  it('is saved at the revision of the card as it stands', async () => {
    const sent: unknown[] = [];
    const request = async (verb: string, args: object): Promise<unknown> => {
      sent.push([verb, args]);
      return someCard();
    };
    const said = await answerGap({ request } as unknown as IDoor, PLAIN_TRANS, 'churn:2', 'contact', {
      value: 'ada',
      origin: 'typed'
    });
    expect(said).toBe('saved: ada');
    expect(sent[1]).toEqual([
      'edit-card',
      { ref: 'churn:2', fields: { contact: { value: 'ada', origin: 'typed' } }, if_revision: 4 }
    ]);
  });

  it('leaves an answer that was given since', async () => {
    const request = vi.fn(async () => someCard());
    const said = await answerGap({ request } as unknown as IDoor, PLAIN_TRANS, 'churn:2', 'limits', {
      value: 'mine',
      origin: 'typed'
    });
    expect(said).toBe('answered already: New customers; Night');
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('says why it was not saved', async () => {
    const request = async (): Promise<never> =>
      Promise.reject(Object.assign(new Error('No right to.'), { code: 'forbidden' }));
    expect(
      await answerGap({ request } as unknown as IDoor, PLAIN_TRANS, 'churn:2', 'limits', {
        value: 'x',
        origin: 'typed'
      })
    ).toBe('not saved: No right to.');
  });
});
