// @vitest-environment jsdom
/** The setting for single letters, in all parts outside of the panel. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal } from '@lumino/signaling';
import * as React from 'react';
import { describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { ComparePage } from '../components/ComparePage';
import { ModelCard } from '../components/ModelCard';
import { singleLetterKeys } from '../plugins/letters';
import { FIRST_LOOK } from '../state/compareLook';
import { drawn, someCard } from './cardFixture';
import { someComparison } from './compareFixture';

async function pressIn(host: Element, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true });
    await React.act(async () => void host.querySelector('h1')?.dispatchEvent(event));
  }
}

/** What the setting says, and a way to change it. */
function someSettings(first: boolean): { settings: ISettingRegistry.ISettings; set: (on: boolean) => void } {
  let composite = first;
  const changed = new Signal<object, void>({});
  const settings = { get: () => ({ composite }), changed } as unknown as ISettingRegistry.ISettings;
  return { settings, set: on => void ((composite = on), changed.emit()) };
}

describe('single letters', () => {
  it('are keys as the setting says, from its next change on', async () => {
    const { settings, set } = someSettings(false);
    const read = Promise.resolve(settings);
    const letters = singleLetterKeys(read);
    await read;
    expect(letters()).toBe(false);
    set(true);
    expect(letters()).toBe(true);
  });

  it('are keys where there are no settings, and where they cannot be read', async () => {
    const failed = Promise.reject(new Error('no settings'));
    const letters = singleLetterKeys(failed);
    await failed.catch(() => undefined);
    expect(letters()).toBe(true);
    expect(singleLetterKeys(null)()).toBe(true);
  });

  it.each([true, false])('are keys of a card when the setting is %s', async on => {
    const onOpen = vi.fn();
    const edits = { onOpen, onEditCard: async (): Promise<boolean> => true };
    const { host } = await drawn(
      <ModelCard
        {...edits}
        card={someCard()}
        kernel={null}
        trans={PLAIN_TRANS}
        snippets={() => []}
        letters={() => on}
      />
    );
    await pressIn(host, '[', 'e');
    expect(onOpen).toHaveBeenCalledTimes(on ? 1 : 0);
    expect(host.querySelectorAll('form[aria-label="Edit card"]')).toHaveLength(on ? 1 : 0);
  });

  it.each([true, false])('are keys of a comparison when the setting is %s', async on => {
    const onLook = vi.fn();
    const shown = { comparison: someComparison(), look: FIRST_LOOK, trans: PLAIN_TRANS, onLook };
    const { host } = await drawn(<ComparePage {...shown} letters={() => on} />);
    await pressIn(host, 'd');
    expect(onLook.mock.calls).toEqual(on ? [[{ onlyDifferences: false }]] : []);
    expect(host.querySelectorAll('label[title=D]')).toHaveLength(on ? 1 : 0);
  });
});
