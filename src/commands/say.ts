/** Acts that end in a sentence for the person: copying, inserting, and the way on when there is no place. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Inserted, InsertionPoint } from '../insert';

/** Put text on the clipboard and say so. */
export function copyText(trans: TranslationBundle, text: string): void {
  Clipboard.copyToSystem(text);
  Notification.info(trans.__('Copied: %1', text.split('\n')[0]), { autoClose: 3000 });
}

async function insertIntoNew(app: JupyterFrontEnd, insertion: InsertionPoint, codes: readonly string[]): Promise<void> {
  const panel = (await app.commands.execute('notebook:create-new', { activate: true })) as NotebookPanel | undefined;
  if (panel) {
    await panel.revealed;
    insertion.use(panel);
    insertion.insert(codes);
  }
}

/** Insert code below the active cell and run it; nothing is run where it could not be inserted. */
export async function runBelow(
  app: JupyterFrontEnd,
  insertion: InsertionPoint,
  trans: TranslationBundle,
  code: string
): Promise<void> {
  const outcome = sayInserted(app, insertion, trans, [code], true);
  const panel = insertion.notebook;
  if (panel && (outcome === 'added' || outcome === 'filled')) {
    const { NotebookActions } = await import('@jupyterlab/notebook');
    await NotebookActions.run(panel.content, panel.sessionContext);
  }
}

/** Insert code, one cell for each piece; where there is no place for it, offer Copy and a new notebook. */
export function sayInserted(
  app: JupyterFrontEnd,
  insertion: InsertionPoint,
  trans: TranslationBundle,
  codes: readonly string[],
  below = false
): Inserted {
  const outcome = insertion.insert(codes, below);
  if (outcome === 'nowhere' || outcome === 'read-only') {
    const text =
      outcome === 'nowhere'
        ? trans.__('No notebook is open to insert into.')
        : trans.__('This notebook is read-only, so nothing was inserted.');
    const copy = { label: trans.__('Copy'), callback: () => Clipboard.copyToSystem(codes.join('\n')) };
    const fresh = { label: trans.__('New notebook'), callback: () => void insertIntoNew(app, insertion, codes) };
    const canMake = app.commands.hasCommand('notebook:create-new');
    Notification.warning(text, { autoClose: 15_000, actions: canMake ? [copy, fresh] : [copy] });
  }
  return outcome;
}
