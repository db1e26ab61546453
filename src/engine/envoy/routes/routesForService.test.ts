import { describe, expect, test } from 'vitest';
import type { HTTPRouteRule, KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import { meshOf } from '../../dataplane/smallWorld.ts';
import { unusableConfig } from '../unusableConfig.ts';
import { matchRoute } from './matchRoute.ts';
import { routesForService } from './routesForService.ts';
import {
  destinationRule,
  get,
  grpcRoute,
  httpRoute,
  onWeb,
  routeWorld,
  rule,
  serviceOf,
  virtualService,
  webWaypoint,
} from './routeWorld.ts';

function lookUp(routes: readonly KubernetesResource[], request: HttpRequest, port = 80) {
  const mesh = meshOf([...routeWorld, ...routes]);
  return matchRoute(routesForService(mesh, webWaypoint, serviceOf(mesh, 'web.app.svc.cluster.local'), port), request);
}

/** The backend a request goes to, with what is wrong with it, or the answer. */
function outcome(routes: readonly KubernetesResource[], request: HttpRequest, port = 80): string {
  const match = lookUp(routes, request, port);
  if (match.kind !== 'route') return '404';
  const { action } = match.route;
  if (action.kind === 'direct') return String(action.status);
  if (action.kind === 'redirect') return 'redirect';
  return action.destinations
    .map(({ host, invalid }) =>
      invalid === undefined ? (host.split('.')[0] ?? '') : `${invalid.status} ${invalid.why}`,
    )
    .join(' or ');
}

const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } as const });
const exact = (value: string) => ({ path: { type: 'Exact', value } as const });
const regex = (value: string) => ({ path: { type: 'RegularExpression', value } as const });
const header = (name: string, value: string, type: 'Exact' | 'RegularExpression' = 'Exact') => ({
  headers: [{ type, name, value }],
});
const query = (name: string, value: string) => ({ queryParams: [{ type: 'Exact' as const, name, value }] });
const route = (...rules: HTTPRouteRule[]) => [httpRoute('app/r', rules)];

describe('matches', () => {
  test.each([
    ['a prefix takes its path', prefix('/foo'), get('/foo'), 'api'],
    ['and what is below', prefix('/foo'), get('/foo/x?q'), 'api'],
    ['by whole segments', prefix('/foo'), get('/foobar'), '404'],
    ['a trailing slash of the value is nothing', prefix('/foo/'), get('/foo'), 'api'],
    ['and does not make the prefix longer', prefix('/foo/'), get('/foobar'), '404'],
    ['exact', exact('/a'), get('/a?x=1'), 'api'],
    ['a trailing slash of the path counts', exact('/a'), get('/a/'), '404'],
    ['a whole expression', regex('/v[0-9]+/.*'), get('/v1/x'), 'api'],
    ['not a part of the path', regex('/v'), get('/v1'), '404'],
    ['a header in another spelling', header('X-Foo', 'a'), get('/', [['x-foo', 'a']]), 'api'],
    [
      'any line of it',
      header('x-foo', 'a'),
      get('/', [
        ['x-foo', 'b'],
        ['x-foo', 'a'],
      ]),
      'api',
    ],
    [
      'never joined',
      header('x-foo', 'b,a'),
      get('/', [
        ['x-foo', 'b'],
        ['x-foo', 'a'],
      ]),
      '404',
    ],
    ['an empty header', header('x-foo', '.*', 'RegularExpression'), get('/', [['x-foo', '']]), 'api'],
    ['no header', header('x-foo', '.*', 'RegularExpression'), get('/'), '404'],
    ['the Host as sent', header('host', 'web.app:80'), get('/', [], { authority: 'web.app:80' }), 'api'],
    ['the first parameter', query('a', '1'), get('/?a=1&a=2'), 'api'],
    ['not the second', query('a', '1'), get('/?a=2&a=1'), '404'],
    ['undecoded', query('a', 'x y'), get('/?a=x%20y'), '404'],
    ['a method', { method: 'PATCH' as const }, get('/', [], { method: 'PATCH' }), 'api'],
  ])('%s', (_case, match, request, expected) => {
    expect(outcome(route(rule('api', match)), request)).toBe(expected);
  });
});

