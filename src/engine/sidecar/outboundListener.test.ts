import { describe, expect, test } from 'vitest';
import { http, namespace, pod, service, sidecarPod, tcp, workloadAt, worldOf } from '../forward/testWorld.ts';
import { outboundListener } from './outboundListener.ts';

const any = { name: 'any', port: 7000, targetPort: 8080 };
const mesh = worldOf([
  namespace('app'),
  pod('app/client', { ip: '10.1.0.1', ...sidecarPod }),
  pod('app/web', { ip: '10.1.0.2' }),
  service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, ports: [http, tcp, any] }),
  service('app/headless-tcp', {
    ip: 'None',
    select: { app: 'web' },
    ports: [{ name: 'tcp', port: 9000, targetPort: 9000 }],
  }),
  service('app/headless-http', {
    ip: 'None',
    select: { app: 'web' },
    ports: [{ name: 'http', port: 8080, targetPort: 8080 }],
  }),
]);
const client = workloadAt(mesh, 'app/client');

describe('the listener for what an application dials', () => {
  test.each([
    ['an HTTP port of a service', '10.96.0.1', 80, 'http'],
    ['a TCP port of a service', '10.96.0.1', 90, 'tcp'],
    ['a port without protocol', '10.96.0.1', 7000, 'auto'],
    ['a pod that a headless TCP service covers', '10.1.0.2', 9000, 'tcp'],
    ['a pod by a port number with some HTTP service', '10.1.0.2', 8080, 'http'],
    ['anything by a port number with some HTTP service', '192.0.2.1', 80, 'http'],
    ['a pod by another port', '10.1.0.2', 7777, 'none'],
    ['an address nobody knows', '192.0.2.1', 90, 'none'],
  ])('%s', (_case, ip, port, kind) => {
    expect(outboundListener(mesh, client, { ip, port }).kind).toBe(kind);
  });
});
