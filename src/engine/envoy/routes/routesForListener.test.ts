import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { meshOf, service, workloadOf } from '../../dataplane/smallWorld.ts';
import { destinationRuleFor } from './destinationRule.ts';
import { hostMatches, isSubHost, narrowerHost } from './hostNames.ts';
import { matchRoute } from './matchRoute.ts';
import { listenersOn, routesForListener } from './routesForListener.ts';
import { routesForSidecar } from './routesForSidecar.ts';
import { destinationRule, get, httpRoute, ingress, routeWorld, rule, serviceOf, virtualService } from './routeWorld.ts';

const edge = { kind: 'Gateway', namespace: 'app', name: 'edge' } as const;
const toEdge = (sectionName?: string) => ({
  parentRefs: [
    {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'edge',
      ...(sectionName === undefined ? {} : { sectionName }),
    },
  ],
});
const http = (name: string, hostname?: string) => ({
  name,
  port: 80,
  protocol: 'HTTP',
  allowedRoutes: { namespaces: { from: 'Same' as const } },
  ...(hostname === undefined ? {} : { hostname }),
});

function backend(objects: readonly KubernetesResource[], authority: string, path = '/'): string {
  const mesh = meshOf([...routeWorld, ...objects]);
  const match = matchRoute(routesForListener(mesh, edge, 80), get(path, [], { authority }));
  if (match.kind !== 'route') return match.kind;
  const { action } = match.route;
  return action.kind === 'forward' ? (action.destinations[0]?.host.split('.')[0] ?? '') : action.kind;
}

describe('virtual hosts of a gateway', () => {
  const open = ingress('app/edge', [http('web')]);
  test.each([
    [
      'a route without hostnames takes every Host',
      [open, httpRoute('app/r', [rule('api', {})], toEdge())],
      'any.example',
      'api',
    ],
    [
      'a port in the Host is ignored',
      [open, httpRoute('app/r', [rule('api', {})], { ...toEdge(), hostnames: ['a.example'] })],
      'a.example:8080',
      'api',
    ],
    [
      'another Host',
      [open, httpRoute('app/r', [rule('api', {})], { ...toEdge(), hostnames: ['a.example'] })],
      'b.example',
      'no-virtual-host',
    ],
    [
      'the longer name wins',
      [
        open,
        httpRoute('app/r', [rule('web', {})], { ...toEdge(), hostnames: ['*.example'] }),
        httpRoute('app/s', [rule('api', {})], { ...toEdge(), hostnames: ['*.b.example'] }),
      ],
      'a.b.example',
      'api',
    ],
    [
      'a wildcard has no apex',
      [open, httpRoute('app/r', [rule('api', {})], { ...toEdge(), hostnames: ['*.example'] })],
      'example',
      'no-virtual-host',
    ],
    [
      'the listener narrows',
      [ingress('app/edge', [http('web', '*.shop')]), httpRoute('app/r', [rule('api', {})], toEdge())],
      'a.shop',
      'api',
    ],
    [
      'hostnames that do not meet',
      [
        ingress('app/edge', [http('web', '*.shop')]),
        httpRoute('app/r', [rule('api', {})], { ...toEdge(), hostnames: ['a.example'] }),
      ],
      'a.example',
      'no-virtual-host',
    ],
    [
      'a better listener takes its hosts away',
      [
        ingress('app/edge', [http('all'), http('own', 'a.example')]),
        httpRoute('app/r', [rule('api', {})], { ...toEdge('all'), hostnames: ['a.example'] }),
      ],
      'a.example',
      'no-virtual-host',
    ],
    [
      'another namespace is not let in',
      [
        open,
        httpRoute('other/r', [rule('api', {})], {
          parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge', namespace: 'app' }],
        }),
      ],
      'x',
      'no-virtual-host',
    ],
  ])('%s', (_case, objects, authority, expected) => {
    expect(backend(objects, authority)).toBe(expected);
  });

  test('a backend of another namespace needs a grant', () => {
    const foreign = httpRoute(
      'app/r',
      [
        {
          ...rule('api', {}),
          backendRefs: [{ group: '', kind: 'Service', name: 'x', namespace: 'other', port: 80, weight: 1 }],
        },
      ],
      toEdge(),
    );
    const mesh = meshOf([...routeWorld, open, foreign]);
    const match = matchRoute(routesForListener(mesh, edge, 80), get('/'));
    const action = match.kind === 'route' ? match.route.action : undefined;
    expect(action?.kind === 'forward' && action.destinations[0]?.invalid).toEqual({
      status: 500,
      why: 'not-permitted',
    });
  });

  test.each([
    ['a Service', { group: '', kind: 'Service' }, { kind: 'HTTPRoute' }, true],
    ['another kind', { group: '', kind: 'Secret' }, { kind: 'HTTPRoute' }, false],
    ['another group', { group: 'x', kind: 'Service' }, { kind: 'HTTPRoute' }, false],
    ['this Service', { group: '', kind: 'Service', name: 'x' }, { kind: 'HTTPRoute' }, true],
    ['another Service', { group: '', kind: 'Service', name: 'y' }, { kind: 'HTTPRoute' }, false],
    ['other routes', { group: '', kind: 'Service' }, { kind: 'GRPCRoute' }, false],
    ['other namespaces', { group: '', kind: 'Service' }, { kind: 'HTTPRoute', namespace: 'z' }, false],
  ])('a grant for %s', (_case, to, from, granted) => {
    const grant = {
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant' as const,
      metadata: { name: 'g', namespace: 'other' },
      spec: { from: [{ group: 'gateway.networking.k8s.io', namespace: 'app', ...from }], to: [to] },
    };
    const backendRefs = [{ group: '', kind: 'Service', name: 'x', namespace: 'other', port: 80, weight: 1 }];
    const foreign = httpRoute('app/r', [{ ...rule('api', {}), backendRefs }], toEdge());
    const mesh = meshOf([...routeWorld, open, foreign, service('other/x', '10.96.0.40'), grant]);
    const match = matchRoute(routesForListener(mesh, edge, 80), get('/'));
    const action = match.kind === 'route' ? match.route.action : undefined;
    const why = action?.kind === 'forward' ? action.destinations[0]?.invalid?.why : 'no route';
    expect(why).toBe(granted ? undefined : 'not-permitted');
  });

  test('a closed port has no listeners', () => {
    expect(listenersOn(meshOf([...routeWorld, open]), edge, 81)).toEqual([]);
  });
});

