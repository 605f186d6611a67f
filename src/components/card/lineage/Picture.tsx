/** The lineage as a picture from left to right: buttons on lines. */
import * as React from 'react';

import type { Lineage, LineageNode } from '../../../schema';
import { cls } from '../bits';
import type { ICardActions, ITrans } from '../contract';
import { flowOf, layersOf } from './layers';
import { nounText } from './words';

const WIDTH = 150;
const HEIGHT = 44;
const GAP_X = 56;
const GAP_Y = 12;

interface IPictureProps extends Pick<ICardActions, 'onOpen' | 'onSearch'> {
  lineage: Lineage;
  trans: ITrans;
}

interface IPlaced {
  node: LineageNode;
  x: number;
  y: number;
}

/** Nodes with their places, the height of the tallest column, and how many nodes are left out. */
function placed(lineage: Lineage): { nodes: Map<string, IPlaced>; width: number; height: number; hidden: number } {
  const layers = layersOf(lineage);
  const tallest = Math.max(1, ...layers.map(layer => layer.nodes.length));
  const height = tallest * (HEIGHT + GAP_Y) - GAP_Y;
  const nodes = new Map<string, IPlaced>();
  layers.forEach((layer, column) => {
    const top = (height - layer.nodes.length * (HEIGHT + GAP_Y) + GAP_Y) / 2;
    layer.nodes.forEach((node, row) => {
      nodes.set(node.name, { node, x: column * (WIDTH + GAP_X), y: top + row * (HEIGHT + GAP_Y) });
    });
  });
  const hidden = layers.reduce((sum, layer) => sum + layer.hidden, 0);
  return { nodes, width: layers.length * (WIDTH + GAP_X) - GAP_X, height, hidden };
}

/** What a click on a node does; undefined where it leads nowhere. */
export function wayTo(
  { noun, name, label, missing }: LineageNode,
  { onOpen, onSearch }: Pick<ICardActions, 'onOpen' | 'onSearch'>
): (() => void) | undefined {
  if (noun === 'version' && onOpen && !missing) {
    return () => onOpen(name);
  }
  return noun === 'data' && onSearch ? () => onSearch(`dataset:"${label.replace(/"/g, '')}"`) : undefined;
}

function Node({ place, here, props }: { place: IPlaced; here: boolean; props: IPictureProps }): React.ReactElement {
  const { node, x, y } = place;
  const { trans } = props;
  const way = here ? undefined : wayTo(node, props);
  const under = here ? trans.__('you are here') : node.stage || nounText(node.noun, trans);
  const style = { insetInlineStart: x, insetBlockStart: y, inlineSize: WIDTH, blockSize: HEIGHT };
  const names = cls('node', `node-${node.noun}`, here && 'node-here');
  const body = (
    <>
      <b>{node.label}</b>
      <span>{under}</span>
    </>
  );
  return way ? (
    <button type="button" className={names} style={style} title={node.name} onClick={way}>
      {body}
    </button>
  ) : (
    <div className={names} style={style} title={node.name} aria-current={here ? 'true' : undefined}>
      {body}
    </div>
  );
}

/** The picture; what does not fit is counted below it. */
export function Picture(props: IPictureProps): React.ReactElement {
  const { lineage, trans } = props;
  const { nodes, width, height, hidden } = React.useMemo(() => placed(lineage), [lineage]);
  const lines = lineage.links.flatMap(link => {
    const [from, to] = flowOf(link).map(name => nodes.get(name));
    return from && to ? [{ from, to }] : [];
  });
  return (
    <>
      <div className={cls('scroll')} role="group" aria-label={trans.__('Lineage as a picture')} tabIndex={0}>
        <div className={cls('lineage')} dir="ltr" style={{ inlineSize: width, blockSize: height }}>
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={trans.__('%1 things and %2 links around %3', nodes.size, lines.length, lineage.ref)}
          >
            {lines.map(({ from, to }, place) => {
              const [x, y, end, low] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
              const middle = (x + end) / 2;
              return (
                <path
                  key={place}
                  className={cls('edge')}
                  d={`M${x} ${y}C${middle} ${y} ${middle} ${low} ${end} ${low}`}
                />
              );
            })}
          </svg>
          {[...nodes.values()].map(place => (
            <Node key={place.node.name} place={place} here={place.node.name === lineage.ref} props={props} />
          ))}
        </div>
      </div>
      {(hidden > 0 || lineage.cut) && (
        <p className={cls('note')}>
          {hidden > 0 ? trans.__('%1 more are in the list.', hidden) : trans.__('There is more than is shown here.')}
        </p>
      )}
    </>
  );
}
