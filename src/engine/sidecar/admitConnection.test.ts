import { describe, expect, test } from 'vitest';
import type { Connection } from '../dataplane/connection.ts';
import { hboneSidecarPod, namespace, pod, service, sidecarPod, workloadAt, worldOf } from '../forward/testWorld.ts';
import { admitConnection } from './admitConnection.ts';

const strict = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default', namespace: 'strict' },
  spec: { mtls: { mode: 'STRICT' } },
};
const mesh = worldOf([
  namespace('open'),
  namespace('strict'),
  pod('open/classic', { ip: '10.1.0.1', ...sidecarPod }),
  pod('open/modern', { ip: '10.1.0.2', ...hboneSidecarPod }),
  pod('strict/classic', { ip: '10.1.0.3', ...sidecarPod }),
  service('open/web', { ip: '10.96.0.1', select: { app: 'modern' } }),
  strict,
]);

const base = { source: { ip: '10.1.0.9', port: 0 }, payload: { kind: 'tcp', bytes: 'hello' } } as const;
const plain = (ip: string, port = 8080): Connection => ({ ...base, transport: 'plaintext', to: { ip, port } });
const mtls = (ip: string): Connection => ({ ...plain(ip), transport: 'istio-mtls', identity: 'td/ns/a/sa/b' });
const tunnel = (ip: string, authority: string, port = 8080): Connection => ({
  ...base,
  transport: 'hbone',
  identity: 'td/ns/a/sa/b',
  to: { ip, port: 15008 },
  authority: { ip: authority, port },
});

describe('what a sidecar lets in', () => {
  test.each([
    ['plaintext under PERMISSIVE', 'open/classic', plain('10.1.0.1'), undefined],
    ['Istio mTLS under PERMISSIVE', 'open/classic', mtls('10.1.0.1'), 'td/ns/a/sa/b'],
    ['Istio mTLS under STRICT', 'strict/classic', mtls('10.1.0.3'), 'td/ns/a/sa/b'],
    ['HBONE for its own address', 'open/modern', tunnel('10.1.0.2', '10.1.0.2'), 'td/ns/a/sa/b'],
  ])('%s', (_case, at, connection, identity) => {
    const admitted = admitConnection(mesh, connection, workloadAt(mesh, at));
    expect(admitted).toMatchObject({ kind: 'admitted', ...(identity === undefined ? {} : { identity }) });
  });

  test.each([
    ['plaintext under STRICT', 'strict/classic', plain('10.1.0.3'), 'denied', { kind: 'reset' }],
    ['its own inbound port', 'open/classic', plain('10.1.0.1', 15006), 'failed', { kind: 'reset' }],
    ['HBONE without HBONE', 'open/classic', tunnel('10.1.0.1', '10.1.0.1'), 'failed', { kind: 'refused' }],
    [
      'a tunnel to another pod',
      'open/modern',
      tunnel('10.1.0.2', '10.1.0.1'),
      'failed',
      { kind: 'connect-status', status: 503 },
    ],
    ['a tunnel to a service', 'open/modern', tunnel('10.1.0.2', '10.96.0.1'), 'failed', { kind: 'reset' }],
    [
      'a tunnel to its outbound port',
      'open/modern',
      tunnel('10.1.0.2', '10.1.0.2', 15001),
      'failed',
      { kind: 'response' },
    ],
  ])('not %s', (_case, at, connection, verdict, outcome) => {
    expect(admitConnection(mesh, connection, workloadAt(mesh, at))).toMatchObject({
      kind: 'refused',
      verdict,
      outcome,
    });
  });
});