test('a sidecar takes routes of the service and of its own namespace, by every name of the service', () => {
  const mesh = meshOf([...routeWorld, httpRoute('other/r', [rule('api', {})])]);
  const table = routesForSidecar(mesh, workloadOf(mesh, 'app/client'), 80);
  const hosts = table.hosts.find(({ name }) => name === 'web.app.svc.cluster.local');
  expect(hosts?.domains).toEqual(['web.app.svc.cluster.local', 'web.app.svc', 'web.app', 'web', '10.96.0.10']);
  expect(hosts?.routes[0]?.name).toBe('default');
});

test('a sidecar applies the first VirtualService of a host', () => {
  const older = virtualService(
    'app/a',
    { http: [{ name: 'old', route: [{ destination: { host: 'api' } }] }] },
    { creationTimestamp: '2026-01-01T00:00:00Z' },
  );
  const newer = virtualService(
    'app/b',
    { http: [{ name: 'new', route: [{ destination: { host: 'web' } }] }] },
    { creationTimestamp: '2026-01-02T00:00:00Z' },
  );
  const mesh = meshOf([...routeWorld, newer, older]);
  const table = routesForSidecar(
    mesh,
    workloadOf(mesh, 'app/client'),
    80,
    serviceOf(mesh, 'web.app.svc.cluster.local'),
  );
  expect(table.hosts[0]?.routes.map(({ name }) => name)).toEqual(['old']);
});

test.each([
  ['*.example', 'a.example', true],
  ['*.example', 'example', false],
  ['*', '*.example', true],
  ['a.example', 'a.example', true],
])('%s and %s may mean the same', (a, b, expected) => {
  expect(hostMatches(a, b)).toBe(expected);
});

test('narrower names', () => {
  expect(isSubHost('*.a.example', '*.example')).toBe(true);
  expect(isSubHost('*.example', '*.a.example')).toBe(false);
  expect(narrowerHost('*', 'a.example')).toBe('a.example');
  expect(narrowerHost('a.example', 'b.example')).toBeUndefined();
});