describe('order', () => {
  test.each([
    ['exact before prefix', route(rule('web', prefix('/a')), rule('api', exact('/a'))), get('/a'), 'api'],
    ['the longer prefix', route(rule('web', prefix('/a')), rule('api', prefix('/a/b'))), get('/a/b'), 'api'],
    [
      'a trailing slash makes no prefix longer',
      route(rule('web', prefix('/foo')), rule('api', prefix('/foo/'))),
      get('/foo/x'),
      'web',
    ],
    ['a regex after every prefix', route(rule('api', regex('/a.*')), rule('web', prefix('/'))), get('/a1'), 'web'],
    ['a method before none', route(rule('web', {}), rule('api', { method: 'GET' })), get('/'), 'api'],
    ['more headers', route(rule('web', {}), rule('api', header('x', '1'))), get('/', [['x', '1']]), 'api'],
    [
      'the older route',
      [
        httpRoute('app/a', [rule('web', {})], {}, { creationTimestamp: '2026-01-02T00:00:00Z' }),
        httpRoute('app/b', [rule('api', {})], {}, { creationTimestamp: '2026-01-01T00:00:00Z' }),
      ],
      get('/'),
      'api',
    ],
    [
      'a port of the parent does not merge',
      [
        httpRoute('app/a', [rule('web', {})], {}, { creationTimestamp: '2026-01-01T00:00:00Z' }),
        httpRoute(
          'app/b',
          [rule('api', exact('/x'))],
          { parentRefs: [{ ...onWeb, port: 80 }] },
          { creationTimestamp: '2026-01-02T00:00:00Z' },
        ),
      ],
      get('/x'),
      'web',
    ],
  ])('%s', (_case, routes, request, expected) => {
    expect(outcome(routes, request)).toBe(expected);
  });
});

describe('which routes count', () => {
  test.each([
    ['none: the service itself', [], 'web'],
    [
      'one for another port',
      [httpRoute('app/r', [rule('api', {})], { parentRefs: [{ ...onWeb, port: 8080 }] })],
      'web',
    ],
    ['one of a client namespace', [httpRoute('other/r', [rule('api', {})])], 'web'],
    ['hostnames mean nothing', [httpRoute('app/r', [rule('api', {})], { hostnames: ['foo.example'] })], 'api'],
    [
      'one for a Service that is not there',
      [httpRoute('app/r', [rule('api', {})], { parentRefs: [{ ...onWeb, name: 'x' }] })],
      'web',
    ],
    [
      'an unknown filter throws the route away',
      [
        httpRoute('app/r', [
          {
            ...rule('api', {}),
            filters: [{ type: 'ExtensionRef', extensionRef: { group: 'a', kind: 'B', name: 'c' } }],
          },
        ]),
      ],
      'web',
    ],
    ['a dotted Service name too', [httpRoute('app/r', [rule('api.app.svc', {})])], 'web'],
  ])('%s', (_case, routes, expected) => {
    expect(outcome(routes, get('/'))).toBe(expected);
  });

  test('what has no effect is told', () => {
    const { decision } = lookUp([httpRoute('other/r', [rule('api', {})])], get('/'));
    expect(decision.considered?.map((each) => each.reason.code)).toEqual(['envoy/route-other-namespace']);
  });
});

