/** What the comparison says in sentences, each with the way to the rows that it was made of. */
import * as React from 'react';

import type { ComparisonFinding } from '../../schema';
import { Button, Icon } from '../card/bits';
import { fitOf } from '../card/fit';
import type { ICompareProps } from './contract';
import { cmp, nameOf } from './contract';
import { Marker } from './Marker';

/** Sentences that are shown before more are asked for. */
const FIRST = 8;

/** Which of the versions is the only one that loads in the kernel. */
function kernelFinding({ comparison, kernel, trans }: ICompareProps): ComparisonFinding[] {
  const fits = comparison.versions.map(version => fitOf(version.environment, kernel ?? null).verdict);
  const loading = fits.flatMap((verdict, place) => (verdict === 'loads' ? [place] : []));
  const known = fits.every(verdict => verdict !== 'unknown');
  return known && loading.length === 1
    ? [{ text: trans.__('is the only one that loads in your kernel.'), rows: [], column: loading[0], tone: 'good' }]
    : [];
}

function Sentence({
  finding,
  props,
  onShow
}: {
  finding: ComparisonFinding;
  props: ICompareProps;
  onShow?: (id: string) => void;
}): React.ReactElement {
  const { comparison, trans } = props;
  const version = finding.column === null ? undefined : comparison.versions[finding.column];
  const [row] = finding.rows;
  return (
    <li className={cmp('finding')}>
      {version && finding.column !== null ? (
        <Marker place={finding.column} size={12} />
      ) : (
        <Icon name="info" tone="acc" size={12} />
      )}
      <span>
        {version && (
          <b>
            <bdi dir="ltr">{nameOf(version)}</bdi>
          </b>
        )}{' '}
        {finding.text}{' '}
        {row !== undefined && onShow && (
          <Button
            small
            kind="link"
            label={trans.__('Show')}
            name={trans.__('Show the row of: %1', finding.text)}
            onClick={() => onShow(row)}
          />
        )}
      </span>
    </li>
  );
}

/** What is compared, in a few words. */
export function headingOf({ comparison, trans }: ICompareProps): string {
  const tasks = new Set(comparison.versions.map(({ hit }) => hit.task));
  const count = comparison.versions.length;
  const [task] = tasks;
  return tasks.size === 1 && task ? trans.__('%1 versions for %2', count, task) : trans.__('%1 versions', count);
}

/** The sentences, with the way to their rows where there is one. */
export function Sentences(props: ICompareProps & { onShow?: (id: string) => void }): React.ReactElement {
  const { comparison, trans, onShow } = props;
  const [all, setAll] = React.useState(false);
  const found = [...comparison.findings, ...kernelFinding(props)];
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <>
      {found.length === 0 && <p className={cmp('unset')}>{trans.__('No rule found anything worth a sentence.')}</p>}
      <ul>
        {shown.map((finding, index) => (
          <Sentence key={index} finding={finding} props={props} onShow={onShow} />
        ))}
      </ul>
      {found.length > FIRST && (
        <Button
          small
          kind="link"
          expanded={all}
          label={all ? trans.__('Fewer sentences') : trans.__('%1 more sentences', found.length - FIRST)}
          onClick={() => setAll(!all)}
        />
      )}
    </>
  );
}

/** The heading of the page and the sentences under it. */
export function Findings(props: ICompareProps): React.ReactElement {
  const { comparison, look, onLook } = props;
  const show = (id: string): void => {
    const group = comparison.groups.find(({ rows }) => rows.some(row => row.id === id));
    const same = group?.rows.find(row => row.id === id)?.differs === false;
    onLook?.({
      shown: id,
      folded: look.folded.filter(name => name !== group?.name),
      ...(same ? { onlyDifferences: false } : {})
    });
  };
  return (
    <div className={cmp('findings')}>
      <h1 tabIndex={-1}>{headingOf(props)}</h1>
      <Sentences {...props} onShow={onLook && show} />
    </div>
  );
}
