/** Small questions that several commands ask, and how they say what happened. */
import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { troubleOf, troubleText } from '../state/door';
import type { ICommandContext } from './context';

/** A string argument of a command; empty when it is left out or is something else. */
export function textArg(args: ReadonlyPartialJSONObject, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** One line of text from the person; empty when cancelled. */
export async function askText(title: string, label: string, text = ''): Promise<string> {
  const result = await InputDialog.getText({ title, label, text });
  return (result.button.accept ? (result.value ?? '') : '').trim();
}

/** The ref in the arguments, or the open card's, or the one the person types. */
export async function refArg(
  context: ICommandContext,
  args: ReadonlyPartialJSONObject,
  title: string,
  confirm = false
): Promise<string> {
  const { trans } = context;
  const given = textArg(args, 'ref');
  if (given) {
    return given;
  }
  const open = context.currentRef();
  return open && !confirm ? open : askText(title, trans.__('Model, as name, name:3 or name@champion'), open);
}

/** Do something with the registry; a refusal is shown with its way on and gives null. */
export async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
  try {
    return await action();
  } catch (reason) {
    Notification.error(troubleText(troubleOf(reason)), { autoClose: 10_000 });
    return null;
  }
}

/** Say that something is done, with the way back. */
export function sayDone(text: string, undoLabel: string, undo: () => void): void {
  Notification.success(text, { autoClose: 10_000, actions: [{ label: undoLabel, callback: undo }] });
}
