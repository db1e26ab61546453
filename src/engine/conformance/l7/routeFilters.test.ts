import { get, ok, r0, refused, says } from '../answers.fixture.ts';
import { row, table, type Exchange } from '../rows.fixture.ts';
import {
  api,
  destinationRule,
  pod,
  policy,
  route,
  service,
  toWeb,
  virtualService,
  web,
  boundToWp,
  http80,
  type Spec,
} from '../waypointWorld.fixture.ts';

const prefix = (value: string): readonly Spec[] => [{ path: { type: 'PathPrefix', value } }];
const filtered = (filters: readonly Spec[], backend: Spec = api, match: readonly Spec[] = prefix('/')): Spec => ({
  matches: match,
  filters,
  backendRefs: [backend],
});
const requestHeaders = (requestHeaderModifier: Spec): Spec => ({
  type: 'RequestHeaderModifier',
  requestHeaderModifier,
});
const responseHeaders = (responseHeaderModifier: Spec): Spec => ({
  type: 'ResponseHeaderModifier',
  responseHeaderModifier,
});
const redirect = (requestRedirect: Spec, match = prefix('/')): Spec => ({
  matches: match,
  filters: [{ type: 'RequestRedirect', requestRedirect }],
});
const rewrite = (urlRewrite: Spec): Spec => ({ type: 'URLRewrite', urlRewrite });
const replacePrefix = (replacePrefixMatch: string): Spec => ({
  path: { type: 'ReplacePrefixMatch', replacePrefixMatch },
});
const replaceFull = (replaceFullPath: string): Spec => ({ path: { type: 'ReplaceFullPath', replaceFullPath } });
const mirror = (backendRef: Spec, more: Spec = {}): Spec => ({
  type: 'RequestMirror',
  requestMirror: { backendRef, ...more },
});
const one = (filter: Spec, backend = api) => [route('r', [filtered([filter], backend)])];
const nv = (name: string, value: string) => ({ name, value });
const to = (location: string, status = 302, host = 'web', path = '/p', port = ''): Exchange => [
  { to: `http://web${port}${path}`, headers: { host } },
  says(status, { verdict: 'delivered', says: { location }, body: '' }),
];
const rewrites = (from: string, target: string, pairs: Readonly<Record<string, string>>) =>
  row(
    `5.4 prefix ${from} becomes ${target}`,
    [route('r', [filtered([rewrite(replacePrefix(target))], api, prefix(from))])],
    Object.entries(pairs).map(([path, seen]): Exchange => [get(path), ok('api', { path: seen })]),
  );

