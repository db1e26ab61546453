import { get, ok, r0, says } from '../answers.fixture.ts';
import { row, table, type Answer, type Exchange } from '../rows.fixture.ts';
import {
  api,
  grpcRoute,
  namespace,
  route,
  service,
  toWeb,
  virtualService,
  waypoint,
  web,
  type Spec,
} from '../waypointWorld.fixture.ts';

const path = (value: string, type = 'PathPrefix'): Spec => ({ path: { type, value } });
const rule = (match: Spec, backend: Spec = api): Spec => ({ matches: [match], backendRefs: [backend] });
const anything: Spec = { backendRefs: [web] };
const notFound = says(404, { body: '', flags: 'NR', details: 'route_not_found' });
const at = (month: number) => ({ creationTimestamp: `2026-0${String(month)}-01T00:00:00Z` });
const paths = (answer: Answer, ...list: readonly string[]): readonly Exchange[] =>
  list.map((one): Exchange => [get(one), answer]);
const headers = (...list: readonly Spec[]): Spec => ({ headers: list });
const query = (...list: readonly Spec[]): Spec => ({ queryParams: list });
const grpc = (to: string) => ({ to: `grpc://web:7070${to}` });
const infra = [
  namespace('infra'),
  waypoint('wp2', { namespace: 'infra', allowed: { from: 'All' } }),
  service('web', '10.96.0.10', {
    labels: { 'istio.io/use-waypoint': 'wp2', 'istio.io/use-waypoint-namespace': 'infra' },
  }),
];
const byInfra = { via: ['infra/wp2'], podSees: 'cluster.local/ns/infra/sa/wp2' };

