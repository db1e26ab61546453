import { byOther, cut, get, ok, r0, refused, says } from '../answers.fixture.ts';
import { row, table, type Exchange } from '../rows.fixture.ts';
import { object, policy, route, api, toWeb, toWp, type Spec } from '../waypointWorld.fixture.ts';

const operation = (...operations: readonly Spec[]): Spec => ({ to: operations.map((one) => ({ operation: one })) });
const xLua = { when: [{ key: 'request.headers[x-lua]', values: ['*'] }] };
const dry = { annotations: { 'istio.io/dry-run': 'true' } };
const allowElse = { targetRefs: [toWeb], rules: [{ from: [{ source: { principals: ['x'] } }] }] };
const denyAll = { targetRefs: [toWeb], action: 'DENY', rules: [{}] };
const denyMethods = policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [operation({ methods: ['DELETE'] })] });
const custom = (name: string, path: string, provider: string) =>
  policy(name, {
    targetRefs: [toWeb],
    action: 'CUSTOM',
    provider: { name: provider },
    rules: [operation({ paths: [path] })],
  });
const providers = ['one', 'two'].map((name) => ({
  name,
  envoyExtAuthzHttp: { service: 'api.app.svc.cluster.local', port: 80 },
}));
const asking = (more: object) => ({
  name: 'one',
  envoyExtAuthzHttp: { service: 'api.app.svc.cluster.local', port: 80, ...more },
});
const withProviders = { settings: { meshConfig: { extensionProviders: providers } } };
const tcp = { to: 'tcp://web:9090' };
const normalized = (normalization: string) => ({ settings: { meshConfig: { pathNormalization: { normalization } } } });
const denyAdmin = [
  policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [operation({ paths: ['/admin', '/admin/*'] })] }),
];
const denied = refused('app/p');
const arrives = (pairs: Readonly<Record<string, string>>): readonly Exchange[] =>
  Object.entries(pairs).map(([path, seen]): Exchange => [get(path), ok('web', { path: seen })]);

