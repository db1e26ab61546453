import { expect, test } from 'vitest';
import { simplePattern } from './simplePattern.ts';

test.each([
  ['/foo', '/foo', true],
  ['/foo', '/foo/x', false],
  ['/foo.*', '/foobar', true],
  ['/foo/.*/x', '/foo/a/b/x', true],
  ['/[^/]+/Bar', '/pkg.Svc/Bar', true],
  ['/[^/]+/Bar', '/a/b/Bar', false],
  ['/[^/]+/Bar', '//Bar', false],
  ['https://.*\\.b\\.example', 'https://q.b.example', true],
  ['https://.*\\.b\\.example', 'https://qxb.example', false],
  ['', '', true],
])('%s on %s', (source, text, expected) => {
  expect(simplePattern(source)?.(text)).toBe(expected);
});

test.each(['/v[0-9]+', 'a|b', '(?i)x', 'ab*', 'a.c', '.*?', '\\d', '/x(', '.**', 'a.*b.*c.*d.*e'])(
  '%s needs the engine',
  (source) => {
    expect(simplePattern(source)).toBeUndefined();
  },
);
