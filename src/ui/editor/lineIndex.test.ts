import { expect, test } from 'vitest';
import type { Diagnostic } from '#model/diagnostic.ts';
import { lineIndex, linesOf, lineText, placeAt } from './lineIndex.ts';
import { lineMarks } from './lineMarks.ts';
import { minimalChange } from './minimalChange.ts';

const text = 'a: 1\nb:\r\n  c: 2\n';
const index = lineIndex(text);

test.each([
  [0, { line: 1, column: 1 }],
  [4, { line: 1, column: 5 }],
  [5, { line: 2, column: 1 }],
  [text.length, { line: 4, column: 1 }],
])('offset %i', (offset, place) => {
  expect(placeAt(index, offset)).toEqual(place);
});

test('a line has no line break', () => {
  expect([0, 1, 2, 3].map((line) => lineText(index, line))).toEqual(['a: 1', 'b:', '  c: 2', '']);
});

test('the line break at the end of a range is no line of its own', () => {
  expect(linesOf(index, { start: 5, end: 16 })).toEqual({ first: 1, last: 2 });
});

test('fields of the hop win over the selection, the worst problem over the others', () => {
  const problem = (severity: Diagnostic['severity']): Diagnostic =>
    ({ code: 'document/yaml-syntax', severity, params: {}, range: { start: 11, end: 15 } }) as unknown as Diagnostic;
  const marks = lineMarks(index, {
    lit: [],
    fields: [{ start: 11, end: 15 }],
    keyField: undefined,
    fieldTone: 'l7',
    selected: [{ start: 0, end: text.length }],
    revealed: undefined,
    problems: [
      { diagnostic: problem('warning'), message: 'first' },
      { diagnostic: problem('error'), message: 'second' },
    ],
  });
  expect(marks.get(0)?.tone).toBe('selected');
  expect(marks.get(2)).toEqual({
    tone: 'l7',
    severity: 'error',
    messages: ['first', 'second'],
    underline: { start: 2, end: 6 },
  });
});

test.each([
  ['nothing', 'abc', 'abc', undefined],
  ['a word in the middle', 'a x b', 'a yy b', { start: 2, end: 3, insert: 'yy' }],
  ['a repeated character', 'aa', 'aaa', { start: 2, end: 2, insert: 'a' }],
  ['everything', 'abc', '', { start: 0, end: 3, insert: '' }],
])('the smallest change: %s', (_case, before, after, expected) => {
  expect(minimalChange(before, after)).toEqual(expected);
});
