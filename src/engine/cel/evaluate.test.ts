import { expect, test } from 'vitest';
import { evaluate, type Scope, type Value } from './evaluate.ts';
import { parseExpression } from './parseExpression.ts';

function closed(values: Readonly<Record<string, Value>>): Scope {
  return { values: new Map(Object.entries(values)), open: false };
}

const scope: Scope = closed({
  request: { ...closed({ headers: closed({ 'x-a': '1' }), url_path: '/v1beta3/x' }), open: true },
  response: closed({ code: 404 }),
  connection: closed({ mtls: true }),
});

function answer(source: string): unknown {
  const expression = parseExpression(source);
  if (expression === undefined) return 'unreadable';
  const result = evaluate(expression, scope);
  return typeof result === 'object' ? result.value : result;
}

test.each([
  ["'test'", 'test'],
  ['"a\\"b"', 'a"b'],
  ['response.code >= 400', true],
  ['response.code == 200 || response.code == 404', true],
  ["connection.mtls && request.url_path.contains('v1beta3')", true],
  ["request.url_path.matches('^/v[0-9]+')", true],
  ["request.headers['x-a'] == '1'", true],
  ["'x-b' in request.headers", false],
  ["request.headers['x-b'] == '1'", 'error'],
  ['has(response.code) && !has(response.flags)', true],
  ["response.code in [404, 503] ? 'bad' : 'good'", 'bad'],
  ['1 + 2 * 3 - 8 / 2 % 3', 6],
  ['-response.code + 4', -400],
  ["size('abc') == 3 && string(response.code) + '!' == '404!'", true],
  ["int('7') + 1", 8],
  ["'a' < 3", 'error'],
  // What the other side decides needs no answer.
  ['response.nope == 1 || true', true],
  ['response.nope == 1 && true', 'error'],
  ['request.time > 1 && false', false],
  ['request.time > 1', 'unknown'],
  ['has(request.time)', 'unknown'],
  ["request.headers.exists('x')", 'unknown'],
  ['response.code >=', 'unreadable'],
  ['{1: 2}', 'unreadable'],
  ['a b', 'unreadable'],
  [`1${' + 1'.repeat(3000)}`, 'unreadable'],
  ['('.repeat(300), 'unreadable'],
  [`${'!'.repeat(300)}true`, 'unreadable'],
])('%s', (source, expected) => {
  expect(answer(source)).toEqual(expected);
});
