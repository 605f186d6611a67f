/** Puts code where the user last worked: the active cell of a notebook, or the cursor of a text file. Never runs it. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { PathExt } from '@jupyterlab/coreutils';
import type { INotebookTracker, Notebook, NotebookPanel } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';

import { placeCode } from './cells';

/** What became of code to insert. */
export type Inserted = 'filled' | 'added' | 'typed' | 'read-only' | 'nowhere';

/** The editor of a text file's tab; nothing for other tabs. */
function editorOf(widget: Widget | null): CodeEditor.IEditor | null {
  const content = (widget as { content?: { editor?: CodeEditor.IEditor } } | null)?.content;
  return typeof content?.editor?.replaceSelection === 'function' ? content.editor : null;
}

/** Remembers where the user last worked, notebook or text file, and inserts there. */
export class InsertionPoint {
  constructor(shell: JupyterFrontEnd.IShell, notebooks: INotebookTracker | null) {
    this._shell = shell;
    this._notebooks = notebooks;
    this._note(shell.currentWidget);
    shell.currentChanged?.connect((_, change) => this._note(change.newValue));
  }

  /** The notebook that code would go to; null when there is none or a text file was used since. */
  get notebook(): NotebookPanel | null {
    const last = this._last;
    if (last && !last.isDisposed) {
      return this._notebooks?.has(last) ? (last as NotebookPanel) : null;
    }
    const current = this._notebooks?.currentWidget ?? null;
    return current && !current.isDisposed ? current : null;
  }

  /** File name of that notebook; empty without one. */
  get notebookName(): string {
    return PathExt.basename(this.notebook?.context.path ?? '');
  }

  /** Give the focus back to where the user last worked. */
  focus(): void {
    const place =
      this.notebook ?? (this._last && !this._last.isDisposed ? this._last : null) ?? this._shell.currentWidget;
    if (place) {
      this._shell.activateById(place.id);
    }
  }

  /** Take this notebook as the one used last. */
  use(panel: NotebookPanel): void {
    this._note(panel);
  }

  /** Whether there is a place to insert at. */
  get available(): boolean {
    return this.notebook !== null || this._editor !== null;
  }

  /** Insert code, one cell for each piece; focus goes to it. `below` never fills the active cell. */
  insert(codes: readonly string[], below = false): Inserted {
    const panel = this.notebook;
    if (panel) {
      return this._intoNotebook(panel, codes, below);
    }
    const editor = this._editor;
    return editor ? this._intoFile(editor, codes.filter(code => !code.startsWith('%')).join('\n')) : 'nowhere';
  }

  private get _editor(): CodeEditor.IEditor | null {
    return editorOf(this._last && !this._last.isDisposed ? this._last : null);
  }

  private _intoNotebook(panel: NotebookPanel, codes: readonly string[], below: boolean): Inserted {
    const notebook = panel.content;
    if (!notebook.model || notebook.model.readOnly) {
      return 'read-only';
    }
    const placed = placeCode(notebook.model.sharedModel, notebook.activeCellIndex, codes, below);
    showCell(this._shell, panel, placed.index);
    return placed.how;
  }

  private _intoFile(editor: CodeEditor.IEditor, code: string): Inserted {
    if (editor.getOption('readOnly')) {
      return 'read-only';
    }
    const before = editor.getLine(editor.getCursorPosition().line) ?? '';
    editor.replaceSelection?.(`${before.trim() === '' ? '' : '\n'}${code}\n`);
    this._shell.activateById(this._last?.id ?? '');
    editor.focus();
    return 'typed';
  }

  private _note(widget: Widget | null): void {
    if (widget && (this._notebooks?.has(widget) || editorOf(widget))) {
      this._last = widget;
    }
  }

  private readonly _shell: JupyterFrontEnd.IShell;
  private readonly _notebooks: INotebookTracker | null;
  private _last: Widget | null = null;
}

/** Bring a notebook's cell to view and give it the focus, in command mode so that one key undoes or runs it. */
export function showCell(shell: JupyterFrontEnd.IShell, panel: NotebookPanel, index: number): void {
  const notebook = panel.content;
  shell.activateById(panel.id);
  notebook.deselectAll();
  notebook.activeCellIndex = index;
  notebook.mode = 'command';
  void focusCell(notebook);
}

/** A new cell may be drawn late in a long notebook; JupyterLab's own action waits for it. */
async function focusCell(notebook: Notebook): Promise<void> {
  const { NotebookActions } = await import('@jupyterlab/notebook');
  await NotebookActions.focusActiveCell(notebook);
}