table('l7.md 10.4: which route is taken', [
  row(
    'D1, D2 and D3 a prefix of segments',
    [route('r', [rule(path('/foo'))])],
    [...paths(ok('api'), '/foo', '/foo/', '/foo/x', '/foo?q'), ...paths(notFound, '/foobar', '/', '/Foo')],
  ),
  row(
    '5.3 a slash at the end of a prefix',
    [route('r', [rule(path('/foo/'))])],
    [...paths(ok('api'), '/foo', '/foo/x'), ...paths(notFound, '/foobar')],
  ),
  row('D4 a rule for the rest', [route('r', [rule(path('/foo')), rule(path('/'), web)])], paths(ok(), '/', '/foobar')),
  row(
    'D5 an exact path',
    [route('r', [rule(path('/a', 'Exact'))])],
    [...paths(ok('api'), '/a', '/a?x'), ...paths(notFound, '/a/', '/A', '/a/b')],
  ),
  row('D6 a parent port', [route('r', [rule(path('/'))], { parents: [{ ...toWeb, port: 8080 }] })], [[r0, ok()]]),
  row(
    '5.1 the port of the parent is the port of the Service',
    [route('r', [rule(path('/'))], { parents: [{ ...toWeb, port: 8000 }] })],
    [
      [r0, ok()],
      [{ to: 'http://web:8000/' }, ok('api')],
    ],
  ),
  row(
    '5.1 sectionName says nothing',
    [route('r', [rule(path('/'))], { parents: [{ ...toWeb, sectionName: 'nope' }] })],
    [[r0, ok('api')]],
  ),
  row(
    'D7 hostnames say nothing',
    [{ ...route('r', []), spec: { parentRefs: [toWeb], hostnames: ['foo.example.com'], rules: [rule(path('/'))] } }],
    [[r0, ok('api')]],
  ),
  row(
    'D8 a route of another namespace',
    [
      namespace('more'),
      route('r', [rule(path('/'), { ...api, namespace: 'app' })], {
        namespace: 'more',
        parents: [{ ...toWeb, namespace: 'app' }],
      }),
    ],
    [[r0, ok()]],
  ),
  row(
    'D9 a route of the waypoint namespace',
    [
      ...infra,
      route('r', [rule(path('/'), { ...api, namespace: 'app' })], {
        namespace: 'infra',
        parents: [{ ...toWeb, namespace: 'app' }],
      }),
    ],
    [[r0, ok('api', byInfra)]],
  ),
  row(
    'D10 a regex comes after every prefix',
    [route('r', [rule(path('/foo.*', 'RegularExpression')), anything])],
    [[get('/foo1'), ok()]],
  ),
  row(
    '5.3 a regex means the whole path',
    [route('r', [rule(path('/fo+', 'RegularExpression'))])],
    [...paths(ok('api'), '/foo', '/foo?x=1'), ...paths(notFound, '/foox', '/x/foo')],
  ),
  row(
    '5.3 regexes may fold case',
    [route('r', [rule(path('(?i)/foo', 'RegularExpression'))])],
    paths(ok('api'), '/FOO'),
  ),
  row(
    'D11 the order of precedence',
    [
      route('r', [
        rule(path('/'), { ...web, weight: 1 }),
        rule({ ...path('/'), method: 'PATCH' }),
        rule(path('/bar'), web),
        rule({ ...path('/foo'), ...headers({ name: 'x', value: '1' }) }, web),
        rule(path('/foo/bar')),
        rule(path('/baz', 'Exact')),
      ]),
    ],
    [
      ...paths(ok('api'), '/baz'),
      [get('/foo/bar', { x: '1' }), ok('api')],
      [get('/foo/x', { x: '1' }), ok()],
      [get('/other', {}, { method: 'PATCH' }), ok('api')],
      [get('/bar', {}, { method: 'PATCH' }), ok()],
    ],
  ),
  row(
    'D12 a method before none',
    [route('r', [anything, rule({ method: 'PATCH' })])],
    [
      [get('/', {}, { method: 'PATCH' }), ok('api')],
      [r0, ok()],
    ],
  ),
  row(
    '5.2 more headers, then more parameters',
    [
      route('r', [
        rule(
          { ...headers({ name: 'a', value: '1' }), ...query({ name: 'q', value: '1' }, { name: 'r', value: '1' }) },
          web,
        ),
        rule(headers({ name: 'a', value: '1' }, { name: 'b', value: '1' })),
      ]),
    ],
    [
      [get('/?q=1&r=1', { a: '1', b: '1' }), ok('api')],
      [get('/?q=1&r=1', { a: '1' }), ok()],
    ],
  ),
  row(
    '5.2 a method before any number of headers',
    [route('r', [rule(headers({ name: 'a', value: '1' }, { name: 'b', value: '1' })), rule({ method: 'GET' }, web)])],
    [[get('/', { a: '1', b: '1' }), ok()]],
  ),
  row(
    '5.2 a longer path before a method',
    [route('r', [rule({ ...path('/a'), method: 'GET' }, web), rule(path('/a/b'))])],
    paths(ok('api'), '/a/b/c'),
  ),
  row(
    'D13 the older of two routes',
    [route('z', [rule(path('/'))], at(1)), route('a', [anything], at(2))],
    [[r0, ok('api')]],
  ),
  row('5.2 then the name', [route('b', [anything], at(1)), route('a', [rule(path('/'))], at(1))], [[r0, ok('api')]]),
  row(
    'D14 headers line by line',
    [route('r', [rule(headers({ name: 'X', value: '1' })), anything])],
    [
      [get('/', { x: '1' }), ok('api')],
      [get('/', { x: '11' }), ok()],
      [get('/', { x: ['2', '1'] }), ok('api')],
      [get('/', { x: '1,2' }), ok()],
    ],
  ),
  row(
    '5.3 header regexes',
    [
      route('r', [
        rule(headers({ type: 'RegularExpression', name: 'x', value: 'a.*' })),
        rule(headers({ type: 'RegularExpression', name: 'y', value: '.*' })),
        anything,
      ]),
    ],
    [
      [get('/', { x: 'abc' }), ok('api')],
      [get('/', { x: 'xabc' }), ok()],
      [get('/', { y: '' }), ok('api')],
      [r0, ok()],
    ],
  ),
  row(
    '5.3 the host as a header',
    [route('r', [rule(headers({ name: 'host', value: 'web:80' })), anything])],
    [
      [r0, ok()],
      [get('/', { host: 'web:80' }), ok('api')],
      [get('/', { host: 'WEB:80' }), ok()],
    ],
  ),
  row(
    'D15 any of two matches',
    [route('r', [{ matches: [path('/a'), headers({ name: 'x', value: '1' })], backendRefs: [api] }])],
    [...paths(ok('api'), '/a'), [get('/', { x: '1' }), ok('api')], [r0, notFound]],
  ),
  row(
    'D16 the first value of a parameter, as written',
    [route('r', [rule(query({ name: 'animal', value: 'whale' })), anything])],
    [
      ...paths(ok('api'), '/?animal=whale&animal=dolphin', '/?a=b&animal=whale'),
      ...paths(
        ok(),
        '/?animal=dolphin&animal=whale',
        '/?animal=%77hale',
        '/?Animal=whale',
        '/?animal=whales',
        '/?a=b;animal=whale',
        '/',
      ),
    ],
  ),
  row(
    '5.3 parameter regexes',
    [route('r', [rule(query({ type: 'RegularExpression', name: 'q', value: '[0-9]+' })), anything])],
    [...paths(ok('api'), '/?q=12'), ...paths(ok(), '/?q=1a', '/?q=', '/?q')],
  ),
  row(
    'D49 gRPC methods',
    [grpcRoute('r', [{ matches: [{ method: { service: 'Foo', method: 'Bar' } }], backendRefs: [api] }])],
    [
      [grpc('/Foo/Baz'), says(200, { grpcStatus: 12 })],
      [get('/Foo/Bar'), ok('api')],
      [get('/Foo/Baz'), notFound],
    ],
  ),
  row(
    'D49 gRPC services',
    [grpcRoute('r', [{ matches: [{ method: { service: 'Foo' } }], backendRefs: [api] }])],
    [...paths(ok('api'), '/Foo/x', '/Foo', '/Foo/x/y'), ...paths(notFound, '/Foox/y', '/')],
  ),
  row(
    '5.3 a gRPC method alone',
    [grpcRoute('r', [{ matches: [{ method: { method: 'Bar' } }], backendRefs: [api] }])],
    [...paths(ok('api'), '/x/Bar'), ...paths(notFound, '/x/Barx', '/x/y/Bar', '/Bar')],
  ),
  row(
    '5.3 gRPC by regex',
    [
      grpcRoute('r', [
        { matches: [{ method: { type: 'RegularExpression', service: 'F.o', method: 'B[a-z]+' } }], backendRefs: [api] },
      ]),
    ],
    [...paths(ok('api'), '/Foo/Bar'), ...paths(notFound, '/Foo/Bar1', '/xFoo/Bar')],
  ),
  row('5.3 gRPC without a match', [grpcRoute('r', [{ backendRefs: [api] }])], paths(ok('api'), '/anything')),
  row(
    '5.3 gRPC by headers',
    [grpcRoute('r', [{ matches: [{ headers: [{ name: 'x', value: '1' }] }], backendRefs: [api] }])],
    [
      [get('/a/b', { x: '1' }), ok('api')],
      [get('/a/b'), notFound],
    ],
  ),
  row(
    'D50 both kinds in one list',
    [
      route('h', [rule(path('/')), rule(path('/Foo/Bar/x', 'Exact'), web)]),
      grpcRoute('g', [{ matches: [{ method: { service: 'Foo', method: 'Bar' } }], backendRefs: [web] }]),
    ],
    [...paths(ok(), '/Foo/Bar'), ...paths(ok('api'), '/Foo/Baz')],
  ),
  row(
    'D51 parents with and without a port do not merge',
    [
      route('old', [rule(path('/'))], at(1)),
      route('new', [rule(path('/x', 'Exact'), web)], { ...at(2), parents: [{ ...toWeb, port: 80 }] }),
    ],
    paths(ok('api'), '/x'),
  ),
  row(
    'D51 the other way round',
    [
      route('old', [rule(path('/x', 'Exact'), web)], { ...at(1), parents: [{ ...toWeb, port: 80 }] }),
      route('new', [rule(path('/'))], at(2)),
    ],
    [...paths(ok(), '/x'), ...paths(ok('api'), '/y')],
  ),
  row(
    'D52 two VirtualServices',
    [
      virtualService(
        'a',
        { http: [{ match: [{ uri: { prefix: '/route-a' } }], route: [{ destination: { host: 'api' } }] }] },
        at(1),
      ),
      virtualService(
        'b',
        {
          http: [
            {
              match: [{ uri: { prefix: '/route-b' } }],
              route: [{ destination: { host: 'web', port: { number: 80 } } }],
            },
          ],
        },
        at(2),
      ),
    ],
    [...paths(ok('api'), '/route-a'), ...paths(ok(), '/route-b'), ...paths(notFound, '/c')],
  ),
  row(
    'D53 an older VirtualService for all',
    [
      virtualService('a', { http: [{ route: [{ destination: { host: 'api' } }] }] }, at(1)),
      virtualService(
        'b',
        {
          http: [
            { match: [{ uri: { prefix: '/x' } }], route: [{ destination: { host: 'web', port: { number: 80 } } }] },
          ],
        },
        at(2),
      ),
    ],
    paths(ok('api'), '/x'),
  ),
  row(
    'D54 an HTTPRoute before a VirtualService',
    [
      virtualService('a', { http: [{ route: [{ destination: { host: 'web', port: { number: 80 } } }] }] }, at(1)),
      route('r', [rule(path('/'))], at(2)),
    ],
    [[r0, ok('api')]],
  ),
  row(
    '5.2 behind a foreign waypoint the age decides',
    [
      ...infra,
      virtualService('a', { http: [{ route: [{ destination: { host: 'web', port: { number: 80 } } }] }] }, at(1)),
      route('r', [rule(path('/'))], at(2)),
    ],
    [[r0, ok('web', byInfra)]],
  ),
  row(
    'D55 a VirtualService prefix is text',
    [
      virtualService('a', {
        http: [{ match: [{ uri: { prefix: '/foo' } }], route: [{ destination: { host: 'api' } }] }],
      }),
    ],
    paths(ok('api'), '/foobar'),
  ),
]);
