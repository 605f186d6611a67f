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

/** A Python literal of a JSON value: `true` is `True`, `null` is `None`. */
export function literal(value: unknown): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (typeof value === 'number') {
    return Number.isFinite(value)
      ? String(value)
      : `float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`;
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).map(([name, item]) => `${quoted(name)}: ${literal(item)}`);
    return `{${pairs.join(', ')}}`;
  }
  return 'None';
}

const COLUMNS = 88;

/** Items in brackets on one line when that is short, else packed into lines of at most 88 columns. */
export function wrapped(open: string, items: readonly string[], close: string, indent = ''): string {
  const line = `${open}${items.join(', ')}${close}`;
  if (indent.length + line.length <= COLUMNS) {
    return line;
  }
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 2 <= COLUMNS) {
      lines[lines.length - 1] = `${last} ${item},`;
    } else {
      lines.push(`${indent}    ${item},`);
    }
  }
  return [open, ...lines, `${indent}${close}`].join('\n');
}

/** A Python comment of one line, whatever the text holds. */
export function comment(text: string): string {
  return `# ${text
    .replace(/[\s\u0000-\u001f]+/g, ' ')
    .replace(UNSAFE, escaped)
    .trim()}`;
}

/** One argument of a shell line or of a magic, in single quotes when it holds anything but plain characters. */
export function shellQuoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text) && !text.startsWith('-')) {
    return text;
  }
  const line = text.replace(/[\u0000-\u001f]+/g, ' ').replace(UNSAFE, '');
  return `'${line.replace(/'/g, `'"'"'`)}'`;
}
