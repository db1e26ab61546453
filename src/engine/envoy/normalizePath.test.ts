import { expect, test } from 'vitest';
import { normalizePath } from './normalizePath.ts';
import type { PathNormalization } from './normalizePath.ts';

const modes: readonly PathNormalization[] = ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'];

test.each([
  ['/app/../admin', ['/app/../admin', '/admin', '/admin', '/admin']],
  ['/app/%2E./admin', ['/app/%2E./admin', '/admin', '/admin', '/admin']],
  ['/app\\admin', ['/app\\admin', '/app/admin', '/app/admin', '/app/admin']],
  ['/app//', ['/app//', '/app//', '/app/', '/app/']],
  ['/app/%2f', ['/app/%2f', '/app/%2f', '/app/%2f', '/app/']],
  ['/xyz%30..//abc', ['/xyz%30..//abc', '/xyz0..//abc', '/xyz0../abc', '/xyz0../abc']],
  ['/%2Fapp%5cadmin', ['/%2Fapp%5cadmin', '/%2Fapp%5cadmin', '/%2Fapp%5cadmin', '/app/admin']],
  ['/app#foo', ['/app', '/app', '/app', '/app']],
  ['/..', ['/..', '/', '/', '/']],
  ['/../a', ['/../a', '/a', '/a', '/a']],
  ['/admin/.', ['/admin/.', '/admin/', '/admin/', '/admin/']],
  ['/a|b', ['/a|b', '/a%7Cb', '/a%7Cb', '/a%7Cb']],
  ['/%252e%252e/admin', ['/%252e%252e/admin', '/%252e%252e/admin', '/%252e%252e/admin', '/%252e%252e/admin']],
  ['/a?x=/../y//z', ['/a?x=/../y//z', '/a?x=/../y//z', '/a?x=/../y//z', '/a?x=/../y//z']],
])('%s', (path, expected) => {
  expect(modes.map((mode) => normalizePath(path, mode))).toEqual(
    expected.map((each) => ({ kind: 'path', path: each })),
  );
});

test('an escaped zero byte is refused unless nothing is normalised', () => {
  expect(modes.map((mode) => normalizePath('/admin%00', mode).kind)).toEqual([
    'path',
    'rejected',
    'rejected',
    'rejected',
  ]);
});