describe('backends', () => {
  const backend = (ref: object): HTTPRouteRule => ({
    ...rule('api', {}),
    backendRefs: [{ group: '', kind: 'Service', name: 'api', port: 80, weight: 1, ...ref }],
  });
  test.each([
    ['a missing Service', backend({ name: 'nope' }), '500 not-found'],
    ['another kind', backend({ group: 'x', kind: 'Y' }), '500 invalid-kind'],
    ['a port it does not have', backend({ port: 9999 }), '500 unknown-port'],
    ['weight 0 alone', backend({ weight: 0 }), '500'],
    ['none', { matches: rule('api', {}).matches }, '500'],
    ['another namespace needs no grant', backend({ namespace: 'app' }), 'api'],
  ])('%s', (_case, each, expected) => {
    expect(outcome([httpRoute('app/r', [each])], get('/'))).toBe(expected);
  });
});

describe('GRPCRoute', () => {
  const to = (method: object) => [
    grpcRoute('app/g', [
      {
        matches: [{ method: { type: 'Exact', ...method } }],
        backendRefs: [{ group: '', kind: 'Service', name: 'api', port: 80, weight: 1 }],
      },
    ]),
  ];
  test.each([
    ['service and method', { service: 'Foo', method: 'Bar' }, '/Foo/Bar', 'api'],
    ['another method', { service: 'Foo', method: 'Bar' }, '/Foo/Baz', '404'],
    ['the service alone', { service: 'Foo' }, '/Foo/x', 'api'],
    ['its bare path as well', { service: 'Foo' }, '/Foo', 'api'],
    ['the method alone', { method: 'Bar' }, '/Any/Bar', 'api'],
  ])('%s', (_case, method, path, expected) => {
    expect(outcome(to(method), get(path))).toBe(expected);
  });
});

describe('VirtualService', () => {
  const toApi = [{ destination: { host: 'api' } }];
  test.each([
    [
      'a prefix is a text',
      [virtualService('app/v', { http: [{ match: [{ uri: { prefix: '/foo' } }], route: toApi }] })],
      '/foobar',
      'api',
    ],
    [
      'case does not matter where it says so',
      [virtualService('app/v', { http: [{ match: [{ uri: { exact: '/Foo' }, ignoreUriCase: true }], route: toApi }] })],
      '/FOO',
      'api',
    ],
    [
      'labels of the client drop the match',
      [virtualService('app/v', { http: [{ match: [{ sourceLabels: { app: 'x' } }], route: toApi }] })],
      '/',
      'web',
    ],
    ['another gateway', [virtualService('app/v', { gateways: ['app/gw'], http: [{ route: toApi }] })], '/', 'web'],
    [
      'an unknown subset',
      [virtualService('app/v', { http: [{ route: [{ destination: { host: 'api', subset: 'v1' } }] }] })],
      '/',
      '503 unknown-subset',
    ],
    [
      'a subset of its DestinationRule',
      [
        virtualService('app/v', { http: [{ route: [{ destination: { host: 'api', subset: 'v1' } }] }] }),
        destinationRule('app/d', { host: 'api', subsets: [{ name: 'v1', labels: { version: '1' } }] }),
      ],
      '/',
      'api',
    ],
    [
      'Gateway API routes of the waypoint come first',
      [
        virtualService('app/v', { http: [{ route: toApi }] }, { creationTimestamp: '2025-01-01T00:00:00Z' }),
        httpRoute('app/r', [rule('web', {})], {}, { creationTimestamp: '2026-01-01T00:00:00Z' }),
      ],
      '/',
      'web',
    ],
  ])('%s', (_case, routes, path, expected) => {
    expect(outcome(routes, get(path))).toBe(expected);
  });
});

describe('configuration Envoy refuses', () => {
  test.each([
    ['an expression that does not end', regex('/x('), 'missing ): /x('],
    ['lookahead', regex('(?!x)'), 'invalid perl operator: (?!'],
    ['a header expression', header('x', '[', 'RegularExpression'), 'missing ]: ['],
    ['a good one', regex('/x'), undefined],
  ])('%s', (_case, match, expected) => {
    const mesh = meshOf([...routeWorld, httpRoute('app/r', [rule('api', match)])]);
    expect(unusableConfig(mesh, webWaypoint)?.message).toBe(expected);
  });
});
