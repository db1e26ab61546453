import { describe, expect, test } from 'vitest';
import { parseTarget, payloadOf } from './requestTarget.ts';

describe('the URL of a request', () => {
  test.each([
    [
      'http://echo.shop/orders',
      { scheme: 'http', host: 'echo.shop', port: 80, authority: 'echo.shop', path: '/orders' },
    ],
    ['http://echo:8080', { scheme: 'http', host: 'echo', port: 8080, authority: 'echo:8080', path: '/' }],
    ['http://echo?x=1', { scheme: 'http', host: 'echo', port: 80, authority: 'echo', path: '/?x=1' }],
    ['http://echo/a/../b#there', { scheme: 'http', host: 'echo', port: 80, authority: 'echo', path: '/a/../b' }],
    ['HTTPS://Echo.Shop./', { scheme: 'https', host: 'echo.shop', port: 443, authority: 'Echo.Shop.', path: '/' }],
    [
      'grpc://echo:50051/pkg.Service/Call',
      { scheme: 'grpc', host: 'echo', port: 50051, authority: 'echo:50051', path: '/pkg.Service/Call' },
    ],
    ['http://[fd00::1]:81/x', { scheme: 'http', host: 'fd00::1', port: 81, authority: '[fd00::1]:81', path: '/x' }],
    ['tcp://10.0.0.1:9000', { scheme: 'tcp', host: '10.0.0.1', port: 9000, authority: '10.0.0.1:9000', path: '/' }],
  ])('%s', (url, expected) => {
    expect(parseTarget(url)).toEqual(expected);
  });

  test.each(['ftp://x/', 'echo/orders', 'http:///x', 'http://x:99999/', 'http://x:0/', ''])('"%s" is none', (url) => {
    expect(parseTarget(url)).toHaveProperty('problem');
  });

  test('gRPC is a POST over HTTP/2', () => {
    const target = parseTarget('grpc://echo/s/m');
    if ('problem' in target) throw new Error(target.problem);
    expect(payloadOf({ name: 'x', from: 'a/b', to: '' }, target)).toMatchObject({
      kind: 'http',
      request: { method: 'POST', protocol: 'HTTP/2', grpc: true, path: '/s/m' },
    });
  });
});
