import { expect, test } from 'vitest';
import { placeBadge } from './placeBadge.ts';

const token = { x: 300, y: 100 };
const target = { x: 310, y: 80, width: 120, height: 60 };
const text = 'as sa/front-door';

test('beside the node it has reached it keeps to the side it came from', () => {
  const { x, y, width } = placeBadge(text, token, 'left', [target]);
  expect([x + width < token.x, y > token.y]).toEqual([true, true]);
});

test('what stands below is left free', () => {
  const below = { x: 180, y: 110, width: 100, height: 60 };
  const { y, height } = placeBadge(text, token, 'left', [target, below]);
  expect(y + height).toBeLessThan(token.y);
});

test('where everything is taken it covers as little as it can', () => {
  const everywhere = { x: 0, y: 0, width: 305, height: 400 };
  expect(placeBadge(text, token, 'left', [everywhere]).x).toBeGreaterThan(token.x);
});
