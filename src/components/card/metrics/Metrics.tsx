/** Metrics and benchmarks: a number never stands without its dataset, split, hardware and age. */
import * as React from 'react';

import type { ModelCard } from '../../../schema';
import { Button, cls, Icon, Nothing, Section } from '../bits';
import type { ICardActions, ITrans } from '../contract';
import { Board } from './Board';
import { NOTHING_MEASURED } from './contract';
import type { IMeasured, IMeasuredActions } from './contract';
import { intervalText, MetricRow } from './MetricRow';
import type { IColumns } from './MetricRow';
import { metricsCode } from './plotCode';
import { measuresOf, rivalOf } from './rows';
import type { IMeasure } from './rows';

/** What the section shows and calls. */
export interface IMetricsProps extends IMeasuredActions, Pick<ICardActions, 'onInsert' | 'onOpen'> {
  id: string;
  card: ModelCard;
  measured?: IMeasured;
  trans: ITrans;
}

/** Rows that are drawn at once; a version may have thousands. */
const PAGE = 50;

function columnsOf(rows: readonly IMeasure[]): IColumns {
  return {
    scenario: rows.some(row => row.scenario !== ''),
    interval: rows.some(row => intervalText(row.metric) !== ''),
    rows: rows.some(row => typeof row.metric.n === 'number'),
    rank: rows.some(row => row.place !== null),
    hardware: rows.some(row => row.hardware !== ''),
    origin: rows.some(row => Boolean(row.metric.origin))
  };
}

/** Versions that measured something, other than the one shown. */
function comparable(card: ModelCard): number[] {
  return card.versions
    .filter(version => version.number !== card.version.number && version.metrics.length > 0)
    .map(version => version.number);
}

function Versus({
  others,
  versus,
  card,
  trans,
  onPick
}: {
  others: readonly number[];
  versus: number | null;
  card: ModelCard;
  trans: ITrans;
  onPick: (number: number) => void;
}): React.ReactElement {
  const named = (number: number): string =>
    [`v${number}`, ...(card.versions.find(version => version.number === number)?.aliases ?? [])].join(', ');
  return (
    <label className={cls('versus')}>
      <span className={cls('muted')}>{trans.__('compared with')}</span>
      <span className={cls('select')}>
        <select value={versus ?? ''} onChange={event => onPick(Number(event.currentTarget.value))}>
          {versus === null && <option value="">{trans.__('none')}</option>}
          {others.map(number => (
            <option key={number} value={number}>
              {named(number)}
            </option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </span>
    </label>
  );
}

function Heads({
  columns,
  number,
  versus,
  trans
}: {
  columns: IColumns;
  number: number;
  versus: number | null;
  trans: ITrans;
}): React.ReactElement {
  const heads: [boolean, string, boolean][] = [
    [true, trans.__('Dataset'), false],
    [true, trans.__('Split'), false],
    [columns.scenario, trans.__('Scenario'), false],
    [true, trans.__('Metric'), false],
    [true, `v${number}`, true],
    [versus !== null, trans.__('Change'), true],
    [versus !== null, `v${versus}`, true],
    [columns.interval, trans.__('Interval'), true],
    [columns.rows, trans.__('Rows'), true],
    [columns.rank, trans.__('Rank'), false],
    [columns.hardware, trans.__('Measured on'), false],
    [columns.origin, trans.__('Found in'), false],
    [true, trans.__('Age'), false]
  ];
  return (
    <thead>
      <tr>
        {heads
          .filter(([shown]) => shown)
          .map(([, label, numeric], place) => (
            <th key={place} scope="col" className={numeric ? cls('num') : undefined}>
              {label}
            </th>
          ))}
      </tr>
    </thead>
  );
}

/** Second section: every number, next to those of another version, with its place among other models. */
export function Metrics(props: IMetricsProps): React.ReactElement {
  const { id, card, measured = NOTHING_MEASURED, trans, onInsert, onBoard } = props;
  const { evaluations } = card.records;
  const { manifest, number } = card.version;
  const rows = React.useMemo(
    () => measuresOf(card, measured, trans),
    [manifest, evaluations, measured.benchmarks, measured.ref, trans]
  );
  const others = comparable(card);
  const [picked, setPicked] = React.useState<number | null>(null);
  const [shown, setShown] = React.useState(PAGE);
  const section = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => setShown(PAGE), [card.model.name, number]);
  const before = others.find(other => other < number) ?? null;
  const versus = picked !== null && others.includes(picked) ? picked : before;
  const rivals = card.versions.find(version => version.number === versus)?.metrics ?? [];
  const columns = columnsOf(rows);
  const more = rows.length - shown;
  const ref = `${card.model.name}:${number}`;
  const close = (): void => {
    onBoard?.(null);
    section.current?.focus();
  };
  const aside = rows.length > 0 && (
    <>
      {others.length > 0 && <Versus others={others} versus={versus} card={card} trans={trans} onPick={setPicked} />}
      {onInsert && (
        <Button
          kind="ghost"
          small
          icon="notebook"
          label={trans.__('Plot in notebook')}
          onClick={() => onInsert(metricsCode(ref))}
        />
      )}
    </>
  );
  return (
    <Section id={id} title={trans.__('Metrics')} aside={aside}>
      {rows.length === 0 ? (
        <Nothing>
          {trans.__('not measured. Publish again with --metrics to add them; a version never changes afterwards.')}
        </Nothing>
      ) : (
        <div className={cls('box', 'scroll')} role="group" aria-label={trans.__('Metrics')} tabIndex={0} ref={section}>
          <table className={cls('table')}>
            <Heads columns={columns} number={number} versus={versus} trans={trans} />
            <tbody>
              {rows.slice(0, shown).map((row, index) => (
                <MetricRow
                  {...props}
                  key={index}
                  row={row}
                  other={rivalOf(row, rivals)}
                  versus={versus}
                  columns={columns}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more > 0 && (
        <Button
          kind="link"
          small
          label={trans.__('%1 more', more)}
          name={trans.__('Show more metrics, %1 are left', more)}
          onClick={() => setShown(shown + PAGE)}
        />
      )}
      {measured.trouble && !measured.opened && (
        <p className={cls('note')} role="alert">
          {measured.trouble}
        </p>
      )}
      {measured.opened && (
        <Board {...props} measured={measured} opened={measured.opened} current={ref} onClose={close} />
      )}
    </Section>
  );
}
