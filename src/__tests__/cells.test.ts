import { YNotebook } from '@jupyter/ydoc';
import { describe, expect, it } from 'vitest';

import { cellSource, placeAtEnd, placeCode } from '../cells';

function notebook(...cells: [type: 'code' | 'markdown', source: string][]): YNotebook {
  const made = YNotebook.create({ disableDocumentWideUndoRedo: false }) as YNotebook;
  made.insertCells(
    0,
    cells.map(([cell_type, source]) => ({ cell_type, source, metadata: {} }))
  );
  made.clearUndoHistory();
  return made;
}

function sources(shared: YNotebook): string[] {
  return shared.cells.map(cell => cell.getSource());
}

describe('placing code in a notebook', () => {
  it('fills an empty active cell', () => {
    const shared = notebook(['code', 'a = 1'], ['code', ' \n'], ['code', 'b = 2']);
    expect(placeCode(shared, 1, ['load()'])).toEqual({ index: 1, how: 'filled' });
    expect(sources(shared)).toEqual(['a = 1', 'load()', 'b = 2']);
  });

  it('adds a cell below an active cell with text, and below an empty one of Markdown', () => {
    const shared = notebook(['code', 'a = 1'], ['markdown', '']);
    expect(placeCode(shared, 0, ['load()'])).toEqual({ index: 1, how: 'added' });
    expect(placeCode(shared, 2, ['again()'])).toEqual({ index: 3, how: 'added' });
    expect(sources(shared)).toEqual(['a = 1', 'load()', '', 'again()']);
    expect(shared.cells[3].cell_type).toBe('code');
  });

  it('adds below even when the active cell is empty, when asked', () => {
    const shared = notebook(['code', '']);
    expect(placeCode(shared, 0, ['load()'], true)).toEqual({ index: 1, how: 'added' });
    expect(sources(shared)).toEqual(['', 'load()']);
  });

  it('gives each piece a cell of its own and points at the last', () => {
    const shared = notebook(['code', '']);
    expect(placeCode(shared, 0, ['%pip install x', 'load()'])).toEqual({ index: 1, how: 'filled' });
    expect(sources(shared)).toEqual(['%pip install x', 'load()']);
  });

  it('works in a notebook without cells and without an active one', () => {
    const shared = notebook();
    expect(placeCode(shared, -1, ['load()'])).toEqual({ index: 0, how: 'added' });
    expect(placeAtEnd(shared, '%publish m')).toEqual({ index: 1, how: 'added' });
  });

  it('is undone in one step', () => {
    for (const first of ['a = 1', '']) {
      const shared = notebook(['code', first]);
      placeCode(shared, 0, ['%pip install x', 'load()']);
      shared.undo();
      expect(sources(shared)).toEqual([first]);
    }
  });

  it('marks a shell line as one', () => {
    expect(cellSource('jupyter-registry get-card a:1')).toBe('!jupyter-registry get-card a:1');
    expect(cellSource('model = 1')).toBe('model = 1');
  });
});
