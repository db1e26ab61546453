import { describe, expect, test } from 'vitest';
import type { Payload } from '../dataplane/connection.ts';
import { namespace, pod, randomOf, service, waypoint, workloadAt, worldOf } from '../forward/testWorld.ts';
import { acceptConnection } from './acceptConnection.ts';

const ambient = { 'istio.io/dataplane-mode': 'ambient' };
const bound = { 'istio.io/use-waypoint': 'wp' };
const bytes: Payload = { kind: 'tcp', bytes: 'hello' };
const request: Payload = {
  kind: 'http',
  request: {
    method: 'GET',
    scheme: 'http',
    authority: 'x',
    path: '/',
    headers: [],
    body: '',
    protocol: 'HTTP/1.1',
    grpc: false,
  },
};
const ports = [
  { name: 'http', port: 80, targetPort: 8080 },
  { name: 'tcp', port: 90, targetPort: 9000 },
  { name: 'any', port: 8000, targetPort: 8080 },
  { name: 'dns', port: 5353, targetPort: 5353, protocol: 'UDP' },
];

function accept(ip: string, port: number, payload: Payload, more: readonly Readonly<Record<string, unknown>>[] = []) {
  const mesh = worldOf([
    namespace('app', ambient),
    ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
    pod('app/web', { ip: '10.1.0.2' }),
    service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, ports, labels: bound }),
    service('app/free', { ip: '10.96.0.2', select: { app: 'web' } }),
    service('app/headless', { ip: 'None', select: { app: 'web' }, labels: bound }),
    ...more,
  ]);
  return acceptConnection(mesh, workloadAt(mesh, 'app/wp'), { ip, port }, payload, randomOf(0));
}

describe('which chain of a waypoint takes a connection', () => {
  test.each([
    ['an HTTP port', '10.96.0.1', 80, request, 'http', 'waypoint/http-chain'],
    ['other bytes to an HTTP port', '10.96.0.1', 80, bytes, 'http', 'waypoint/http-chain'],
    ['a TCP port, whatever the bytes', '10.96.0.1', 90, request, 'tcp', 'waypoint/tcp-chain'],
    ['HTTP to an undeclared protocol', '10.96.0.1', 8000, request, 'http', 'waypoint/http-chain-sniffed'],
    ['bytes to an undeclared protocol', '10.96.0.1', 8000, bytes, 'tcp', 'waypoint/tcp-chain-sniffed'],
    ['a headless Service behind an ingress', '0.0.0.0', 80, request, 'http', 'waypoint/http-chain'],
  ] as const)('%s', (_case, ip, port, payload, chain, code) => {
    const accepted = accept(ip, port, payload);
    expect(accepted).toMatchObject({ kind: 'service', chain });
    expect(accepted.decisions[0]?.reason.code).toBe(code);
  });

  test.each([
    ['a port nobody declares', '10.96.0.1', 12345, true],
    ['a UDP port', '10.96.0.1', 5353, true],
    ['a service that is not bound, port used for HTTP alone', '10.96.0.2', 80, false],
    ['the waypoint itself, a port nobody declares', '10.1.0.9', 15000, true],
    ['a pod that is not bound', '10.1.0.2', 8080, true],
  ])('%s: none', (_case, ip, port, inspected) => {
    expect(accept(ip, port, request)).toMatchObject({ kind: 'none', inspected });
  });

  test('two families on one port number switch the inspector on', () => {
    const other = service('app/other', {
      ip: '10.96.0.3',
      select: { app: 'web' },
      ports: [{ name: 'tcp', port: 80, targetPort: 9000 }],
      labels: bound,
    });
    expect(accept('10.96.0.2', 80, request, [other])).toMatchObject({ kind: 'none', inspected: true });
  });
});
