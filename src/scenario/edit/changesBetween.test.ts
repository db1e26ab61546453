import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from './changesBetween.ts';

const document = fc.constantFrom('a: 1\n', 'b: 2\n', 'c: 3\nd: 4\n', '# only\n', 'a: 1', '', '...\n', 'e: {\n');
const text = fc.array(document, { maxLength: 8 }).map((documents) => documents.join('---\n'));

test('the changes lead from the one text to the other, in order and apart', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      let result = '';
      let from = 0;
      for (const { start, end, insert } of changesBetween(before, after)) {
        expect(start).toBeGreaterThanOrEqual(from);
        result += before.slice(from, start) + insert;
        from = end;
      }
      expect(result + before.slice(from)).toBe(after);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['nothing', 'a: 1\n', 'a: 1\n', []],
  ['a value', 'a: 1\n---\nb: 2\n', 'a: 1\n---\nb: 3\n', [{ start: 12, end: 13, insert: '3' }]],
  ['a document less', 'a: 1\n---\nb: 2\n---\nc: 3\n', 'a: 1\n---\nc: 3\n', [{ start: 5, end: 14, insert: '' }]],
  [
    'a document more',
    'a: 1\n---\nc: 3\n',
    'a: 1\n---\nb: 2\n---\nc: 3\n',
    [{ start: 5, end: 5, insert: '---\nb: 2\n' }],
  ],
])('%s', (_case, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});
