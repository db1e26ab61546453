import { describe, expect, test } from 'vitest';
import type { HTTPRouteFilter, HTTPRouteRule, VirtualService } from '#model/kubernetes/kinds.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import { meshOf } from '../../dataplane/smallWorld.ts';
import type { Random } from '../../random.ts';
import { followRoute } from './followRoute.ts';
import type { Followed } from './followRoute.ts';
import { matchRoute } from './matchRoute.ts';
import { routesForService } from './routesForService.ts';
import { get, httpRoute, routeWorld, rule, serviceOf, virtualService, webWaypoint } from './routeWorld.ts';

const lowest: Random = { next: () => 0 };
const highest: Random = { next: () => 0.999 };

function follow(
  object: ReturnType<typeof httpRoute> | VirtualService,
  request: HttpRequest,
  random = lowest,
): Followed {
  const mesh = meshOf([...routeWorld, object]);
  const match = matchRoute(
    routesForService(mesh, webWaypoint, serviceOf(mesh, 'web.app.svc.cluster.local'), 80),
    request,
  );
  if (match.kind !== 'route') throw new Error('no route');
  return followRoute(match.route, request, { port: 80, random });
}

const prefixed = (value: string, filters: readonly HTTPRouteFilter[]): HTTPRouteRule => ({
  ...rule('api', { path: { type: 'PathPrefix', value } }),
  filters,
});

describe('redirects', () => {
  type Redirect = NonNullable<HTTPRouteFilter['requestRedirect']>;
  const location = (redirect: Partial<Redirect>, request: HttpRequest, match = '/'): string => {
    const requestRedirect = { statusCode: 302, ...redirect };
    const filters = [{ type: 'RequestRedirect' as const, requestRedirect }];
    const bare = { matches: prefixed(match, []).matches, filters };
    const followed = follow(httpRoute('app/r', [bare]), request);
    if (followed.kind !== 'answer') throw new Error('forwarded');
    return `${followed.answer.status} ${followed.answer.headers.find(([name]) => name === 'location')?.[1] ?? ''}`;
  };
  const toPrefix = (value: string) => ({ path: { type: 'ReplacePrefixMatch' as const, replacePrefixMatch: value } });
  test.each([
    ['scheme and host', location({ scheme: 'https', hostname: 'x' }, get('/p?q=1')), '302 https://x/p?q=1'],
    ['the usual port is left out', location({ statusCode: 301 }, get('/p')), '301 http://web.app/p'],
    [
      'a Host keeps its port',
      location({ scheme: 'https' }, get('/p', [], { authority: 'web:8080' })),
      '302 https://web:8080/p',
    ],
    [
      'unless another is set',
      location({ port: 8443 }, get('/p', [], { authority: 'web:8080' })),
      '302 http://web:8443/p',
    ],
    ['a prefix', location(toPrefix('/new'), get('/foo/x'), '/foo'), '302 http://web.app/new/x'],
    ['slashes are not trimmed', location(toPrefix('/'), get('/foo/bar'), '/foo'), '302 http://web.app//bar'],
    [
      'an empty replacement changes nothing',
      location(toPrefix(''), get('/foo/bar'), '/foo'),
      '302 http://web.app/foo/bar',
    ],
    [
      'a path of its own',
      location({ path: { type: 'ReplaceFullPath', replaceFullPath: 'plain' } }, get('/p')),
      '302 http://web.app/plain',
    ],
    [
      'with a query of its own',
      location({ path: { type: 'ReplaceFullPath', replaceFullPath: '/a?c=d' } }, get('/p?q=1')),
      '302 http://web.app/a?c=d',
    ],
    [
      'behind a proxy that ended TLS',
      location({ port: 8443 }, get('/p', [['x-forwarded-proto', 'https']])),
      '302 https://web.app:8443/p',
    ],
  ])('%s', (_case, got, expected) => {
    expect(got).toBe(expected);
  });
});

