import { expect, test } from 'vitest';
import { endpointTransport } from './endpointTransport.ts';
import { hboneSidecarPod, namespace, pod, sidecarPod, workloadAt, worldOf } from './testWorld.ts';

const disable = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'off', namespace: 'legacy' },
  spec: { mtls: { mode: 'DISABLE' } },
};
const manifests = [
  namespace('shop', { 'istio.io/dataplane-mode': 'ambient' }),
  namespace('legacy'),
  pod('shop/captured', { ip: '10.1.0.1' }),
  pod('legacy/plain', { ip: '10.1.0.2' }),
  pod('legacy/classic', { ip: '10.1.0.3', ...sidecarPod }),
  pod('legacy/modern', { ip: '10.1.0.4', ...hboneSidecarPod }),
];

const own = { direction: 'inbound-vip', autoMtls: true } as const;
const outbound = { direction: 'outbound', autoMtls: true } as const;

test.each([
  ['a captured pod from a waypoint', own, 'shop/captured', 'hbone'],
  ['a captured pod from a sidecar', outbound, 'shop/captured', 'hbone'],
  ['a plain pod', outbound, 'legacy/plain', 'plaintext'],
  ['a classic sidecar from its waypoint', own, 'legacy/classic', 'plaintext'],
  ['a sidecar with HBONE from its waypoint', own, 'legacy/modern', 'hbone'],
  ['a classic sidecar from a sidecar', outbound, 'legacy/classic', 'istio-mtls'],
  ['a sidecar with HBONE from a sidecar', outbound, 'legacy/modern', 'istio-mtls'],
  ['a sidecar of an external entry', { ...outbound, autoMtls: false }, 'legacy/classic', 'plaintext'],
  ['a sidecar under tls DISABLE', { ...outbound, tlsMode: 'DISABLE' }, 'legacy/classic', 'plaintext'],
] as const)('%s', (_case, cluster, at, expected) => {
  const mesh = worldOf(manifests);
  expect(endpointTransport(mesh, cluster, workloadAt(mesh, at), 8080)).toBe(expected);
});

test('PeerAuthentication DISABLE keeps mTLS away from a sidecar', () => {
  const mesh = worldOf([...manifests, disable]);
  expect(endpointTransport(mesh, outbound, workloadAt(mesh, 'legacy/classic'), 8080)).toBe('plaintext');
});

test('with PREFER_SENDING_HBONE a sidecar that takes HBONE gets it', () => {
  const mesh = worldOf(manifests, { flags: { PILOT_PREFER_SENDING_HBONE: true } });
  expect(endpointTransport(mesh, outbound, workloadAt(mesh, 'legacy/modern'), 8080)).toBe('hbone');
});
