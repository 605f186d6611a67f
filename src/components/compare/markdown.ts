/** A comparison as Markdown: the sentences, then the rows that are shown, as one table. */
import type { ComparedCell, Comparison } from '../../schema';
import type { ITrans } from '../card/contract';
import { nameOf, refOf } from './contract';
import { rowsOf } from './rows';

/** Rows of one group; a document is to be read. */
const MOST = 200;

/** Text that means nothing in Markdown or HTML, on one line of a table. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~>]/g, '\\$&')
    .replace(/</g, '&lt;');
}

function cellText(cell: ComparedCell): string {
  const text = plainMarkdown(cell.text || cell.note);
  const change = cell.change && cell.change !== '±0' ? ` (${plainMarkdown(cell.change)})` : '';
  return cell.best ? `**${text}**${change}` : `${text}${change}`;
}

/** The text of the comparison; with `onlyDifferences` the rows that are the same everywhere are left out. */
export function toMarkdown(comparison: Comparison, onlyDifferences: boolean, trans: ITrans): string {
  const names = comparison.versions.map(nameOf);
  const sentences = comparison.findings.map(({ column, text }) =>
    column === null ? `- ${plainMarkdown(text)}` : `- **${plainMarkdown(names[column])}** ${plainMarkdown(text)}`
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = [
    line(['', ...comparison.versions.map(version => plainMarkdown(refOf(version)))]),
    line(['---', ...names.map(() => '---')])
  ];
  const rows = comparison.groups.flatMap(group => {
    const all = rowsOf(group, onlyDifferences);
    const shown = all.slice(0, MOST).map(row => {
      const note = row.note ? `, ${plainMarkdown(row.note)}` : '';
      return line([`${plainMarkdown(row.label)}${note}`, ...row.cells.map(cellText)]);
    });
    const left = all.length - shown.length;
    const title = all.length ? [line([`**${plainMarkdown(group.label)}**`, ...names.map(() => '')])] : [];
    return [...title, ...shown, ...(left > 0 ? [line([trans.__('%1 more rows', left), ...names.map(() => '')])] : [])];
  });
  return [...sentences, '', ...head, ...rows, ''].join('\n');
}
