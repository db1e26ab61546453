import type { Layout, Position } from '#model/scenario.ts';
import type { Size } from './canvasNode.ts';
import { placeGroups } from './placeGroups.ts';
import { pinnedPlace } from './pinnedPlace.ts';

/** A node that wants a place, and the lane it belongs in. */
export interface LayoutItem extends Size {
  readonly key: string;
  readonly lane: 'caller' | 'middle' | 'server';
  /** Keys of the nodes in the server lane that it stands before. */
  readonly before?: readonly string[];
}

export interface LayoutGroup {
  readonly key: string;
  readonly role: 'callers' | 'gateways' | 'servers';
  readonly items: readonly LayoutItem[];
  /** Width that the header of the container needs. */
  readonly minWidth: number;
}

export interface LayoutInput {
  readonly groups: readonly LayoutGroup[];
  /** Nodes without a container: callers beyond the cluster come first, hosts beyond it last. */
  readonly outside: readonly (Size & { readonly key: string })[];
  readonly external: readonly (Size & { readonly key: string })[];
  /** What the user has placed; it stays there. */
  readonly pinned: Layout;
}

export interface LayoutResult {
  /** Relative to the container for nodes in one. */
  readonly positions: ReadonlyMap<string, Position>;
  readonly sizes: ReadonlyMap<string, Size>;
}

export const groupPadding = { top: 60, side: 24, bottom: 28 } as const;
const smallestGroup: Size = { width: 200, height: 150 };
const laneGap = 108;
/** A lane with more nodes than this becomes two columns. */
const mostInLane = 8;

/**
 * Places what the user has not placed: callers to the left, waypoints and services in the middle, pods to the right;
 * containers sized to their content. The same scenario always comes out the same.
 */
export function autoLayout(input: LayoutInput): LayoutResult {
  const positions = new Map<string, Position>();
  const sizes = new Map<string, Size>();
  for (const group of input.groups) {
    const inside = placeInside(group, input.pinned);
    for (const [key, position] of inside.positions) positions.set(key, position);
    sizes.set(group.key, inside.size);
  }
  const sized = input.groups.map((group) => ({ ...group, ...(sizes.get(group.key) ?? smallestGroup) }));
  for (const [key, position] of placeGroups(sized, input)) positions.set(key, position);
  return { positions, sizes };
}

function placeInside(group: LayoutGroup, pinned: Layout): { positions: Map<string, Position>; size: Size } {
  const positions = placeLanes(group.items);
  for (const { key } of group.items) {
    const place = pinnedPlace(pinned, key);
    if (place !== undefined) positions.set(key, { x: Math.max(12, place.x), y: Math.max(42, place.y) });
  }
  moveOffPinned(group.items, positions, pinned);
  let width = Math.max(smallestGroup.width, group.minWidth);
  let { height } = smallestGroup;
  for (const item of group.items) {
    const { x, y } = positions.get(item.key) ?? { x: 0, y: 0 };
    width = Math.max(width, x + item.width + groupPadding.side);
    height = Math.max(height, y + item.height + groupPadding.bottom);
  }
  return { positions, size: { width, height } };
}

function placeLanes(items: readonly LayoutItem[]): Map<string, Position> {
  const positions = new Map<string, Position>();
  const gap = items.length <= 6 ? 40 : 22;
  const lane = (name: LayoutItem['lane']): readonly LayoutItem[] => items.filter((item) => item.lane === name);
  let x: number = groupPadding.side;
  for (const name of ['caller', 'middle', 'server'] as const) {
    const members = lane(name);
    if (members.length === 0) continue;
    x = (name === 'middle' ? stackCentred : stack)(members, x, gap, positions) + laneGap;
  }
  if (lane('middle').length <= mostInLane) alignMiddle(items, gap, positions);
  return positions;
}

/** A column, or several when it would grow too high. Returns its right edge. */
function stack(items: readonly LayoutItem[], left: number, gap: number, positions: Map<string, Position>): number {
  const perColumn = Math.ceil(items.length / Math.ceil(items.length / mostInLane));
  let right = left;
  for (let first = 0; first < items.length; first += perColumn) {
    const x = first === 0 ? left : right + 30;
    let y: number = groupPadding.top;
    for (const item of items.slice(first, first + perColumn)) {
      positions.set(item.key, { x, y });
      y += item.height + gap;
      right = Math.max(right, x + item.width);
    }
  }
  return right;
}

function stackCentred(
  items: readonly LayoutItem[],
  left: number,
  gap: number,
  positions: Map<string, Position>,
): number {
  if (items.length > mostInLane) return stack(items, left, gap, positions);
  const widest = Math.max(...items.map(({ width }) => width));
  let y: number = groupPadding.top;
  for (const item of items) {
    positions.set(item.key, { x: left + (widest - item.width) / 2, y });
    y += item.height + gap;
  }
  return left + widest;
}

/** Moves each service down to the height of its pods, as far as the nodes above it in its lane require. */
function alignMiddle(items: readonly LayoutItem[], gap: number, positions: Map<string, Position>): void {
  const byKey = new Map(items.map((item) => [item.key, item]));
  let free: number = groupPadding.top;
  for (const item of items.filter(({ lane }) => lane === 'middle')) {
    const place = positions.get(item.key);
    if (place === undefined) continue;
    const heights = (item.before ?? []).flatMap((key) => {
      const [position, target] = [positions.get(key), byKey.get(key)];
      return position === undefined || target === undefined ? [] : [position.y + target.height / 2];
    });
    const wanted = heights.length === 0 ? free : average(heights) - item.height / 2;
    const y = Math.round(Math.max(free, wanted));
    positions.set(item.key, { x: place.x, y });
    free = y + item.height + gap;
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A node without a place of its own gives way, downwards, to those that users have placed. */
function moveOffPinned(items: readonly LayoutItem[], positions: Map<string, Position>, pinned: Layout): void {
  const isPinned = ({ key }: LayoutItem): boolean => pinnedPlace(pinned, key) !== undefined;
  const settled = items.filter(isPinned);
  if (settled.length === 0) return;
  for (const item of items.filter((candidate) => !isPinned(candidate))) {
    const place = positions.get(item.key);
    if (place === undefined) continue;
    let { y } = place;
    for (let tries = 0; tries < 200; tries += 1) {
      const blocking = settled.find((other) => {
        const at = positions.get(other.key);
        return (
          at !== undefined &&
          place.x < at.x + other.width + 10 &&
          at.x < place.x + item.width + 10 &&
          y < at.y + other.height + 10 &&
          at.y < y + item.height + 10
        );
      });
      if (blocking === undefined) break;
      y = (positions.get(blocking.key)?.y ?? y) + blocking.height + 22;
    }
    positions.set(item.key, { x: place.x, y });
    settled.push(item);
  }
}