table('l7.md 10.4: filters', [
  row(
    'D17 set, add and remove',
    one(requestHeaders({ set: [nv('X-Set', 'new')], add: [nv('x-add', 'two')], remove: ['x-gone'] })),
    [
      [
        get('/', { 'x-set': ['a', 'b'], 'x-add': 'one', 'x-gone': 'y' }),
        ok('api', { sees: { 'x-set': 'new', 'x-add': 'one|two', 'x-gone': null } }),
      ],
      [r0, ok('api', { sees: { 'x-set': 'new', 'x-add': 'two' } })],
    ],
  ),
  row(
    '5.4 one name in all three lists',
    one(requestHeaders({ set: [nv('x', 'set')], add: [nv('x', 'add')], remove: ['x'] })),
    [[get('/', { x: 'own' }), ok('api', { sees: { x: 'set|add' } })]],
  ),
  row(
    '5.4 forwarded headers may be set',
    one(requestHeaders({ set: [nv('x-forwarded-client-cert', 'By=me'), nv('x-forwarded-for', '9.9.9.9')] })),
    [
      [
        get('/', { 'x-forwarded-client-cert': 'own' }),
        ok('api', { sees: { 'x-forwarded-client-cert': 'By=me', 'x-forwarded-for': '9.9.9.9' } }),
      ],
    ],
  ),
  row('D18 a host that is set', one(requestHeaders({ set: [nv('Host', 'api.other')] })), [
    [r0, ok('api', { host: 'api.other', sees: { 'x-envoy-original-host': 'web' } })],
  ]),
  row(
    'D19 headers of the answer',
    one(responseHeaders({ set: [nv('x-a', '1')], add: [nv('x-c', '2')], remove: ['x-b'] })),
    [
      [
        get('/', { 'x-app-response-header': ['x-b: 1', 'x-c: 1'] }),
        ok('api', { says: { 'x-a': '1', 'x-b': null, 'x-c': '1|2' } }),
      ],
    ],
  ),
  row(
    '5.4 both modifiers at once, and on the backend',
    [
      route('r', [
        {
          filters: [requestHeaders({ set: [nv('x', 'rule')] })],
          backendRefs: [
            {
              ...api,
              filters: [requestHeaders({ set: [nv('x', 'backend')] }), responseHeaders({ add: [nv('y', '1')] })],
            },
          ],
        },
      ]),
    ],
    [[r0, ok('api', { sees: { x: 'backend' }, says: { y: '1' } })]],
  ),
  row(
    'D20 a redirect',
    [route('r', [redirect({ scheme: 'https', hostname: 'x.example' })])],
    [to('https://x.example/p'), to('https://x.example/p', 302, 'web:80')],
  ),
  row(
    'D22 a redirect by its code keeps the host',
    [route('r', [redirect({ statusCode: 301 })])],
    [to('http://web/p', 301), to('http://web:80/p', 301, 'web:80'), to('http://WEB/p?a=b', 301, 'WEB', '/p?a=b')],
  ),
  row(
    'D21 at another port',
    [route('r', [redirect({ statusCode: 301 })])],
    [to('http://web:8000/p', 301, 'web', '/p', ':8000'), to('http://web:8000/p', 301, 'web:8000', '/p', ':8000')],
  ),
  row(
    'D23 other codes',
    [
      route('r', [
        redirect({ statusCode: 308 }, prefix('/8')),
        redirect({ statusCode: 303 }, prefix('/3')),
        redirect({ statusCode: 307 }, prefix('/7')),
      ]),
    ],
    [to('http://web/8', 308, 'web', '/8'), to('http://web/3', 303, 'web', '/3'), to('http://web/7', 307, 'web', '/7')],
  ),
  row(
    '5.4 redirects by scheme',
    [route('r', [redirect({ scheme: 'https' })])],
    [
      to('https://web/p'),
      to('https://web:8000/p', 302, 'web:8000', '/p', ':8000'),
      to('https://web/p', 302, 'web', '/p', ':8000'),
    ],
  ),
  row(
    '5.4 redirects to ports',
    [
      route('r', [
        redirect({ port: 8443 }, prefix('/a')),
        redirect({ port: 80 }, prefix('/b')),
        redirect({ scheme: 'https', port: 443 }, prefix('/c')),
        redirect({ scheme: 'http', port: 443 }, prefix('/d')),
        redirect({ hostname: 'h.example', port: 8080 }, prefix('/e')),
      ]),
    ],
    [
      to('http://web:8443/a', 302, 'web', '/a'),
      to('http://web:8443/a', 302, 'web:80', '/a'),
      to('http://web:8000/b', 302, 'web:8000', '/b', ':8000'),
      to('https://web/c', 302, 'web', '/c'),
      to('http://web:443/d', 302, 'web', '/d'),
      to('http://h.example:8080/e', 302, 'web', '/e'),
    ],
  ),
  row(
    '5.4 the scheme of the request',
    [route('r', [redirect({ statusCode: 302 })])],
    [[get('/p', { 'x-forwarded-proto': 'https' }), says(302, { says: { location: 'https://web/p' } })]],
  ),
  row(
    '5.4 redirects of paths',
    [
      route('r', [
        redirect(replaceFull('/a b?c=d'), prefix('/full')),
        redirect(replacePrefix('/'), prefix('/foo')),
        redirect(replacePrefix('/s/'), prefix('/slash/')),
        redirect(replacePrefix('/y'), prefix('/x')),
        redirect(replacePrefix(''), prefix('/e')),
      ]),
    ],
    [
      to('http://web/a b?c=d', 302, 'web', '/full/x'),
      to('http://web//bar', 302, 'web', '/foo/bar'),
      to('http://web/s//bar', 302, 'web', '/slash/bar'),
      to('http://web/y/z?q=1', 302, 'web', '/x/z?q=1'),
      to('http://web/e/x', 302, 'web', '/e/x'),
    ],
  ),
  row(
    '6.2 a redirect for gRPC',
    [route('r', [redirect({ hostname: 'x.example' })])],
    [
      [
        { to: 'grpc://web:7070/a.B/C' },
        says(200, { grpcStatus: 2, says: { location: 'http://x.example:7070/a.B/C' } }),
      ],
    ],
  ),
  rewrites('/foo', '/new', {
    '/foo/x': '/new/x',
    '/foo': '/new',
    '/foo/': '/new/',
    '/foo//x': '/new//x',
    '/foo/%20a?q=1': '/new/%20a?q=1',
  }),
  rewrites('/foo', '/', { '/foo/x': '/x', '/foo': '/', '/foo/': '/' }),
  rewrites('/foo', '/new/', { '/foo/x': '/new/x', '/foo': '/new' }),
  rewrites('/foo/', '/new', { '/foo/x': '/new/x', '/foo': '/new' }),
  rewrites('/', '/new', { '/x': '/newx', '/': '/new' }),
  row(
    'D27 a full path',
    [
      route('r', [
        filtered([rewrite(replaceFull('/z'))], api, prefix('/foo')),
        filtered([rewrite(replaceFull('/z?fixed=1'))], api, prefix('/q')),
        filtered([rewrite(replaceFull('rel'))], api, prefix('/r')),
      ]),
    ],
    [
      [get('/foo/a?q=1'), ok('api', { path: '/z?q=1', sees: { 'x-envoy-original-path': '/foo/a?q=1' } })],
      [get('/q?q=1'), ok('api', { path: '/z?fixed=1?q=1' })],
      [get('/r'), ok('api', { path: 'rel' })],
    ],
  ),
  row('5.4 a host name that is rewritten', one(rewrite({ hostname: 'new.example' })), [
    [r0, ok('api', { host: 'new.example', sees: { 'x-envoy-original-host': 'web', 'x-envoy-original-path': null } })],
    [get('/', { host: 'new.example' }), ok('api', { host: 'new.example' })],
  ]),
  row(
    '5.4 a rewritten host wins over one that is set',
    [
      route('r', [
        filtered([requestHeaders({ set: [nv('host', 'set.example')] }), rewrite({ hostname: 'new.example' })]),
      ]),
    ],
    [[r0, ok('api', { host: 'new.example' })]],
  ),
  row('D28 a mirror', one(mirror(api), web), [[r0, ok('web', { mirroredTo: ['app/api-1'] })]]),
  row(
    '5.4 a mirror of none, of some and to nowhere',
    [
      route('r', [
        filtered([mirror(api, { percent: 0 })], web, prefix('/none')),
        filtered([mirror(api, { fraction: { numerator: 1, denominator: 2 } })], web, prefix('/half')),
        filtered([mirror({ name: 'nope', port: 80 })], web, prefix('/lost')),
      ]),
    ],
    [
      [get('/none'), ok('web', { mirroredTo: [] })],
      [get('/half'), ok('web', { mirroredTo: [] }), ok('web', { mirroredTo: ['app/api-1'] })],
      [get('/lost'), ok('web', { mirroredTo: [] })],
    ],
    {
      status: {
        'HTTPRoute/app/r': [
          'Accepted=True Accepted: Route was valid',
          'ResolvedRefs=False BackendNotFound: backend(nope.app.svc.cluster.local) not found',
          'ResolvedWaypoints=True ResolvedWaypoints: All waypoints resolved',
        ],
      },
    },
  ),
  row(
    'D56 and D57 subsets',
    [
      destinationRule('dr', {
        subsets: [
          { name: 'v1', labels: { version: 'v1' } },
          { name: 'v2', labels: { version: 'v2' } },
        ],
      }),
      virtualService('vs', {
        http: [
          {
            match: [{ headers: { user: { exact: 'me' } } }],
            route: [{ destination: { host: 'web', subset: 'v2', port: { number: 80 } } }],
          },
          { route: [{ destination: { host: 'web', subset: 'v1', port: { number: 80 } } }] },
        ],
      }),
    ],
    [
      [r0, ok('web', { pod: 'app/web-v1' })],
      [get('/', { user: 'me' }), ok('web', { pod: 'app/web-v2' })],
    ],
  ),
  row(
    'D58 headers of a VirtualService',
    [
      virtualService('vs', {
        http: [
          {
            headers: { request: { add: { x: '1' } }, response: { set: { y: '2' } } },
            route: [{ destination: { host: 'api' } }],
          },
        ],
      }),
    ],
    [[r0, ok('api', { sees: { x: '1' }, says: { y: '2' } })]],
  ),
  row(
    'D59 a subset that is not there',
    [
      virtualService('vs', {
        http: [{ route: [{ destination: { host: 'web', subset: 'no', port: { number: 80 } } }] }],
      }),
    ],
    [[r0, says(503, { body: '', flags: 'NC', details: 'cluster_not_found' })]],
  ),
  row(
    'D60 sourceLabels',
    [
      virtualService('vs', {
        http: [
          {
            match: [{ sourceLabels: { app: 'client' } }],
            route: [{ destination: { host: 'web', port: { number: 80 } } }],
          },
          { route: [{ destination: { host: 'api' } }] },
        ],
      }),
    ],
    [[r0, ok('api')]],
  ),
  row(
    'D61 and D62 a fault',
    [
      virtualService('vs', {
        http: [
          {
            fault: { abort: { httpStatus: 418, percentage: { value: 100 } } },
            route: [{ destination: { host: 'api' } }],
          },
        ],
      }),
      policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [{ to: [{ operation: { paths: ['/x'] } }] }] }),
    ],
    [
      [r0, says(418, { body: 'fault filter abort', flags: 'FI', details: 'fault_filter_abort' })],
      [get('/x'), refused('app/p')],
    ],
  ),
  row(
    'D63 a direct response',
    [virtualService('vs', { http: [{ directResponse: { status: 418, body: { string: 'tea' } } }] })],
    [[r0, says(418, { body: 'tea', details: 'direct_response', flags: '-' })]],
  ),
  row(
    '5.8 the backend has another port',
    [
      service('api', '10.96.0.11', {
        labels: boundToWp,
        ports: [http80, { name: 'http-b', port: 81, targetPort: 8080 }],
      }),
      route('r', [filtered([], { name: 'api', port: 81 })]),
    ],
    [[r0, ok('api')]],
  ),
  row(
    '5.4 a mirror whose pod refuses gets no copy',
    [...one(mirror(api), web), policy('p', { selector: { matchLabels: { app: 'api' } } })],
    [[r0, ok('web', { mirroredTo: [] })]],
  ),
  row(
    '5.4 nor does a sidecar that denies',
    [
      ...one(mirror(api), web),
      pod('api-1', {
        ip: '10.1.0.31',
        sa: 'api',
        labels: { app: 'api', 'security.istio.io/tlsMode': 'istio', 'networking.istio.io/tunnel': 'http' },
        annotations: { 'sidecar.istio.io/status': '{}' },
      }),
      policy('p', { selector: { matchLabels: { app: 'api' } } }),
    ],
    [[r0, ok('web', { mirroredTo: [] })]],
  ),
  row('5.4 a mirror is no try of the request', one(mirror(api), web), [
    [get('/', { 'x-app-fail-first': '1' }), { status: 503, attempts: 1, mirroredTo: ['app/api-1'] }],
  ]),
]);
