/** Where a version comes from and what uses it: a picture and a list of the same content. */
import * as React from 'react';

import { Button, cls, Nothing, Section } from '../bits';
import type { ICardActions, ITrans } from '../contract';
import type { ILineagePart } from './contract';
import { STEPS } from './contract';
import { LinkList } from './LinkList';
import { Picture } from './Picture';

/** What the section shows and calls. */
export interface ILineageProps extends Pick<ICardActions, 'onOpen' | 'onSearch'> {
  id: string;
  lineage?: ILineagePart;
  onSteps?: (steps: number) => void;
  trans: ITrans;
}

function Choice({ label, on, onClick }: { label: string; on: boolean; onClick: () => void }): React.ReactElement {
  return (
    <button type="button" className={cls('btn', 'btn-plain', 'btn-small')} aria-pressed={on} onClick={onClick}>
      {label}
    </button>
  );
}

/** The section; it says that nothing is linked where nothing is. */
export function LineagePart({ id, lineage: part, onSteps, trans, ...ways }: ILineageProps): React.ReactElement {
  const [list, setList] = React.useState(false);
  const lineage = part?.lineage;
  const steps = part?.steps ?? STEPS[1];
  const labels = [trans.__('1 step'), trans.__('2 steps'), trans.__('All')];
  const aside = lineage && lineage.links.length > 0 && (
    <>
      <span role="group" aria-label={trans.__('View')} className={cls('pills')}>
        <Choice label={trans.__('Graph')} on={!list} onClick={() => setList(false)} />
        <Choice label={trans.__('List')} on={list} onClick={() => setList(true)} />
      </span>
      {onSteps && (
        <span role="group" aria-label={trans.__('How far')} className={cls('pills')}>
          {STEPS.map((count, place) => (
            <Choice key={count} label={labels[place]} on={steps === count} onClick={() => onSteps(count)} />
          ))}
        </span>
      )}
    </>
  );
  return (
    <Section id={id} title={trans.__('Lineage')} aside={aside}>
      {!lineage ? (
        <Nothing>{part?.trouble || trans.__('Reading the lineage…')}</Nothing>
      ) : lineage.links.length === 0 ? (
        <Nothing>{trans.__('not linked to any data, notebook, version or deployment')}</Nothing>
      ) : list ? (
        <div className={cls('box', 'scroll')} role="group" aria-label={trans.__('Lineage as a list')} tabIndex={0}>
          <LinkList lineage={lineage} trans={trans} {...ways} />
        </div>
      ) : (
        <div className={cls('box', 'lineage-box')}>
          <Picture lineage={lineage} trans={trans} {...ways} />
        </div>
      )}
      {lineage && part?.trouble && (
        <p className={cls('note')} role="alert">
          {part.trouble} <Button kind="link" small label={trans.__('Try again')} onClick={() => onSteps?.(steps)} />
        </p>
      )}
    </Section>
  );
}