describe('rewrites and headers', () => {
  const forwarded = (filters: readonly HTTPRouteFilter[], request: HttpRequest, match = '/'): HttpRequest => {
    const followed = follow(httpRoute('app/r', [prefixed(match, filters)]), request);
    if (followed.kind !== 'forward') throw new Error('answered');
    return followed.request;
  };
  const toPrefix = (value: string): readonly HTTPRouteFilter[] => [
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: value } } },
  ];
  test.each([
    ['/foo', '/new', '/foo/x?q=1', '/new/x?q=1'],
    ['/foo', '/new/', '/foo', '/new'],
    ['/foo', '/', '/foo/x', '/x'],
    ['/foo', '/', '/foo', '/'],
    ['/foo', '', '/foo/x', '/x'],
    ['/', '/new', '/x', '/newx'],
    ['/foo', '/new', '/foo//bar', '/new//bar'],
  ])('prefix %s becomes %s: %s goes on as %s', (match, value, path, expected) => {
    expect(forwarded(toPrefix(value), get(path), match).path).toBe(expected);
  });

  test('a prefix rewrite of a match by expression replaces the whole path', () => {
    const uri = { regex: '/v[0-9]+/.*' };
    const http = [{ match: [{ uri }], rewrite: { uri: '/new' }, route: [{ destination: { host: 'api' } }] }];
    const followed = follow(virtualService('app/v', { http }), get('/v1/longer-than-the-expression?q=1'));
    expect(followed.kind === 'forward' && followed.request.path).toBe('/new?q=1');
  });

  test('a full path keeps the query', () => {
    const filters: readonly HTTPRouteFilter[] = [
      { type: 'URLRewrite', urlRewrite: { hostname: 'h', path: { type: 'ReplaceFullPath', replaceFullPath: '/z' } } },
    ];
    const sent = forwarded(filters, get('/a/b?q=1'));
    expect([sent.path, sent.authority]).toEqual(['/z?q=1', 'h']);
    expect(sent.headers).toEqual([
      ['x-envoy-original-host', 'web.app'],
      ['x-envoy-original-path', '/a/b?q=1'],
    ]);
  });

  test('removed, then set, then added; the Host is rewritten; other pseudo headers stay', () => {
    const requestHeaderModifier = {
      remove: ['X-A', 'x-c'],
      set: [
        { name: 'x-a', value: 'set' },
        { name: 'Host', value: 'other' },
        { name: 'X-A', value: 'ignored' },
      ],
      add: [{ name: 'x-a', value: 'added' }],
    };
    const sent = forwarded(
      [{ type: 'RequestHeaderModifier', requestHeaderModifier }],
      get('/', [
        ['x-a', '1'],
        ['x-b', '2'],
        ['x-c', '3'],
      ]),
    );
    expect(sent.authority).toBe('other');
    expect(sent.headers).toEqual([
      ['x-b', '2'],
      ['x-a', 'set'],
      ['x-a', 'added'],
      ['x-envoy-original-host', 'web.app'],
    ]);
  });

  test('a single backend has the last word', () => {
    const set = (value: string) => ({
      type: 'RequestHeaderModifier' as const,
      requestHeaderModifier: { set: [{ name: 'x-a', value }] },
    });
    const own = prefixed('/', [set('rule')]);
    const backendRefs = own.backendRefs?.map((backend) => ({ ...backend, filters: [set('backend')] })) ?? [];
    const followed = follow(httpRoute('app/r', [{ ...own, backendRefs }]), get('/'));
    expect(followed.kind === 'forward' && followed.request.headers).toEqual([['x-a', 'backend']]);
  });
});

describe('CORS', () => {
  const cors = {
    allowOrigins: ['https://a', 'https://*.b.example'],
    allowMethods: ['GET' as const],
    exposeHeaders: ['x-e'],
    maxAge: 5,
  };
  const route = httpRoute('app/r', [prefixed('/', [{ type: 'CORS', cors }])]);
  const preflight = (origin: string) =>
    get(
      '/',
      [
        ['origin', origin],
        ['access-control-request-method', 'PUT'],
      ],
      { method: 'OPTIONS' },
    );

  test.each([
    ['https://a', true],
    ['https://q.b.example', true],
    ['https://b.example', false],
    ['https://A', false],
    ['https://a:443', false],
  ])('a preflight from %s is answered', (origin, allowed) => {
    const followed = follow(route, preflight(origin));
    if (followed.kind !== 'answer') throw new Error('forwarded');
    const names = followed.answer.headers.map(([name]) => name);
    expect(followed.answer.status).toBe(200);
    expect(names.includes('access-control-allow-origin')).toBe(allowed);
    expect(names.includes('access-control-expose-headers')).toBe(allowed);
    expect(names.includes('access-control-allow-methods')).toBe(true);
  });

  test('a list of everything echoes what the preflight asked for', () => {
    const everything = { allowOrigins: ['https://a'], allowMethods: ['*' as const], allowHeaders: ['*'] };
    const open = httpRoute('app/r', [prefixed('/', [{ type: 'CORS', cors: { ...everything, maxAge: 5 } }])]);
    const followed = follow(
      open,
      get(
        '/',
        [
          ['origin', 'https://a'],
          ['access-control-request-method', 'PUT'],
          ['access-control-request-headers', 'x-a,x-b'],
        ],
        { method: 'OPTIONS' },
      ),
    );
    expect(followed.kind === 'answer' && followed.answer.headers).toEqual(
      expect.arrayContaining([
        ['access-control-allow-methods', 'PUT'],
        ['access-control-allow-headers', 'x-a,x-b'],
      ]),
    );
  });

  test.each([
    ['without a method to ask for', []],
    ['with an empty one', [['access-control-request-method', '']]],
  ] as const)('OPTIONS %s is no preflight', (_case, asked) => {
    const request = get('/', [['origin', 'https://a'], ...asked], { method: 'OPTIONS' });
    expect(follow(route, request).kind).toBe('forward');
  });

  test('anything else goes on, and its answer says who may read it', () => {
    const followed = follow(route, get('/', [['origin', 'https://a']]));
    const finished = followed.kind === 'forward' ? followed.finish({ status: 200, headers: [], body: '' }).headers : [];
    expect(finished).toEqual([
      ['access-control-allow-origin', 'https://a'],
      ['access-control-expose-headers', 'x-e'],
    ]);
  });
});

