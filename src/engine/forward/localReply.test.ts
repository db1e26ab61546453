import { expect, test } from 'vitest';
import type { HttpRequest } from '../dataplane/connection.ts';
import { replyTo } from './localReply.ts';

const get: HttpRequest = {
  method: 'GET',
  scheme: 'http',
  authority: 'web',
  path: '/',
  headers: [],
  body: '',
  protocol: 'HTTP/1.1',
  grpc: false,
};
const grpc: HttpRequest = { ...get, method: 'POST', headers: [['content-type', 'application/grpc+proto']] };
const denied = { status: 403, body: 'RBAC: access denied', flags: '-', details: 'rbac' };

test('an HTTP client gets status and body', () => {
  expect(replyTo(get, denied)).toMatchObject({ status: 403, body: 'RBAC: access denied' });
  expect(replyTo({ ...get, method: 'HEAD' }, denied).body).toBe('');
});

test.each([
  [400, 13],
  [401, 16],
  [403, 7],
  [404, 12],
  [500, 2],
  [302, 2],
  [503, 14],
  [504, 14],
])('a gRPC client gets 200, and HTTP %i as grpc-status %i', (status, expected) => {
  const response = replyTo(grpc, { ...denied, status });
  expect(response).toMatchObject({ status: 200, grpcStatus: expected, body: '' });
  expect(response.headers).toContainEqual(['grpc-message', 'RBAC: access denied']);
});

test('grpc-web keeps the HTTP status', () => {
  const web = { ...get, headers: [['content-type', 'application/grpc-web'] as const] };
  expect(replyTo(web, denied)).toMatchObject({ status: 403 });
});
