/** What goes in, what comes out, and on which data it was made. */
import * as React from 'react';

import type { Dataset, Field, Manifest } from '../../schema';
import { Box, Button, cls, Nothing, Section } from './bits';
import type { ITrans } from './contract';
import { numberText, shapeText, shortDigest } from './words';

interface IDataSignatureProps {
  id: string;
  manifest: Manifest;
  trans: ITrans;
}

const FIRST = 12;

function rangeText(field: Field): string {
  const categories = field.categories ?? [];
  if (categories.length > 0) {
    const few = categories.slice(0, 4).join(', ');
    return categories.length > 4 ? `${few} … (${categories.length})` : few;
  }
  const low = field.low ?? null;
  const high = field.high ?? null;
  if (low === null && high === null) {
    return '';
  }
  return `${low === null ? '' : numberText(low)} … ${high === null ? '' : numberText(high)}`.trim();
}

function Signature({ manifest, trans }: IDataSignatureProps): React.ReactElement {
  const [all, setAll] = React.useState(false);
  const signature = manifest.signature;
  const inputs = signature?.inputs ?? [];
  const outputs = signature?.outputs ?? [];
  const rows: [string, Field][] = [
    ...(all ? inputs : inputs.slice(0, FIRST)).map((field): [string, Field] => [trans.__('in'), field]),
    ...outputs.map((field): [string, Field] => [trans.__('out'), field])
  ];
  const shaped = rows.some(([, field]) => shapeText(field.shape) !== '');
  return (
    <Box title={trans.__('Signature')} aside={signature?.container || undefined} flush>
      {rows.length === 0 ? (
        <Nothing>{trans.__('not set. Publish with --data to capture it.')}</Nothing>
      ) : (
        <div className={cls('scroll')} role="group" aria-label={trans.__('Signature')} tabIndex={0}>
          <table className={cls('table', 'table-code')}>
            <thead>
              <tr>
                <th scope="col">
                  <span className={cls('hidden')}>{trans.__('Direction')}</span>
                </th>
                <th scope="col">{trans.__('Name')}</th>
                <th scope="col">{trans.__('Type')}</th>
                {shaped && <th scope="col">{trans.__('Shape')}</th>}
                <th scope="col">{trans.__('Range')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([direction, field], index) => (
                <tr key={index}>
                  <td className={cls('muted', 'plain', 'whole')}>{direction}</td>
                  <th scope="row">
                    <bdi dir="ltr">{field.name}</bdi>
                    {field.optional && <span className={cls('muted')}> {trans.__('optional')}</span>}
                  </th>
                  <td className={cls('whole')}>{field.dtype}</td>
                  {shaped && <td className={cls('whole')}>{shapeText(field.shape)}</td>}
                  <td>{rangeText(field)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {inputs.length > FIRST && (
        <p className={cls('table-foot')}>
          <Button
            kind="link"
            small
            expanded={all}
            label={all ? trans.__('Show fewer') : trans.__('%1 more inputs', inputs.length - FIRST)}
            onClick={() => setAll(!all)}
          />
        </p>
      )}
    </Box>
  );
}

/** Columns that are there only when a dataset fills them. */
interface IExtra {
  columns: boolean;
  digest: boolean;
}

function DatasetRow({ dataset, extra, trans }: { dataset: Dataset; extra: IExtra; trans: ITrans }): React.ReactElement {
  return (
    <tr>
      <th scope="row">{dataset.name}</th>
      <td>{dataset.split || <span className={cls('unset')}>{trans.__('not set')}</span>}</td>
      <td className={cls('num')}>{typeof dataset.rows === 'number' ? numberText(dataset.rows, 12) : ''}</td>
      {extra.columns && <td className={cls('num')}>{dataset.columns?.length || ''}</td>}
      {extra.digest && (
        <td>
          {dataset.digest && (
            <code className={cls('whole')} title={dataset.digest} dir="ltr">
              {shortDigest(dataset.digest)}
            </code>
          )}
          {dataset.sampled && <span className={cls('muted')}> {trans.__('of a sample')}</span>}
        </td>
      )}
    </tr>
  );
}

function Datasets({ manifest, trans }: IDataSignatureProps): React.ReactElement {
  const datasets = manifest.datasets ?? [];
  const extra = {
    columns: datasets.some(dataset => (dataset.columns ?? []).length > 0),
    digest: datasets.some(dataset => Boolean(dataset.digest))
  };
  return (
    <Box title={trans.__('Datasets')} flush>
      {datasets.length === 0 ? (
        <Nothing>{trans.__('not set. Publish with --data to name the data it was made with.')}</Nothing>
      ) : (
        <div className={cls('scroll')} role="group" aria-label={trans.__('Datasets')} tabIndex={0}>
          <table className={cls('table')}>
            <thead>
              <tr>
                <th scope="col">{trans.__('Dataset')}</th>
                <th scope="col">{trans.__('Split')}</th>
                <th scope="col" className={cls('num')}>
                  {trans.__('Rows')}
                </th>
                {extra.columns && (
                  <th scope="col" className={cls('num')}>
                    {trans.__('Columns')}
                  </th>
                )}
                {extra.digest && <th scope="col">{trans.__('Digest')}</th>}
              </tr>
            </thead>
            <tbody>
              {datasets.map((dataset, index) => (
                <DatasetRow key={index} dataset={dataset} extra={extra} trans={trans} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Box>
  );
}

/** Section with the signature and the datasets side by side. */
export function DataSignature(props: IDataSignatureProps): React.ReactElement {
  return (
    <Section id={props.id} title={props.trans.__('Data and signature')}>
      <div className={cls('grid-2')}>
        <Signature {...props} />
        <Datasets {...props} />
      </div>
    </Section>
  );
}
