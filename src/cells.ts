/** Code as cells of a shared notebook: pure edits, each one step to undo. */
import type { ISharedNotebook } from '@jupyter/ydoc';

/** Where a cell's code went. */
export interface IPlaced {
  index: number;
  how: 'filled' | 'added';
}

/** Code as a notebook cell wants it: a shell line gets its mark. */
export function cellSource(code: string): string {
  return /^jupyter-registry /.test(code) ? `!${code}` : code;
}

/**
 * Fill the active cell when it is an empty code cell, else add one below it; further pieces of code follow in cells
 * of their own. One step to undo. Gives the place of the last cell, which is the one to run last.
 */
export function placeCode(
  notebook: ISharedNotebook,
  activeIndex: number,
  codes: readonly string[],
  below = false
): IPlaced {
  const active = notebook.cells[activeIndex];
  const fills = !below && active?.cell_type === 'code' && active.getSource().trim() === '';
  const sources = codes.map(cellSource);
  const first = Math.min(Math.max(activeIndex, -1) + 1, notebook.cells.length);
  const added = fills ? sources.slice(1) : sources;
  notebook.transact(() => {
    if (fills) {
      active.setSource(sources[0]);
    }
    notebook.insertCells(
      first,
      added.map(source => ({ cell_type: 'code', source, metadata: { trusted: true } }))
    );
  });
  return { index: first + added.length - 1, how: fills ? 'filled' : 'added' };
}

/** Add a cell at the end, or fill the last one when it is empty. */
export function placeAtEnd(notebook: ISharedNotebook, code: string): IPlaced {
  return placeCode(notebook, notebook.cells.length - 1, [code]);
}
