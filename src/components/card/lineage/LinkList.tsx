/** The same lineage as a list of its links. */
import * as React from 'react';

import type { Lineage, LineageNode } from '../../../schema';
import { Button, cls } from '../bits';
import type { ICardActions, ITrans } from '../contract';
import { wayTo } from './Picture';
import { nounText, relationText } from './words';

interface ILinkListProps extends Pick<ICardActions, 'onOpen' | 'onSearch'> {
  lineage: Lineage;
  trans: ITrans;
}

const PAGE = 100;

function Named({ node, name, props }: { node?: LineageNode; name: string; props: ILinkListProps }): React.ReactElement {
  const way = node && name !== props.lineage.ref ? wayTo(node, props) : undefined;
  const label = node?.label ?? name;
  return way ? <Button kind="link" small label={label} onClick={way} /> : <>{label}</>;
}

/** A table of links, so many at once. */
export function LinkList(props: ILinkListProps): React.ReactElement {
  const { lineage, trans } = props;
  const [shown, setShown] = React.useState(PAGE);
  const nodes = React.useMemo(() => new Map(lineage.nodes.map(node => [node.name, node])), [lineage]);
  const left = lineage.links.length - shown;
  return (
    <>
      <table className={cls('table')}>
        <thead>
          <tr>
            <th scope="col">{trans.__('From')}</th>
            <th scope="col">{trans.__('Relation')}</th>
            <th scope="col">{trans.__('To')}</th>
            <th scope="col">{trans.__('What it is')}</th>
          </tr>
        </thead>
        <tbody>
          {lineage.links.slice(0, shown).map(({ start, relation, end }) => (
            <tr key={`${start} ${relation} ${end}`}>
              <td>
                <Named node={nodes.get(start)} name={start} props={props} />
              </td>
              <td>{relationText(relation, trans)}</td>
              <td>
                <Named node={nodes.get(end)} name={end} props={props} />
              </td>
              <td className={cls('muted')}>{nounText(nodes.get(end)?.noun ?? 'source', trans)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <Button kind="link" small label={trans.__('%1 more', left)} onClick={() => setShown(shown + PAGE)} />
      )}
    </>
  );
}
