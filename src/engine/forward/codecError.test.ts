import { expect, test } from 'vitest';
import type { HttpRequest } from '../dataplane/connection.ts';
import { codecError } from './codecError.ts';

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

test.each([
  ['a lower-case method', { method: 'get' }, 400, 'http1.codec_error'],
  ['an unknown method', { method: 'FROB' }, 400, 'http1.codec_error'],
  ['a blank in the path', { path: '/a b' }, 400, 'http1.codec_error'],
  ['a path without a slash', { path: 'a' }, 400, 'http1.codec_error'],
  ['no Host', { authority: '' }, 400, 'missing_host_header'],
  ['a Host with a blank', { authority: 'a b' }, 400, 'http.invalid_authority'],
  ['OPTIONS *', { method: 'OPTIONS', path: '*' }, 404, 'absolute_path_rejected'],
  ['QUERY without a type', { method: 'QUERY' }, 400, 'query_missing_content_type'],
  ['huge headers', { headers: [['x', 'y'.repeat(61440)] as const] }, 431, 'http1.headers_too_large'],
])('%s', (_case, change, status, details) => {
  expect(codecError({ ...get, ...change })).toMatchObject({ status, details });
});

test('odd methods pass over HTTP/2', () => {
  expect(codecError(get)).toBeUndefined();
  expect(codecError({ ...get, method: 'PROPFIND' })).toBeUndefined();
  expect(codecError({ ...get, method: 'FROB', protocol: 'HTTP/2' })).toBeUndefined();
});
