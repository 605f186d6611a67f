/**
 * Text that becomes code. Names, columns and values come from other people, so nothing is ever pasted into code
 * except through these functions.
 */

/** Characters that end a line, hide or turn text around somewhere; always written as escapes. */
const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A Python string literal in double quotes; JSON's escapes mean the same in Python. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(UNSAFE, escaped);
}

/** One argument of a shell line or of a magic, in single quotes when it holds anything but plain characters. */
export function shellQuoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text) && !text.startsWith('-')) {
    return text;
  }
  const line = text.replace(/[\u0000-\u001f]+/g, ' ').replace(UNSAFE, '');
  return `'${line.replace(/'/g, `'"'"'`)}'`;
}
