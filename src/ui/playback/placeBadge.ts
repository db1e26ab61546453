import type { Point, Rect } from '../canvas/geometry.ts';
import { labelWidth } from './labelWidth.ts';

const height = 18;

/** Below the token, above it, and the same with some room between. */
const tops = [13, -31, 26, -44] as const;

/**
 * Where the badge of a resting token goes: beside the node it has reached, on the side it came from, and if something
 * stands there, where it covers least.
 */
export function placeBadge(
  text: string,
  token: Point,
  side: 'left' | 'right' | undefined,
  obstacles: readonly Rect[],
): Rect {
  const width = labelWidth(text);
  const lefts = { left: -width - 6, right: 6, middle: -width / 2 };
  const order = side === 'right' ? (['right', 'middle', 'left'] as const) : (['left', 'middle', 'right'] as const);
  const columns = side === undefined ? (['middle', ...order.filter((name) => name !== 'middle')] as const) : order;
  let best: { readonly rect: Rect; readonly covered: number } | undefined;
  for (const column of columns) {
    for (const top of tops) {
      const rect = { x: token.x + lefts[column], y: token.y + top, width, height };
      const covered = obstacles.reduce((sum, other) => sum + shared(rect, other), 0);
      if (covered === 0) return rect;
      if (best === undefined || covered < best.covered) best = { rect, covered };
    }
  }
  return best?.rect ?? { x: token.x, y: token.y, width, height };
}

function shared(a: Rect, b: Rect): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}
