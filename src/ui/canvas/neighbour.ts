import type { Rect } from './geometry.ts';

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

export interface Placed extends Rect {
  readonly id: string;
}

/**
 * The node that an arrow key leads to: the nearest one ahead, where nodes that a line leads to count as half as far and
 * sideways distance counts double.
 */
export function neighbour(
  from: Placed,
  nodes: readonly Placed[],
  related: ReadonlySet<string>,
  direction: Direction,
): string | undefined {
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const node of nodes) {
    if (node.id === from.id) continue;
    const dx = node.x + node.width / 2 - (from.x + from.width / 2);
    const dy = node.y + node.height / 2 - (from.y + from.height / 2);
    const [ahead, aside] = turned(dx, dy, direction);
    if (ahead <= 4 || Math.abs(aside) > 3 * ahead) continue;
    const cost = (ahead + 2 * Math.abs(aside)) * (related.has(node.id) ? 0.5 : 1);
    if (best === undefined || cost < best.cost) best = { id: node.id, cost };
  }
  return best?.id;
}

function turned(dx: number, dy: number, direction: Direction): readonly [ahead: number, aside: number] {
  switch (direction) {
    case 'ArrowRight':
      return [dx, dy];
    case 'ArrowLeft':
      return [-dx, dy];
    case 'ArrowDown':
      return [dy, dx];
    case 'ArrowUp':
      return [-dy, dx];
  }
}
