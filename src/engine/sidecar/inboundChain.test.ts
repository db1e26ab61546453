import { expect, test } from 'vitest';
import type { Payload } from '../dataplane/connection.ts';
import { namespace, pod, service, sidecarPod, workloadAt, worldOf } from '../forward/testWorld.ts';
import { inboundChain } from './inboundChain.ts';

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
const mesh = worldOf([
  namespace('app'),
  pod('app/web', { ip: '10.1.0.1', ...sidecarPod }),
  service('app/web', {
    ip: '10.96.0.1',
    select: { app: 'web' },
    ports: [
      { name: 'http', port: 80, targetPort: 8080 },
      { name: 'tcp', port: 90, targetPort: 9000 },
      { name: 'any', port: 7000, targetPort: 7000 },
    ],
  }),
]);

test.each([
  ['HTTP on an HTTP port', 8080, request, 'http', 'web'],
  ['bytes on an HTTP port', 8080, bytes, 'not-http', 'web'],
  ['HTTP on a TCP port', 9000, request, 'tcp', 'web'],
  ['HTTP where nothing is said', 7000, request, 'http', 'web'],
  ['bytes where nothing is said', 7000, bytes, 'tcp', 'web'],
  ['HTTP on a port of no Service', 7777, request, 'http', undefined],
  ['bytes on a port of no Service', 7777, bytes, 'tcp', undefined],
])('%s', (_case, port, payload, protocol, owner) => {
  const chain = inboundChain(mesh, workloadAt(mesh, 'app/web'), port, payload);
  expect(chain.protocol).toBe(protocol);
  expect(chain.service?.name).toBe(owner);
});
