import { expect, test } from 'vitest';
import { agoIn } from './times.ts';

const minute = 60_000;

test.each([
  [0, 'just now'],
  [-5 * minute, 'just now'],
  [59_999, 'just now'],
  [minute, '1 minute ago'],
  [119 * minute, '1 hour ago'],
  [25 * 60 * minute, 'yesterday'],
  [400 * 24 * 60 * minute, '400 days ago'],
])('%d ms ago is said as %s', (age, words) => {
  expect(agoIn('en', 'just now')(10 ** 12 - age, 10 ** 12)).toBe(words);
});