describe('chance', () => {
  const split = httpRoute('app/r', [
    {
      ...rule('web', {}),
      backendRefs: [
        { group: '', kind: 'Service', name: 'web', port: 80, weight: 90 },
        { group: '', kind: 'Service', name: 'api', port: 80, weight: 10 },
        { group: '', kind: 'Service', name: 'gone', port: 80, weight: 0 },
      ],
    },
  ]);
  test('backends are drawn by weight', () => {
    const drawn = [lowest, highest].map((random) => {
      const followed = follow(split, get('/'), random);
      return followed.kind === 'forward' ? followed.destination.host : 'answered';
    });
    expect(drawn).toEqual(['web.app.svc.cluster.local', 'api.app.svc.cluster.local']);
  });

  test('a fault aborts as often as it says', () => {
    const fault = {
      abort: { httpStatus: 418, percentage: { value: 50 } },
      delay: { fixedDelay: '1s', percentage: { value: 100 } },
    };
    const faulty = virtualService('app/v', { http: [{ fault, route: [{ destination: { host: 'api' } }] }] });
    const aborted = follow(faulty, get('/'), lowest);
    const delayed = follow(faulty, get('/'), highest);
    expect(aborted.kind === 'answer' && aborted.answer).toMatchObject({
      status: 418,
      body: 'fault filter abort',
      flags: 'FI',
    });
    expect(delayed.kind === 'forward' && delayed.delayMs).toBe(1000);
  });

  test('a mirror gets what the backend gets', () => {
    const mirror: HTTPRouteFilter = {
      type: 'RequestMirror',
      requestMirror: { backendRef: { group: '', kind: 'Service', name: 'web', port: 80 }, percent: 50 },
    };
    const route = httpRoute('app/r', [prefixed('/', [mirror])]);
    const count = (random: Random) => {
      const followed = follow(route, get('/'), random);
      return followed.kind === 'forward' ? followed.mirrors.map(({ request }) => request.headers) : [];
    };
    expect(count(lowest)).toEqual([[['x-envoy-internal', 'true']]]);
    expect(count(highest)).toEqual([]);
  });
});

test.each([
  ['nothing', {}, { attempts: 2, statusCodes: [] }, undefined],
  ['codes', { retry: { codes: [500], attempts: 1 } }, { attempts: 1, statusCodes: [500] }, undefined],
  [
    'a limit per try without retries is the limit',
    { timeouts: { request: '5s', backendRequest: '1s' } },
    { attempts: 2 },
    1000,
  ],
  [
    'with retries it is one of each',
    { timeouts: { request: '5s', backendRequest: '1s' }, retry: {} },
    { attempts: 2, perTryTimeoutMs: 1000 },
    5000,
  ],
  ['0s is no limit', { timeouts: { request: '0s' } }, { attempts: 2 }, undefined],
])('timeouts and retries: %s', (_case, extra, retry, timeoutMs) => {
  const followed = follow(httpRoute('app/r', [{ ...rule('api', {}), ...extra }]), get('/'));
  if (followed.kind !== 'forward') throw new Error('answered');
  expect(followed.retry).toMatchObject(retry);
  expect(followed.timeoutMs).toBe(timeoutMs);
});
