import { expect, test } from 'vitest';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { hboneSidecarPod, http, namespace, pod, service, tcp, worldOf } from '../forward/testWorld.ts';

type Stated = Readonly<Record<string, unknown>>;

function sidecar(name: string, spec: Stated, space = 'a'): Stated {
  return { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name, namespace: space }, spec };
}

const ports = [8080, 9000];
const world = [
  ...['a', 'b', 'istio-system'].map((name) => namespace(name)),
  pod('a/client', {
    ip: '10.1.0.1',
    labels: { ...hboneSidecarPod.labels, team: 'x' },
    annotations: hboneSidecarPod.annotations,
  }),
  pod('a/near', { ip: '10.1.0.2', ports, ...hboneSidecarPod }),
  pod('b/far', { ip: '10.1.0.3', ports, ...hboneSidecarPod }),
  service('a/near', { ip: '10.96.0.2', select: { app: 'near' }, ports: [http, tcp] }),
  service('b/far', { ip: '10.96.0.3', select: { app: 'far' }, ports: [http, tcp] }),
];

/** What the destination sees of the caller: its identity through a cluster of its own, none through passthrough. */
function seen(to: string, ...sidecars: readonly Stated[]): string {
  const request = { name: 'r', from: 'a/client', to };
  const { verdict, five } = walkRequest(worldOf([...world, ...sidecars]), request, 1, { tokens: noTokens, now: 0 });
  if (verdict.kind !== 'delivered') return verdict.decidedBy.reason.code;
  return five.podSees?.identity === 'none' ? 'passed through' : 'known';
}

const hosts = (...list: readonly string[]): Stated => ({ egress: [{ hosts: list }] });
const only = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } };
const far = 'http://far.b/';

test.each<[string, string, readonly Stated[], string]>([
  ['no Sidecar', far, [], 'known'],
  ['everything', far, [sidecar('s', {})], 'known'],
  ['its own namespace, the other', far, [sidecar('s', hosts('./*'))], 'passed through'],
  ['its own namespace', 'http://near/', [sidecar('s', hosts('./*'))], 'known'],
  ['bytes to the other', 'tcp://far.b:90', [sidecar('s', hosts('./*'))], 'passed through'],
  ['a host by name', far, [sidecar('s', hosts('b/far.b.svc.cluster.local'))], 'known'],
  ['a host of any namespace', far, [sidecar('s', hosts('*/far.b.svc.cluster.local'))], 'known'],
  ['all but one namespace', far, [sidecar('s', hosts('*/*', '~b/*'))], 'passed through'],
  ['none', far, [sidecar('s', hosts('~/*'))], 'passed through'],
  ['the registry only', far, [sidecar('s', { ...hosts('./*'), ...only })], 'sidecar/blocked'],
  [
    'bytes, the registry only',
    'tcp://far.b:90',
    [sidecar('s', { ...hosts('./*'), ...only })],
    'proxy/tcp-no-destination',
  ],
  ['a policy without a mode', far, [sidecar('s', { ...hosts('./*'), outboundTrafficPolicy: {} })], 'sidecar/blocked'],
  [
    'the one that selects the pod',
    far,
    [sidecar('all', hosts('./*')), sidecar('x', { workloadSelector: { labels: { team: 'x' } }, ...hosts('*/*') })],
    'known',
  ],
  [
    'one that selects others',
    far,
    [sidecar('y', { workloadSelector: { labels: { team: 'y' } }, ...hosts('./*') })],
    'known',
  ],
  ['the root namespace’s', far, [sidecar('r', hosts('./*'), 'istio-system')], 'passed through'],
  ['another namespace’s', far, [sidecar('o', hosts('./*'), 'b')], 'known'],
  [
    'a listener of its own',
    far,
    [sidecar('s', { egress: [{ port: { number: 80 }, hosts: ['*/*'] }] })],
    'engine/unsupported',
  ],
])('with %s', (_, to, sidecars, expected) => {
  expect(seen(to, ...sidecars)).toBe(expected);
});

test('a route that is not imported does not act', () => {
  const route = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'v', namespace: 'b' },
    spec: { hosts: ['near.a.svc.cluster.local'], http: [{ directResponse: { status: 418 } }] },
  };
  const status = (...sidecars: readonly Stated[]): number | null =>
    walkRequest(worldOf([...world, route, ...sidecars]), { name: 'r', from: 'a/client', to: 'http://near/' }, 1, {
      tokens: noTokens,
      now: 0,
    }).verdict.status;
  expect([status(), status(sidecar('s', hosts('./*')))]).toEqual([418, 200]);
});
