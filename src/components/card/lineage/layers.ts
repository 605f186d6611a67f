/** Where each node of a lineage stands: what a version was made from to its left, what uses it to its right. */
import type { Lineage, LineageLink, LineageNode } from '../../../schema';

/** A column holds so many nodes; the picture says how many it leaves out. */
export const ROWS = 8;

/** One column of the picture, from left to right. */
export interface ILayer {
  nodes: readonly LineageNode[];
  /** Nodes that the picture leaves out and the list shows. */
  hidden: number;
}

/** Relations that lead from a version to what uses it; all others lead to what it was made from. */
const USES = ['deployed-as', 'loaded-by'];

/** From what to what things flow along a link. */
export function flowOf({ start, relation, end }: LineageLink): readonly [string, string] {
  return USES.includes(relation) ? [start, end] : [end, start];
}

/** The columns; the version that was asked about stands where nothing else is as near to itself. */
export function layersOf({ ref, nodes, links }: Lineage): ILayer[] {
  const around = new Map<string, [string, number][]>();
  const note = (from: string, to: string, step: number): void => {
    const known = around.get(from);
    if (known) {
      known.push([to, step]);
    } else {
      around.set(from, [[to, step]]);
    }
  };
  for (const link of links) {
    const [from, to] = flowOf(link);
    note(from, to, 1);
    note(to, from, -1);
  }
  const level = new Map([[ref, 0]]);
  const queue = [ref];
  for (let place = 0; place < queue.length; place += 1) {
    for (const [name, step] of around.get(queue[place]) ?? []) {
      if (!level.has(name)) {
        level.set(name, (level.get(queue[place]) ?? 0) + step);
        queue.push(name);
      }
    }
  }
  const columns = new Map<number, LineageNode[]>();
  for (const node of nodes) {
    const column = level.get(node.name) ?? 0;
    const held = columns.get(column);
    if (held) {
      held.push(node);
    } else {
      columns.set(column, [node]);
    }
  }
  return [...columns.entries()]
    .sort(([first], [second]) => first - second)
    .map(([, held]) => ({ nodes: held.slice(0, ROWS), hidden: Math.max(0, held.length - ROWS) }));
}
