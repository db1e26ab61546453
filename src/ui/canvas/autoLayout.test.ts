import { expect, test } from 'vitest';
import { autoLayout, type LayoutGroup, type LayoutInput, type LayoutItem } from './autoLayout.ts';
import { overlaps } from './geometry.ts';

const item = (key: string, lane: LayoutItem['lane'], before: readonly string[] = []): LayoutItem => ({
  key,
  lane,
  width: 150,
  height: 70,
  before,
});

const group = (key: string, role: LayoutGroup['role'], items: readonly LayoutItem[]): LayoutGroup => ({
  key,
  role,
  items,
  minWidth: 100,
});

const world = (groups: readonly LayoutGroup[], pinned: LayoutInput['pinned'] = {}): LayoutInput => ({
  groups,
  pinned,
  outside: [],
  external: [],
});

const shop = group('shop', 'servers', [
  item('waypoint', 'middle'),
  item('echo', 'middle', ['v1', 'v2']),
  item('curl', 'caller'),
  item('v1', 'server'),
  item('v2', 'server'),
]);

test('lanes run from callers through waypoints and services to pods', () => {
  const { positions } = autoLayout(world([shop]));
  const x = (key: string): number => positions.get(key)?.x ?? Number.NaN;
  expect(x('curl')).toBeLessThan(x('waypoint'));
  expect(x('waypoint')).toBe(x('echo'));
  expect(x('echo')).toBeLessThan(x('v1'));
  expect(x('v1')).toBe(x('v2'));
});

test('nothing overlaps, whatever the number of namespaces and pods', () => {
  const groups = Array.from({ length: 9 }, (_, index) =>
    group(
      `ns${String(index)}`,
      index % 3 === 0 ? 'callers' : 'servers',
      Array.from({ length: 1 + index * 2 }, (__, pod) => item(`${String(index)}-${String(pod)}`, 'server')),
    ),
  );
  const { positions, sizes } = autoLayout(world(groups));
  const rects = groups.map(({ key }) => ({
    ...(positions.get(key) ?? { x: 0, y: 0 }),
    ...(sizes.get(key) ?? { width: 0, height: 0 }),
  }));
  rects.forEach((rect, index) => {
    expect(rects.slice(index + 1).some((other) => overlaps(rect, other))).toBe(false);
  });
});

test('a service stands at the height of its pods', () => {
  const tall = group('shop', 'servers', [
    item('one', 'middle', ['a', 'b', 'c']),
    item('a', 'server'),
    item('b', 'server'),
    item('c', 'server'),
  ]);
  const { positions } = autoLayout(world([tall]));
  expect(positions.get('one')?.y).toBe(positions.get('b')?.y);
});

test('what the user placed stays, and the others give way', () => {
  const free = autoLayout(world([shop]));
  const taken = free.positions.get('v1') ?? { x: 0, y: 0 };
  const { positions } = autoLayout(world([shop], { echo: taken } as never));
  expect(positions.get('echo')).toEqual(taken);
  expect(positions.get('v1')).not.toEqual(taken);
});

test('callers are the left column, and a pinned namespace is left where it is', () => {
  const callers = group('callers', 'callers', [item('curl', 'caller')]);
  const small = { ...shop, items: shop.items.filter(({ lane }) => lane !== 'caller') };
  const { positions } = autoLayout(world([small, callers]));
  expect(positions.get('callers')).toEqual({ x: 0, y: 0 });
  expect(positions.get('shop')?.x).toBeGreaterThan(0);
  const pinned = autoLayout(world([small, callers], { shop: { x: 0, y: 0 } } as never));
  expect(pinned.positions.get('shop')).toEqual({ x: 0, y: 0 });
  expect(pinned.positions.get('callers')?.y).toBeGreaterThan(0);
});

test('a wide namespace stands below its callers, so that it can be drawn larger', () => {
  const callers = group('callers', 'callers', [item('job', 'caller')]);
  const { positions } = autoLayout(world([shop, callers]));
  expect(positions.get('shop')?.x).toBe(0);
  expect(positions.get('shop')?.y).toBeGreaterThan(positions.get('callers')?.y ?? 0);
});

test('the same scenario is always laid out the same', () => {
  expect([...autoLayout(world([shop])).positions]).toEqual([...autoLayout(world([shop])).positions]);
});
