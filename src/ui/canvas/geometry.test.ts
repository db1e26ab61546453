import { describe, expect, test } from 'vitest';
import { anchor, bentAround, curveBetween, pathOf, placeLabel, samplesOf, sidesBetween, type Box } from './geometry.ts';

const box = (x: number, y: number, mark?: Box['mark']): Box => ({
  x,
  y,
  width: 100,
  height: 60,
  ...(mark === undefined ? {} : { mark }),
});

describe('sides of a line', () => {
  test.each([
    ['to the right', box(0, 0), box(200, 10), ['right', 'left']],
    ['to the left', box(200, 0), box(0, 10), ['left', 'right']],
    ['straight below', box(0, 0), box(10, 120), ['bottom', 'top']],
    ['straight above', box(0, 200), box(10, 0), ['top', 'bottom']],
    ['steeply down through a narrow gap', box(0, 0), box(140, 300), ['bottom', 'left']],
    ['steeply up to the right', box(0, 300), box(150, 0), ['right', 'left']],
  ])('%s', (_case, from, to, sides) => {
    expect(sidesBetween(from, to)).toEqual(sides);
  });
});

test('a line stops at the proxy mark, not at the border behind it', () => {
  expect(anchor(box(0, 0, 'right'), 'right')).toEqual({ x: 112, y: 30 });
  expect(anchor(box(0, 0, 'right'), 'left')).toEqual({ x: 0, y: 30 });
});

test('points at equal shares are equally far apart', () => {
  const at = samplesOf(curveBetween(box(0, 0), box(300, 200)));
  const points = [0, 0.25, 0.5, 0.75, 1].map(at);
  const steps = points.slice(1).map((point, index) => {
    const before = points[index];
    return before === undefined ? 0 : Math.hypot(point.x - before.x, point.y - before.y);
  });
  expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(6);
  expect(points[0]).toEqual({ x: 100, y: 30 });
  expect(points[4]).toEqual({ x: 300, y: 230 });
});

test('a line between two nodes of one lane goes round the side of the mark', () => {
  const { from, control1, to } = curveBetween(box(0, 0), box(0, 90, 'left'));
  expect([from.x, to.x]).toEqual([0, -12]);
  expect(control1.x).toBeLessThan(-40);
});

test('a pod that calls itself gets a loop', () => {
  expect(pathOf(curveBetween(box(0, 0), box(0, 0)))).toBe('M75 0 C99 -64 1 -64 25 0');
});

test('a label moves along its line away from a node', () => {
  const curve = curveBetween(box(0, 0), box(400, 0));
  const label = { width: 40, height: 18 };
  expect(placeLabel(curve, label, []).x).toBeCloseTo(250, 0);
  expect(placeLabel(curve, label, [{ x: 230, y: 0, width: 40, height: 60 }]).x).not.toBeCloseTo(250, 0);
});

test('a line passes a box that stands in its way, and ends where it did', () => {
  const curve = curveBetween(box(0, 0), box(600, 0));
  const bent = bentAround(curve, [box(300, 0)]);
  expect([bent.from, bent.to]).toEqual([curve.from, curve.to]);
  expect(samplesOf(bent)(0.5).y).toBeLessThan(0);
  expect(bentAround(curve, [box(300, 200)])).toEqual(curve);
});

test('a line between two columns goes round all that stands between them', () => {
  const curve = curveBetween(box(0, 80, 'right'), box(470, 80, 'left'));
  const between = [box(235, 0), box(235, 85), box(235, 170)];
  const at = samplesOf(bentAround(curve, between));
  const isAcross = Array.from({ length: 21 }, (_, step) => at(step / 20)).some(({ x, y }) =>
    between.some((other) => x > other.x && x < other.x + other.width && y > other.y && y < other.y + other.height),
  );
  expect(isAcross).toBe(false);
});