table('l7.md 10.2: actions, TCP and normalisation', [
  row('B30 a dry-run ALLOW alone', [policy('p', allowElse, dry)], [[r0, ok()]]),
  row(
    'B31 a dry-run ALLOW beside a real one',
    [policy('p', allowElse, dry), policy('q', allowElse)],
    [[r0, refused()]],
  ),
  row('B32 a dry-run DENY', [policy('p', denyAll, dry)], [[r0, ok()]]),
  row(
    '3.2 a dry-run of false is none',
    [policy('p', denyAll, { annotations: { 'istio.io/dry-run': 'false' } })],
    [[r0, denied]],
  ),
  row(
    'B35 CUSTOM without its provider',
    [custom('p', '/a', 'nope')],
    [
      [get('/a'), refused('app/p', { flags: '-' })],
      [get('/b'), ok()],
    ],
  ),
  row(
    'B36 two providers',
    [custom('p', '/a', 'one'), custom('q', '/b', 'two')],
    [
      [get('/a'), refused('app/p')],
      [get('/b'), refused('app/q')],
      [get('/c'), ok()],
    ],
    withProviders,
  ),
  row(
    'B33 and B34 what the provider says',
    [custom('p', '/a*', 'one')],
    [
      [get('/a'), ok()],
      [
        get('/a', { 'x-app-status': '401' }),
        { verdict: 'denied', status: 401, deniedBy: 'app/p', flags: 'UAEX', details: 'ext_authz_denied' },
      ],
      [get('/a', { 'x-app-status': '302' }), { verdict: 'denied', status: 302, deniedBy: 'app/p' }],
      [
        get('/a', { 'x-app-status': '503' }),
        { verdict: 'denied', status: 403, body: '', deniedBy: 'app/p', details: 'ext_authz_error' },
      ],
      [get('/b', { 'x-app-status': '401' }), { verdict: 'delivered', status: 401 }],
    ],
    { settings: { meshConfig: { extensionProviders: [asking({ includeRequestHeadersInCheck: ['X-App-*'] })] } } },
  ),
  row(
    '3.2 a provider that is asked nothing of headers, fails open, or fails with a status',
    [custom('p', '/a', 'one')],
    [[get('/a', { 'x-app-status': '401' }), { verdict: 'delivered', status: 401 }]],
    { settings: { meshConfig: { extensionProviders: [asking({})] } } },
  ),
  row(
    '3.2 a provider that fails open',
    [custom('p', '/a', 'one')],
    [[get('/a', { 'x-app-status': '503' }), { verdict: 'delivered', status: 503 }]],
    {
      settings: {
        meshConfig: {
          extensionProviders: [asking({ includeRequestHeadersInCheck: ['x-app-status'], failOpen: true })],
        },
      },
    },
  ),
  row('3.2 a status on errors', [custom('p', '/a', 'one')], [[get('/a'), { verdict: 'denied', status: 429 }]], {
    settings: {
      meshConfig: {
        extensionProviders: [
          asking({ includeAdditionalHeadersInCheck: { 'x-app-status': '500' }, statusOnError: '429' }),
        ],
      },
    },
  }),
  ...[{ pathPrefix: 'x' }, { statusOnError: 'abc' }, { includeRequestHeadersInCheck: ['*'] }, { name: 'One' }].map(
    (wrong) =>
      row(
        `3.2 a provider with ${JSON.stringify(wrong)} is none`,
        [custom('p', '/a', 'name' in wrong ? 'One' : 'one')],
        [[get('/a'), refused('app/p')]],
        {
          settings: {
            meshConfig: { extensionProviders: [{ ...asking(wrong), ...('name' in wrong ? wrong : {}) }] },
          },
        },
      ),
  ),
  row(
    'B76 an ALLOW of methods at a TCP port',
    [policy('p', { targetRefs: [toWeb], rules: [operation({ methods: ['GET'] })] })],
    [
      [tcp, { ...cut, verdict: 'denied', deniedBy: 'no-allow-matched' }],
      [r0, ok()],
    ],
  ),
  row(
    'B77 and B78 a DENY of methods at a TCP port',
    [denyMethods],
    [
      [tcp, { ...cut, verdict: 'denied', deniedBy: 'app/p' }],
      [r0, ok()],
      [get('/', {}, { method: 'DELETE' }), denied],
    ],
  ),
  row(
    'B79 an ALLOW of a port beside one of methods',
    [policy('p', { targetRefs: [toWeb], rules: [operation({ ports: ['9090'] }), operation({ methods: ['GET'] })] })],
    [
      [tcp, ok('web', { status: null })],
      [r0, ok()],
      [{ to: 'tcp://web:8000' }, { ...cut, verdict: 'denied' }],
      [{ to: 'http://web:8000/' }, ok()],
      [get('/', {}, { method: 'PUT' }), refused()],
    ],
  ),
  row(
    'B80 an HTTP provider at a TCP port',
    [custom('p', '/a', 'one')],
    [[tcp, ok('web', { status: null })]],
    withProviders,
  ),
  row(
    'B81 a gRPC call is denied',
    [policy('p', denyAll)],
    [
      [
        { to: 'grpc://web:7070/pkg.Svc/Get' },
        { status: 200, grpcStatus: 7, deniedBy: 'app/p', body: '', says: { 'grpc-message': 'RBAC: access denied' } },
      ],
    ],
  ),
  row(
    'B82 gRPC methods are paths',
    [policy('p', { targetRefs: [toWeb], rules: [operation({ paths: ['/pkg.Svc/Get'], methods: ['POST'] })] })],
    [
      [{ to: 'grpc://web:7070/pkg.Svc/Get' }, ok()],
      [{ to: 'grpc://web:7070/pkg.Svc/List' }, { status: 200, grpcStatus: 7, deniedBy: 'no-allow-matched' }],
    ],
  ),
  row(
    'B83 denied before not found',
    [
      policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [operation({ paths: ['/x'] })] }),
      route('r', [{ matches: [{ path: { value: '/y' } }], backendRefs: [api] }]),
    ],
    [
      [get('/x'), denied],
      [get('/z'), says(404, { flags: 'NR', details: 'route_not_found', body: '' })],
    ],
  ),
  row(
    'B84 a preflight is denied',
    [
      policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [operation({ methods: ['OPTIONS'] })] }),
      route('r', [{ filters: [{ type: 'CORS', cors: { allowOrigins: ['https://a'] } }], backendRefs: [api] }]),
    ],
    [[get('/', { origin: 'https://a', 'access-control-request-method': 'GET' }, { method: 'OPTIONS' }), denied]],
  ),
  row(
    '3.6 grpc-web keeps the 403',
    [policy('p', denyAll)],
    [
      [get('/', { 'content-type': 'application/grpc-web' }, { method: 'POST' }), denied],
      [get('/', { 'content-type': 'application/grpc+proto' }, { method: 'POST' }), { status: 200, grpcStatus: 7 }],
    ],
  ),
  row(
    '3.2 policies of Service and Gateway are one set',
    [
      policy('svc', { targetRefs: [toWeb], rules: [operation({ paths: ['/a'] })] }),
      policy('gw', { targetRefs: [toWp], rules: [operation({ paths: ['/b'] })] }),
    ],
    [
      [get('/a'), ok()],
      [get('/b', {}, byOther), ok()],
      [get('/c'), refused()],
    ],
  ),
  row(
    'B49 DECODE_AND_MERGE_SLASHES',
    denyAdmin,
    [
      [get('/public%2f..%2fadmin'), denied],
      [get('/public%5c..%5Cadmin'), denied],
      [get('//admin'), denied],
      ...arrives({
        '/app%2f': '/app/',
        '/app/%2f': '/app/',
        '/xyz%30..//abc': '/xyz0../abc',
        '/%2Fapp%5cadmin%5Cabc': '/app/admin/abc',
      }),
    ],
    normalized('DECODE_AND_MERGE_SLASHES'),
  ),
  row(
    'B50 NONE',
    denyAdmin,
    [
      ...arrives({
        '/x/../admin': '/x/../admin',
        '/app//': '/app//',
        '/app/%2E./admin': '/app/%2E./admin',
        '/app%5cx': '/app%5cx',
      }),
    ],
    normalized('NONE'),
  ),
  row(
    '3.8 MERGE_SLASHES',
    denyAdmin,
    [
      [get('//admin'), denied],
      ...arrives({
        '/app//': '/app/',
        '/app/%2f': '/app/%2f',
        '/xyz%30..//abc': '/xyz0../abc',
        '/app//x?a=//b': '/app/x?a=//b',
      }),
    ],
    normalized('MERGE_SLASHES'),
  ),
  row('3.8 BASE', denyAdmin, [
    ...arrives({
      '/app//': '/app//',
      '/app%2f/': '/app%2f/',
      '/xyz%30..//abc': '/xyz0..//abc',
      '/%2Fapp%5cadmin%5Cabc': '/%2Fapp%5cadmin%5Cabc',
      '//admin': '//admin',
      '/admin%2F': '/admin%2F',
      '/admin;a=b': '/admin;a=b',
      '/Admin': '/Admin',
      '/a/%2e%2e%2fadmin': '/a/..%2fadmin',
      '/%252e%252e/admin': '/%252e%252e/admin',
      '/..': '/',
    }),
    ...[
      '/%61dmin',
      '/adm%69n',
      '/./admin',
      '/admin/.',
      '/app/../admin',
      '/admin?x=/../y',
      '/app//../../admin',
      '/app/%2E./admin',
      '/app\\..\\admin',
    ].map((path): Exchange => [get(path), denied]),
    [get('/admin%00'), says(400, { body: '', flags: '-', details: 'path_normalization_failed' })],
  ]),
  row(
    '2.1 extensions come after external authorizers and before other policies',
    [
      object('extensions.istio.io/v1alpha1', 'TrafficExtension', 'lua', {
        targetRefs: [toWeb],
        phase: 'AUTHN',
        lua: { inlineCode: 'function envoy_on_request(h)\n  h:headers():add("x-lua", "1")\nend\n' },
      }),
      policy('c', { targetRefs: [toWeb], action: 'CUSTOM', provider: { name: 'nope' }, rules: [xLua] }),
      policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [{ ...xLua, ...operation({ paths: ['/deny'] }) }] }),
    ],
    [
      [r0, ok('web', { sees: { 'x-lua': '1' } })],
      [get('/', { 'x-lua': '0' }), refused('app/c')],
      [get('/deny'), refused('app/p')],
    ],
  ),
]);
