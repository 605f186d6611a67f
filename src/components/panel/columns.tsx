/** The columns of the catalogue: what each shows, and by what it sorts. */
import * as React from 'react';

import type { Figure, Hit } from '../../schema';
import { Alias, Icon, Stage } from '../card/bits';
import type { ITrans } from '../card/contract';
import { ageText, momentText, sizeText } from '../card/words';
import { panelCls } from './contract';
import { SelectBox } from './ResultCard';

/** One column. */
export interface IColumn {
  name: string;
  label: string;
  /** What the registry sorts by; empty when it cannot. */
  sort: string;
  /** Whether the order that comes first begins with the greatest. */
  descending?: boolean;
  number?: boolean;
  /** The cell, and its whole text where it may be cut off. */
  cell: (hit: Hit) => React.ReactNode;
  title?: (hit: Hit) => string;
}

/** Figures that are not metrics. */
const RESOURCES = ['parameters', 'latency', 'size', 'memory', 'flops'];

/** The figure that stands for a result: what was asked for, else its first metric. */
function headlineOf({ figures }: Hit): Figure | undefined {
  return figures.find(one => one.in_query) ?? figures.find(one => !RESOURCES.includes(one.label));
}

/** What the headline figures are, when they are all of one kind; two metrics never share a column unnamed. */
export function sharedMetric(hits: readonly Hit[]): string {
  const labels = new Set(hits.map(hit => headlineOf(hit)?.label).filter(Boolean));
  return labels.size === 1 ? ([...labels][0] ?? '') : '';
}

/** The columns; `metric` is what all results are measured by, empty when they differ. */
export function columnsOf(metric: string, descending: boolean, trans: ITrans): IColumn[] {
  const text = (name: string, label: string, value: (hit: Hit) => string): IColumn => ({
    name,
    label,
    sort: name,
    cell: hit => <span className={panelCls('clip')}>{value(hit) || <i>{trans.__('not set')}</i>}</span>,
    title: value
  });
  return [
    {
      name: 'model',
      label: trans.__('Model'),
      sort: 'name',
      cell: hit => <Name hit={hit} />,
      title: hit => hit.warning || hit.summary
    },
    text('task', trans.__('Task'), hit => hit.task),
    {
      name: 'metric',
      label: metric || trans.__('Headline metric'),
      sort: metric.replace(/ /g, '_'),
      descending,
      number: true,
      cell: hit => <Metric figure={headlineOf(hit)} named={metric === ''} unset={trans.__('not measured')} />,
      title: hit => [headlineOf(hit)?.label, headlineOf(hit)?.text, headlineOf(hit)?.note].filter(Boolean).join(' ')
    },
    {
      name: 'size',
      label: trans.__('Size'),
      sort: 'size',
      number: true,
      cell: hit => (typeof hit.size_bytes === 'number' ? sizeText(hit.size_bytes) : <i>{trans.__('not set')}</i>)
    },
    text('license', trans.__('License'), hit => hit.license),
    text('owner', trans.__('Owner'), hit => hit.owner),
    { name: 'stage', label: trans.__('Stage'), sort: 'stage', cell: hit => <Stage stage={hit.stage} /> },
    {
      name: 'updated',
      label: trans.__('Updated'),
      sort: 'updated',
      descending: true,
      cell: hit => ageText(hit.published_at, trans),
      title: hit => momentText(hit.published_at)
    }
  ];
}

function Name({ hit }: { hit: Hit }): React.ReactElement {
  return (
    <>
      {hit.warning && <Icon name="warn" tone="warn" size={12} />}
      <b className={panelCls('clip')}>
        <bdi dir="ltr">{hit.model}</bdi>
      </b>
      {hit.aliases.length > 0 && <Alias name={hit.aliases[0]} />}
      <span className={panelCls('number')}>{`v${hit.number}`}</span>
    </>
  );
}

function Metric({ figure, named, unset }: { figure?: Figure; named: boolean; unset: string }): React.ReactElement {
  return figure ? (
    <>
      {named && <small className={panelCls('clip', 'muted')}>{figure.label}</small>} <b>{figure.text}</b>
    </>
  ) : (
    <i>{unset}</i>
  );
}

interface ICellsProps {
  hit: Hit;
  columns: readonly IColumn[];
  selected?: boolean;
  /** What stands behind the name. */
  mark?: React.ReactNode;
}

/** The cells of a row. */
export function Cells({ hit, columns, selected, mark }: ICellsProps): React.ReactElement {
  return (
    <>
      {columns.map(({ name, number, cell, title }, place) => (
        <div key={name} role="gridcell" className={panelCls('cell', number && 'cell-number')} title={title?.(hit)}>
          {place === 0 && <SelectBox selected={selected} />}
          {cell(hit)}
          {place === 0 && mark}
        </div>
      ))}
    </>
  );
}
