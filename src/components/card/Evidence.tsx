/** What a verdict rests on, as it was recorded: values in pairs, rows in a table, logs and diffs as text. */
import * as React from 'react';

import { cls } from './bits';
import type { ITrans } from './contract';
import { numberText } from './words';

interface IEvidenceProps {
  evidence: Record<string, unknown>;
  trans: ITrans;
}

type Row = Record<string, unknown>;

const ROWS = 50;
const COLUMNS = 8;
const CHARACTERS = 20_000;

/** A name of a field as words: "missing_then" -> "missing then". */
function words(name: string): string {
  return name.replace(/_/g, ' ');
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalarText(value: unknown, trans: ITrans): string {
  if (typeof value === 'number') {
    return numberText(value);
  }
  if (typeof value === 'boolean') {
    return value ? trans.__('yes') : trans.__('no');
  }
  if (value === null || value === undefined) {
    return trans.__('not set');
  }
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 400);
}

/** A log, a diff or a list of lines as text; empty when the value is none of these. */
function linesOf(value: unknown): string {
  if (typeof value === 'string') {
    return value.includes('\n') ? value : '';
  }
  return Array.isArray(value) && value.every(one => typeof one === 'string') ? value.join('\n') : '';
}

function Rows({ name, rows, trans }: { name: string; rows: readonly Row[]; trans: ITrans }): React.ReactElement {
  const columns = [...new Set(rows.slice(0, ROWS).flatMap(row => Object.keys(row)))]
    .filter(column => !rows.every(row => Array.isArray(row[column])))
    .slice(0, COLUMNS);
  return (
    <div className={cls('scroll')} role="group" aria-label={words(name)} tabIndex={0}>
      <table className={cls('table')}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {words(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS).map((row, index) => (
            <tr key={index}>
              {columns.map(column => (
                <td key={column}>{scalarText(row[column], trans)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > ROWS && <p className={cls('table-foot')}>{trans.__('%1 more rows', rows.length - ROWS)}</p>}
    </div>
  );
}

/** The parts of the evidence, in the order in which they were recorded. */
export function Evidence({ evidence, trans }: IEvidenceProps): React.ReactElement {
  const parts = Object.entries(evidence).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const plain = parts.filter(([, value]) => !linesOf(value) && !(Array.isArray(value) && value.every(isRow)));
  const long = parts.filter(part => !plain.includes(part));
  return (
    <div className={cls('evidence')}>
      {plain.length > 0 && (
        <dl className={cls('pairs')}>
          {plain.map(([name, value]) => (
            <React.Fragment key={name}>
              <dt>{words(name)}</dt>
              <dd>{scalarText(value, trans)}</dd>
            </React.Fragment>
          ))}
        </dl>
      )}
      {long.map(([name, value]) => (
        <section key={name} aria-label={words(name)}>
          <h3>{words(name)}</h3>
          {linesOf(value) ? (
            <pre className={cls('log')} tabIndex={0} aria-label={words(name)} role="group" dir="ltr">
              {linesOf(value).slice(-CHARACTERS)}
            </pre>
          ) : (
            <Rows name={name} rows={value as Row[]} trans={trans} />
          )}
        </section>
      ))}
    </div>
  );
}
