/** What matters to the model: one bar for each feature, and the same as a table. */
import * as React from 'react';

import type { Explanation } from '../../schema';
import { Box, Button, cls } from './bits';
import type { ITrans } from './contract';
import { numberText } from './words';

interface IExplanationsProps {
  explanations: readonly Explanation[];
  trans: ITrans;
}

const FIRST = 8;

function Bars({ explanation, trans }: { explanation: Explanation; trans: ITrans }): React.ReactElement {
  const [all, setAll] = React.useState(false);
  const { features, values, spread } = explanation;
  const rows = features
    .map((name, index) => ({ name, value: values[index] ?? 0, spread: spread?.[index] }))
    .sort((first, second) => Math.abs(second.value) - Math.abs(first.value));
  const longest = Math.abs(rows[0]?.value ?? 0) || 1;
  const signed = rows.some(row => row.value < 0);
  const [most, next] = rows;
  const note = [
    explanation.dataset,
    explanation.count ? trans.__('%1 rows', numberText(explanation.count)) : '',
    signed ? trans.__('striped bars lower the output') : ''
  ].filter(Boolean);
  return (
    <Box title={trans.__('What matters: %1', explanation.method)} aside={note.join(' · ') || undefined}>
      {most && (
        <p>
          {next ? trans.__('%1 matters most, then %2.', most.name, next.name) : trans.__('Only %1 matters.', most.name)}
        </p>
      )}
      <table className={cls('bars')}>
        <caption className={cls('hidden')}>{trans.__('Features and how much they matter')}</caption>
        <tbody>
          {(all ? rows : rows.slice(0, FIRST)).map((row, index) => (
            <tr key={index}>
              <th scope="row">
                <bdi dir="ltr">{row.name}</bdi>
              </th>
              <td className={cls('bar-cell')} aria-hidden="true">
                <i
                  className={cls('bar', row.value < 0 && 'bar-down')}
                  style={{ inlineSize: `${(100 * Math.abs(row.value)) / longest}%` }}
                />
              </td>
              <td className={cls('num')}>
                {numberText(row.value, 3)}
                {row.spread ? <span className={cls('muted')}> ±{numberText(row.spread, 2)}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FIRST && (
        <Button
          kind="link"
          small
          expanded={all}
          label={all ? trans.__('Show fewer') : trans.__('All %1 features', rows.length)}
          onClick={() => setAll(!all)}
        />
      )}
    </Box>
  );
}

/** The explanations side by side; nothing where there are none. */
export function Explanations({ explanations, trans }: IExplanationsProps): React.ReactElement | null {
  const shown = explanations.filter(one => one.features.length > 0);
  return shown.length > 0 ? (
    <div className={cls('grid-2', 'explanations')}>
      {shown.map((explanation, index) => (
        <Bars key={index} explanation={explanation} trans={trans} />
      ))}
    </div>
  ) : null;
}
