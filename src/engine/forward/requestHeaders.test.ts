import { expect, test } from 'vitest';
import type { HeaderLine, HttpRequest } from '../dataplane/connection.ts';
import { cleanRequest, withForwardedFor } from './requestHeaders.ts';

function request(...headers: HeaderLine[]): HttpRequest {
  return {
    method: 'GET',
    scheme: 'http',
    authority: 'web',
    path: '/',
    headers,
    body: '',
    protocol: 'HTTP/1.1',
    grpc: false,
  };
}

test('what only proxies may say is taken off', () => {
  const cleaned = cleanRequest(request(['X-Envoy-Internal', 'true'], ['x-envoy-retry-on', '5xx'], ['X-A', ' 1 ']));
  expect(cleaned.headers).toEqual([
    ['x-a', '1'],
    ['x-forwarded-proto', 'http'],
  ]);
});

test('headers that Connection names go no further', () => {
  const cleaned = cleanRequest(request(['connection', 'x-hop, close'], ['x-hop', '1'], ['x-forwarded-proto', 'https']));
  expect(cleaned.headers).toEqual([['x-forwarded-proto', 'https']]);
});

test('a websocket keeps its upgrade, any other upgrade is dropped', () => {
  const names = (upgrade: string) =>
    cleanRequest(request(['connection', 'Upgrade'], ['upgrade', upgrade])).headers.map(([name]) => name);
  expect(names('websocket')).toEqual(['connection', 'upgrade', 'x-forwarded-proto']);
  expect(names('h2c')).toEqual(['x-forwarded-proto']);
});

test.each([
  [[], ['192.0.2.1']],
  [[['x-forwarded-for', '1.1.1.1'] as const], ['1.1.1.1,192.0.2.1']],
  [
    [['x-forwarded-for', '1.1.1.1'] as const, ['x-forwarded-for', '2.2.2.2'] as const],
    ['1.1.1.1', '2.2.2.2,192.0.2.1'],
  ],
])('the peer is added to x-forwarded-for: %j', (before, after) => {
  const { headers } = withForwardedFor(request(...before), '192.0.2.1');
  expect(headers.map(([, value]) => value)).toEqual(after);
});
