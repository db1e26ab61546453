import type { Position } from '#model/scenario.ts';
import type { LayoutGroup, LayoutInput } from './autoLayout.ts';
import type { Size } from './canvasNode.ts';
import { overlaps, type Rect } from './geometry.ts';
import { pinnedPlace } from './pinnedPlace.ts';

type Block = Size & { readonly key: string };
type SizedGroup = LayoutGroup & Size;
type Arrangement = ReadonlyMap<string, Rect>;

const gap = 32;
const columnGap = 50;
const besideNodes = 72;

/** The shape of a canvas that a scenario should fill; the real one varies, and places should not. */
const canvasShape: Size = { width: 676, height: 580 };

/** Requests read best from left to right: rows have to be that much larger to be worth it. */
const rowsWeight = 0.87;

/**
 * Places the containers: tries columns (callers, gateways, servers from left to right) and rows (servers below), and
 * keeps what can be drawn largest. Containers that users have placed stay, and the others give way to them.
 */
export function placeGroups(groups: readonly SizedGroup[], input: LayoutInput): ReadonlyMap<string, Position> {
  const arrangement = bestArrangement(groups, input);
  const positions = new Map<string, Position>();
  const taken: Rect[] = [];
  for (const [key, { width, height }] of arrangement) {
    const place = pinnedPlace(input.pinned, key);
    if (place === undefined) continue;
    positions.set(key, place);
    taken.push({ ...place, width, height });
  }
  for (const [key, rect] of arrangement) {
    if (positions.has(key)) continue;
    const y = freePlace(rect, taken);
    positions.set(key, { x: rect.x, y });
    if (taken.length > 0) taken.push({ ...rect, y });
  }
  return positions;
}

/** The first height at or below the wanted one where it touches nothing that is taken. */
function freePlace(rect: Rect, taken: readonly Rect[]): number {
  let { y } = rect;
  for (let tries = 0; tries < 200; tries += 1) {
    const blocking = taken.find((other) => overlaps({ ...rect, y }, other, 16));
    if (blocking === undefined) return y;
    y = blocking.y + blocking.height + gap;
  }
  return y;
}

function bestArrangement(groups: readonly SizedGroup[], input: LayoutInput): Arrangement {
  const callers = groups.filter(({ role }) => role === 'callers');
  const gateways = groups.filter(({ role }) => role === 'gateways');
  const servers = groups.filter(({ role }) => role === 'servers');
  const { outside, external } = input;
  let best: { readonly arrangement: Arrangement; readonly worth: number } | undefined;
  const consider = (arrangement: Arrangement, weight: number): void => {
    const worth = scaleOf(arrangement) * weight;
    if (best === undefined || worth > best.worth + 0.001) best = { arrangement, worth };
  };
  const left = [...outside, ...gateways, ...callers];
  for (let serving = 1; serving <= Math.min(6, Math.max(1, servers.length)); serving += 1) {
    const right = split(servers, serving);
    for (let calling = 1; calling <= Math.min(4, Math.max(1, left.length)); calling += 1) {
      consider(columns([outside, ...split(callers, calling), gateways, ...right, external]), 1);
      consider(columns([...split(left, calling), ...right, external]), 0.99);
    }
    consider(rows([...outside, ...callers, ...gateways], right, external), rowsWeight);
  }
  return best?.arrangement ?? new Map();
}

function columns(parts: readonly (readonly Block[])[]): Arrangement {
  const placed = new Map<string, Rect>();
  let x = 0;
  for (const part of parts.filter(({ length }) => length > 0)) {
    // Single nodes stand beside the first nodes of the containers, not beside their headers.
    let y = part.some((block) => 'role' in block) ? 0 : besideNodes;
    for (const { key, width, height } of part) {
      placed.set(key, { x, y, width, height });
      y += height + gap;
    }
    x += Math.max(...part.map(({ width }) => width)) + columnGap;
  }
  return placed;
}

/** Everybody who calls side by side, the servers below them. */
function rows(
  callers: readonly Block[],
  servers: readonly (readonly Block[])[],
  external: readonly Block[],
): Arrangement {
  const placed = new Map(columns(callers.map((caller) => [caller])));
  const top = callers.length === 0 ? 0 : Math.max(...callers.map(({ height }) => height)) + gap + 12;
  for (const [key, rect] of columns([...servers, external])) placed.set(key, { ...rect, y: rect.y + top });
  return placed;
}

/** How large an arrangement can be drawn. */
function scaleOf(arrangement: Arrangement): number {
  const rects = [...arrangement.values()];
  const width = Math.max(1, ...rects.map((rect) => rect.x + rect.width));
  const height = Math.max(1, ...rects.map((rect) => rect.y + rect.height));
  return Math.min(canvasShape.width / width, canvasShape.height / height, 1.05);
}

/** Splits in order, so that the columns come out about equally high. */
function split<T extends Block>(blocks: readonly T[], count: number): readonly (readonly T[])[] {
  const total = blocks.reduce((sum, { height }) => sum + height + gap, 0);
  const result: T[][] = [[]];
  let reached = 0;
  for (const block of blocks) {
    const middle = reached + block.height / 2;
    if (result.length < count && middle > (total / count) * result.length) result.push([]);
    result.at(-1)?.push(block);
    reached += block.height + gap;
  }
  return result.filter(({ length }) => length > 0);
}
