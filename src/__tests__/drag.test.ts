import { MimeData } from '@lumino/coreutils';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { PLAIN_TRANS } from '../components/card/contract';
import { CELLS_MIME, codeOfHit, dragFrom, fill } from '../drag';
import { HIT, someCard } from './cardFixture';

function point(type: string, x: number, y: number): MouseEvent {
  return new MouseEvent(type, { button: 0, clientX: x, clientY: y, bubbles: true, cancelable: true });
}

function marksText(): boolean {
  return document.dispatchEvent(new Event('selectstart', { cancelable: true }));
}

describe('dragging code', () => {
  // jsdom has no pointers and no layout.
  vi.stubGlobal('PointerEvent', globalThis.PointerEvent ?? MouseEvent);
  document.elementFromPoint ??= () => document.body;
  const code = vi.fn(() => ({ label: 'churn', code: 'model = 1' }));

  afterEach(() => {
    document.dispatchEvent(new KeyboardEvent('keydown', { keyCode: 27 }));
    code.mockClear();
  });

  it('begins once when the pointer travels, and marks no text on its way', async () => {
    const began = dragFrom(point('mousedown', 0, 0), code);
    document.dispatchEvent(point('pointermove', 3, 0));
    expect(code).not.toHaveBeenCalled();
    document.dispatchEvent(point('pointermove', 9, 0));
    expect(await began).toBe(true);
    expect(code).toHaveBeenCalledOnce();
    expect(marksText()).toBe(false);
    expect(document.querySelector('.jp-ModelRegistry-drag-image')?.textContent).toBe('churn');
  });

  it('is a click when the button is let go before', async () => {
    const began = dragFrom(point('mousedown', 0, 0), code);
    document.dispatchEvent(point('mouseup', 0, 0));
    document.dispatchEvent(point('pointermove', 50, 0));
    expect(await began).toBe(false);
    expect(code).not.toHaveBeenCalled();
    expect(marksText()).toBe(true);
  });

  it('carries a cell for notebooks and text for files', () => {
    const data = new MimeData();
    fill(data, 'jupyter-registry get-card a:1');
    expect(data.getData('text/plain')).toBe('jupyter-registry get-card a:1');
    expect(data.getData(CELLS_MIME)).toMatchObject([{ cell_type: 'code', source: '!jupyter-registry get-card a:1' }]);
  });

  it('asks for the card of the result, for code with its signature', async () => {
    const request = vi.fn(() => Promise.resolve(someCard()));
    const dragged = codeOfHit({ request }, HIT, PLAIN_TRANS);
    expect(dragged.code).toContain('registry.load(');
    expect(await dragged.better).toContain(`("${someCard().model.name}`);
    expect(request).toHaveBeenCalledWith('get-card', { ref: expect.stringContaining(HIT.model) });
  });
});
