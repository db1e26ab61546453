import { expect, test } from 'vitest';
import type { NewResource } from '#model/edit.ts';
import { newManifest, refOfNew } from './newManifest.ts';
import { parseScenario } from './parseScenario.ts';

const service = { kind: 'Service', namespace: 'shop', name: 'echo' };

test.each<NewResource>([
  { kind: 'namespace', name: 'shop', ambient: true },
  { kind: 'namespace', name: 'y', ambient: false },
  { kind: 'deployment', namespace: 'shop', name: 'echo-v1', version: 'v1', port: 8080, replicas: 3 },
  { kind: 'pod', namespace: 'shop', name: 'curl' },
  { kind: 'pod', namespace: 'shop', name: 'old', sidecar: true, port: 80, serviceAccount: 'other' },
  { kind: 'service', namespace: 'shop', name: 'echo', port: 80, targetPort: 8080 },
  { kind: 'service', namespace: 'shop', name: 'echo', port: 80, selector: { app: 'echo', version: '1' } },
  { kind: 'waypoint', namespace: 'shop', name: 'waypoint' },
  { kind: 'waypoint', namespace: 'shop', name: 'all', for: 'all' },
  { kind: 'gateway', namespace: 'edge', name: 'front', port: 80 },
  {
    kind: 'http-route',
    namespace: 'shop',
    name: 'echo',
    parent: service,
    backends: [{ service, port: 80, weight: 90 }],
  },
  {
    kind: 'http-route',
    namespace: 'web',
    name: 'echo',
    parent: { kind: 'Gateway', namespace: 'edge', name: 'front' },
    backends: [{ service, port: 80 }],
  },
  {
    kind: 'authorization-policy',
    namespace: 'shop',
    name: 'deny',
    action: 'DENY',
    target: service,
    methods: ['DELETE'],
  },
  {
    kind: 'authorization-policy',
    namespace: 'shop',
    name: 'allow',
    action: 'ALLOW',
    target: { matchLabels: { app: 'echo' } },
    principals: ['cluster.local/ns/web/sa/curl', '*'],
  },
  { kind: 'peer-authentication', namespace: 'shop', name: 'default', mode: 'STRICT' },
])('a new $kind is one that the API server takes: $name', (resource) => {
  const text = newManifest(resource);
  const parsed = parseScenario(text);
  expect(parsed.problems).toEqual([]);
  expect(parsed.objects.map(({ object }) => object.read.ref)).toEqual([refOfNew(resource)]);
  expect(text).not.toMatch(/[ \t]$/m);
});

test('it is written as by hand', () => {
  expect(newManifest({ kind: 'waypoint', namespace: 'shop', name: 'waypoint' }))
    .toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: shop
  labels:
    istio.io/waypoint-for: service
spec:
  gatewayClassName: istio-waypoint
  listeners:
  - name: mesh
    port: 15008
    protocol: HBONE
`);
});
