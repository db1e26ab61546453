import { describe, expect, test } from 'vitest';
import { seededRandom } from './random.ts';

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);

function draws(seed: number, count: number): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
}

describe('random choices', () => {
  test('are the same for the same seed', () => {
    expect(draws(7, 40)).toEqual(draws(7, 40));
    expect(draws(7, 3)).not.toEqual(draws(8, 3));
  });

  test.each([0, 1, -3, 1.5, 2 ** 40, Number.MAX_SAFE_INTEGER])('lie between 0 and 1 for seed %d', (seed) => {
    for (const value of draws(seed, 40)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
    }
  });

  test.each([0, 1, 2, 5])('draw %d is even over a hundred seeds', (which) => {
    const values = seeds.map((seed) => draws(seed, which + 1)[which] ?? 0);
    for (const share of [0.1, 0.3, 0.5, 0.9]) {
      expect(Math.abs(values.filter((value) => value < share).length - share * 100)).toBeLessThanOrEqual(3);
    }
  });

  test('two draws of one seed do not depend on each other', () => {
    const both = seeds.filter((seed) => {
      const [first = 1, second = 1] = draws(seed, 2);
      return first < 0.5 && second < 0.5;
    });
    expect(Math.abs(both.length - 25)).toBeLessThanOrEqual(5);
  });
});

test('a rare choice leaves its last hundredth to later seeds, and is as even otherwise', () => {
  const values = seeds.map((seed) => seededRandom(seed).nextOfRare?.() ?? 1);
  expect(Math.max(...values)).toBeLessThan(0.99);
  for (const share of [0.1, 0.5, 0.9]) {
    expect(Math.abs(values.filter((value) => value < share).length - share * 100)).toBeLessThanOrEqual(3);
  }
});
