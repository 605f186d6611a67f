/** Whether a table of the kernel fits the model: chosen by name, checked by the kernel, its rows stay there. */
import * as React from 'react';

import type { ModelCard } from '../../schema';
import { Button, cls, Icon } from './bits';
import type { ICardActions, IDataFault, IKernelFacts, ITable, ITrans } from './contract';

interface IDataCheckProps extends ICardActions {
  card: ModelCard;
  kernel: IKernelFacts | null;
  trans: ITrans;
}

type Found = { state: 'asking' } | { state: 'unknown' } | { state: 'known'; faults: readonly IDataFault[] };

function Verdict({ found, variable, trans }: { found: Found; variable: string; trans: ITrans }): React.ReactElement {
  if (found.state !== 'known') {
    return (
      <p className={cls('muted')} role="status">
        {found.state === 'asking' ? trans.__('Checking %1', variable) : trans.__('The kernel does not answer now.')}
      </p>
    );
  }
  return (
    <ul className={cls('marks')} role="status">
      {found.faults.length === 0 && (
        <li>
          <Icon name="check" tone="ok" />
          <div>{trans.__('%1 fits the inputs of the model.', variable)}</div>
        </li>
      )}
      {found.faults.map((fault, index) => (
        <li key={index}>
          <Icon name={fault.level === 'error' ? 'error' : 'warn'} tone={fault.level === 'error' ? 'err' : 'warn'} />
          <div>
            {fault.message} <span className={cls('muted')}>{fault.fix}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The line of "Can I use it?" that asks about data. */
export function DataCheck({ card, kernel, trans, onTables, onCheckData }: IDataCheckProps): React.ReactElement | null {
  const [tables, setTables] = React.useState<readonly ITable[] | null>(null);
  const [variable, setVariable] = React.useState('');
  const [found, setFound] = React.useState<Found | null>(null);
  const round = React.useRef(0);
  const ref = `${card.model.name}:${card.version.number}`;
  React.useEffect(() => {
    round.current += 1;
    setTables(null);
    setFound(null);
  }, [ref, kernel]);
  const inputs = card.version.manifest.signature?.inputs ?? [];
  if (!onTables || !onCheckData || kernel?.language !== 'python' || inputs.length === 0) {
    return null;
  }
  const check = async (name: string): Promise<void> => {
    const own = ++round.current;
    setVariable(name);
    setFound({ state: 'asking' });
    const faults = await onCheckData(name);
    if (own === round.current) {
      setFound(faults ? { state: 'known', faults } : { state: 'unknown' });
    }
  };
  const look = async (): Promise<void> => {
    const own = ++round.current;
    const seen = await onTables();
    if (own === round.current) {
      setTables(seen ?? []);
      setFound(seen ? null : { state: 'unknown' });
      if (seen?.length === 1) {
        void check(seen[0].name);
      }
    }
  };
  return (
    <div className={cls('data-check')}>
      {tables === null || tables.length === 0 ? (
        <Button kind="link" small label={trans.__('Check your data against its inputs')} onClick={() => void look()} />
      ) : (
        <select
          aria-label={trans.__('Data of the kernel')}
          value={variable}
          onChange={event => void check(event.currentTarget.value)}
        >
          {variable === '' && <option value="">{trans.__('Choose data')}</option>}
          {tables.map(table => (
            <option key={table.name} value={table.name}>{`${table.name}, ${table.shape}`}</option>
          ))}
        </select>
      )}
      {tables?.length === 0 && !found && (
        <p className={cls('muted')} role="status">
          {trans.__('Your kernel holds no table.')}
        </p>
      )}
      {found && <Verdict found={found} variable={variable} trans={trans} />}
    </div>
  );
}
