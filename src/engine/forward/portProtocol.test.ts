import { describe, expect, test } from 'vitest';
import { familyOf, portProtocol } from './portProtocol.ts';

const service = { source: { kind: 'Service', namespace: 'shop', name: 'web' } };
const entry = { source: { kind: 'ServiceEntry', namespace: 'shop', name: 'web' } };
const tcp = { port: 8080, protocol: 'TCP' };

describe('the protocol of a Service port', () => {
  test.each([
    ['http', 'HTTP', 'http'],
    ['http-main', 'HTTP', 'http'],
    ['HTTP2-x', 'HTTP2', 'http'],
    ['grpc-web', 'GRPC-Web', 'http'],
    ['grpc-web-x', 'GRPC-Web', 'http'],
    ['grpc-api', 'GRPC', 'http'],
    ['tcp-http', 'TCP', 'tcp'],
    ['https-http', 'HTTPS', 'tcp'],
    ['httpx', 'Unsupported', 'auto'],
    ['my-http', 'Unsupported', 'auto'],
    ['grpcweb', 'Unsupported', 'auto'],
    ['udp-x', 'UDP', 'udp'],
  ])('port name %s is %s', (name, protocol, family) => {
    expect(portProtocol(service, { ...tcp, name })).toBe(protocol);
    expect(familyOf(portProtocol(service, { ...tcp, name }))).toBe(family);
  });

  test.each([
    ['appProtocol beats the name', { name: 'tcp-web', appProtocol: 'http' }, 'HTTP'],
    ['an unknown appProtocol hides the name', { name: 'http', appProtocol: 'redisx' }, 'Unsupported'],
    ['cleartext HTTP/2', { name: 'x', appProtocol: 'kubernetes.io/h2c' }, 'HTTP2'],
    ['websocket', { appProtocol: 'kubernetes.io/ws' }, 'HTTP'],
    ['websocket over TLS', { appProtocol: 'kubernetes.io/wss' }, 'HTTPS'],
    ['a well-known number', { name: 'db', port: 3306 }, 'TCP'],
    ['a well-known number with an HTTP name', { name: 'http-a', port: 25 }, 'HTTP'],
    ['UDP whatever its name', { name: 'http', protocol: 'UDP' }, 'UDP'],
  ])('%s', (_case, port, protocol) => {
    expect(portProtocol(service, { ...tcp, ...port })).toBe(protocol);
  });

  test('a ServiceEntry states it, and its port name says nothing', () => {
    expect(portProtocol(entry, { port: 80, name: 'http', protocol: 'TCP' })).toBe('TCP');
    expect(portProtocol(entry, { port: 80, name: 'tcp', protocol: 'http2' })).toBe('HTTP2');
    expect(portProtocol(entry, { port: 3306, name: 'db', protocol: 'other' })).toBe('Unsupported');
  });
});
