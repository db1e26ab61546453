import { expect, test } from 'vitest';
import { neighbour, type Direction } from './neighbour.ts';

const at = (id: string, x: number, y: number) => ({ id, x, y, width: 100, height: 60 });
const nodes = [
  at('curl', 0, 0),
  at('waypoint', 300, 20),
  at('service', 300, 170),
  at('pod', 600, 0),
  at('legacy', 0, 300),
];

test.each<[string, Direction, readonly string[], string | undefined]>([
  ['curl', 'ArrowRight', [], 'waypoint'],
  ['curl', 'ArrowDown', [], 'legacy'],
  ['curl', 'ArrowLeft', [], undefined],
  ['pod', 'ArrowLeft', [], 'waypoint'],
  ['waypoint', 'ArrowDown', [], 'service'],
  // A line to the service makes it the nearer one.
  ['pod', 'ArrowLeft', ['service'], 'service'],
])('%s %s with lines to %j', (from, direction, related, expected) => {
  const start = nodes.find(({ id }) => id === from);
  expect(start && neighbour(start, nodes, new Set(related), direction)).toBe(expected);
});
