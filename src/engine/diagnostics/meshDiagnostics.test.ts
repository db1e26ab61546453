import { describe, expect, test } from 'vitest';
import { namespace, pod, worldOf } from '../forward/testWorld.ts';
import { meshDiagnostics } from './meshDiagnostics.ts';

type Manifest = Parameters<typeof worldOf>[0][number];

const uses = { 'istio.io/use-waypoint': 'wp' };
const app = namespace('app', { 'istio.io/dataplane-mode': 'ambient' });
const server = pod('app/s', { ip: '10.1.0.2' });

const service = (labels: object = {}, spec: object = {}, name = 's'): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'app', labels },
  spec: { selector: { app: 's' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec },
});

const waypoint = (labels: object = {}): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'wp', namespace: 'app', labels },
  spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
});

const policy = (spec: object, name = 'p'): Manifest => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name, namespace: 'app' },
  spec,
});

const route = (spec: object = {}): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'r', namespace: 'app' },
  spec: {
    parentRefs: [{ group: '', kind: 'Service', name: 's' }],
    rules: [{ backendRefs: [{ name: 's', port: 80 }] }],
    ...spec,
  },
});

const bound = [service(uses), waypoint()];
const methods = { to: [{ operation: { methods: ['GET'] } }] };
const selector = { matchLabels: { app: 's' } };
const match = (path: object) => [{ matches: [{ path }], backendRefs: [{ name: 's', port: 80 }] }];

function codesOf(manifests: readonly Manifest[]): readonly string[] {
  return meshDiagnostics(worldOf([app, server, ...manifests])).map(({ code }) => code);
}

describe('says nothing about', () => {
  test.each([
    ['a service of its own', [service()]],
    ['a service behind its waypoint', bound],
    ['a policy ztunnel can read', [policy({ selector, rules: [{ to: [{ operation: { ports: ['8080'] } }] }] })]],
    ['a route at a waypoint', [...bound, route()]],
  ])('%s', (_case, manifests) => {
    expect(codesOf(manifests)).toEqual([]);
  });
});

describe('tells of', () => {
  test.each([
    ['a waypoint that is not there', [service(uses)], 'mesh/waypoint-not-ready'],
    ['one for pods', [service(uses), waypoint({ 'istio.io/waypoint-for': 'workload' })], 'mesh/waypoint-wrong-traffic'],
    ['one that nobody uses', [waypoint()], 'mesh/waypoint-unused'],
    ['a headless service', [service(uses, { clusterIP: 'None' }), waypoint()], 'mesh/headless-behind-waypoint'],
    ['a label with a slip', [service({ 'istio.io/use-waypiont': 'wp' })], 'mesh/unknown-label'],
    ['a DENY of HTTP fields', [policy({ action: 'DENY', rules: [methods] })], 'mesh/deny-without-effect'],
    [
      'a DENY that loses a part',
      [policy({ action: 'DENY', rules: [{ ...methods, from: [{ source: { namespaces: ['x'] } }] }, {}] })],
      'mesh/deny-broader-than-written',
    ],
    ['an ALLOW of HTTP fields', [policy({ rules: [methods] })], 'mesh/allow-denies-all'],
    ['an ALLOW of nothing', [policy({})], 'mesh/allow-without-rules'],
    ['an AUDIT', [policy({ action: 'AUDIT', rules: [{}] })], 'mesh/action-not-at-ztunnel'],
    ['an empty selector', [policy({ selector: {} })], 'mesh/selects-nothing'],
    ['a selector of nobody', [policy({ selector: { matchLabels: { app: 'x' } } })], 'mesh/selects-nothing'],
    [
      "a Service's port",
      [service(), policy({ selector, rules: [{ to: [{ operation: { ports: ['80'] } }] }] })],
      'mesh/port-of-service-not-pod',
    ],
    [
      'a waypoint that its pods refuse',
      [...bound, policy({ selector, rules: [{ from: [{ source: { principals: ['cluster.local/ns/app/sa/c'] } }] }] })],
      'mesh/waypoint-not-admitted',
    ],
    [
      'a target that is not there',
      [policy({ targetRefs: [{ group: '', kind: 'Service', name: 'x' }] })],
      'mesh/target-not-found',
    ],
    [
      'a target without a waypoint',
      [service(), policy({ targetRefs: [{ group: '', kind: 'Service', name: 's' }] })],
      'mesh/target-without-waypoint',
    ],
    [
      'a route at a waypoint Gateway',
      [...bound, route({ parentRefs: [{ name: 'wp' }] })],
      'mesh/route-on-waypoint-gateway',
    ],
    ['a route without a waypoint', [service(), route()], 'mesh/route-without-waypoint'],
    [
      'a route for no port',
      [...bound, route({ parentRefs: [{ group: '', kind: 'Service', name: 's', port: 81 }] })],
      'mesh/route-port-unknown',
    ],
    [
      'a route for a TCP port',
      [service(uses, { ports: [{ name: 'tcp', port: 90 }] }), waypoint(), route()],
      'mesh/route-on-tcp-port',
    ],
    [
      'a backend without the port',
      [...bound, route({ rules: [{ backendRefs: [{ name: 's', port: 81 }] }] })],
      'mesh/route-backend-port',
    ],
    ['a rule without backends', [...bound, route({ rules: [{}] })], 'mesh/route-without-backends'],
    [
      'what no route takes',
      [...bound, route({ rules: match({ type: 'Exact', value: '/a' }) })],
      'mesh/route-leaves-rest',
    ],
    [
      'a pattern RE2 cannot read',
      [...bound, route({ rules: match({ type: 'RegularExpression', value: '/a(' }) })],
      'mesh/regex-stops-proxy',
    ],
  ])('%s', (_case, manifests, code) => {
    expect(codesOf(manifests)).toContain(code);
  });
});

test('the worst comes first, each with an object and a field', () => {
  const found = meshDiagnostics(worldOf([app, server, waypoint(), policy({ action: 'DENY', rules: [methods] })]));
  expect(found.map(({ severity }) => severity)).toEqual(['error', 'info']);
  expect(found.every(({ resource, path }) => resource !== undefined && path !== undefined)).toBe(true);
});