describe('DestinationRules', () => {
  const subset = (name: string) => ({ host: 'web.app.svc.cluster.local', subsets: [{ name, labels: { v: name } }] });
  const infra = { namespace: 'infra', labels: { team: 'a' }, direction: 'outbound' } as const;
  const found = (...rules: ReturnType<typeof destinationRule>[]) => {
    const mesh = meshOf([...routeWorld, ...rules]);
    const rule = destinationRuleFor(mesh, infra, serviceOf(mesh, 'web.app.svc.cluster.local'));
    return rule?.subsets.map(({ name }) => name);
  };
  test.each([
    [
      'the proxy’s namespace first',
      [destinationRule('infra/a', subset('infra')), destinationRule('app/a', subset('app'))],
      ['infra'],
    ],
    [
      'then the service’s',
      [destinationRule('app/a', subset('app')), destinationRule('istio-system/a', subset('root'))],
      ['app'],
    ],
    [
      'then the root’s',
      [destinationRule('istio-system/a', subset('root')), destinationRule('client/a', subset('client'))],
      ['root'],
    ],
    [
      'subsets of one host add up',
      [destinationRule('app/a', subset('x')), destinationRule('app/b', subset('y'))],
      ['x', 'y'],
    ],
    [
      'an exact host beats a wildcard',
      [
        destinationRule('app/a', { ...subset('wild'), host: '*.app.svc.cluster.local' }),
        destinationRule('app/b', subset('own')),
      ],
      ['own'],
    ],
    [
      'one for other namespaces only',
      [destinationRule('infra/a', { ...subset('infra'), exportTo: ['app'] })],
      undefined,
    ],
    [
      'one whose selector means the proxy',
      [
        destinationRule('infra/a', subset('all')),
        destinationRule('infra/b', { ...subset('ours'), workloadSelector: { matchLabels: { team: 'a' } } }),
      ],
      ['ours'],
    ],
    [
      'one whose selector means others',
      [
        destinationRule('infra/a', subset('all')),
        destinationRule('infra/b', { ...subset('theirs'), workloadSelector: { matchLabels: { team: 'b' } } }),
      ],
      ['all'],
    ],
    [
      'a selector stays in its namespace',
      [destinationRule('app/b', { ...subset('ours'), workloadSelector: { matchLabels: { team: 'a' } } })],
      undefined,
    ],
    ['one that is not exported', [destinationRule('app/a', { ...subset('app'), exportTo: ['.'] })], undefined],
  ])('%s', (_case, rules, expected) => {
    expect(found(...rules)).toEqual(expected);
  });

  test('settings of a port replace those of the rule', () => {
    const trafficPolicy = {
      tls: { mode: 'SIMPLE' as const, sni: 's' },
      portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'DISABLE' as const } }],
    };
    const mesh = meshOf([...routeWorld, destinationRule('app/a', { host: 'web', trafficPolicy })]);
    const client = { namespace: 'app', labels: {}, direction: 'outbound' } as const;
    const rule = destinationRuleFor(mesh, client, serviceOf(mesh, 'web.app.svc.cluster.local'));
    expect([rule?.trafficPolicy(80).tlsMode, rule?.trafficPolicy(443).sni]).toEqual(['DISABLE', 's']);
  });

  test('settings of a subset for the port leave nothing of the rule', () => {
    const trafficPolicy = { tls: { mode: 'SIMPLE' as const, sni: 's' }, loadBalancer: { simple: 'RANDOM' as const } };
    const own = { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'MUTUAL' as const } }] };
    const subsets = [{ name: 'v1', labels: {}, trafficPolicy: own }];
    const mesh = meshOf([...routeWorld, destinationRule('app/a', { host: 'web', trafficPolicy, subsets })]);
    const client = { namespace: 'app', labels: {}, direction: 'inbound' } as const;
    const rule = destinationRuleFor(mesh, client, serviceOf(mesh, 'web.app.svc.cluster.local'));
    expect(rule?.trafficPolicy(80, 'v1')).toEqual({ tls: { mode: 'MUTUAL' }, tlsMode: 'MUTUAL' });
    expect(rule?.trafficPolicy(443, 'v1')).toMatchObject({ sni: 's', loadBalancer: { simple: 'RANDOM' } });
  });
});
