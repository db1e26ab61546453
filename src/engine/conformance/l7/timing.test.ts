import { get, ok, r0, says } from '../answers.fixture.ts';
import { row, table, type Answer, type Sent } from '../rows.fixture.ts';
import { api, route, virtualService, type Spec } from '../waypointWorld.fixture.ts';

const timed = (more: Spec) => [route('r', [{ backendRefs: [api], ...more }])];
const slow = (ms: number, more: Sent = {}): Sent => get('/', { 'x-app-delay-ms': String(ms) }, more);
const fails = (times: number, status = '503'): Sent =>
  get('/', { 'x-app-fail-first': String(times), 'x-app-fail-status': status });
const timeout = says(504, { body: 'upstream request timeout', flags: 'UT', details: 'response_timeout' });
const perTry = says(504, { body: 'upstream request timeout', details: 'upstream_per_try_timeout' });
const expected = (ms: string | null): Answer => ({ sees: { 'x-envoy-expected-rq-timeout-ms': ms } });
const vs = (http: Spec) => [virtualService('v', { http: [{ route: [{ destination: { host: 'api' } }], ...http }] })];
const cors = (more: Spec) => [route('r', [{ filters: [{ type: 'CORS', cors: more }], backendRefs: [api] }])];
const preflight = (origin: string, more: Readonly<Record<string, string>> = {}): Sent =>
  get('/', { origin, 'access-control-request-method': 'PUT', ...more }, { method: 'OPTIONS' });
const allowed = (more: Readonly<Record<string, string | null>>): Answer =>
  says(200, {
    verdict: 'delivered',
    body: '',
    says: Object.fromEntries(Object.entries(more).map(([name, value]) => [`access-control-${name}`, value])),
  });
const letters = 'https://a.example';

table('l7.md 10.4: timeouts, retries and CORS', [
  row('D44 a request that takes too long', timed({ timeouts: { request: '1s', backendRequest: '1s' } }), [
    [slow(2000), timeout],
    [slow(500), ok('api', expected('1000'))],
    [slow(2000, { to: 'grpc://web:7070/a.B/C', headers: { 'x-app-delay-ms': '2000' } }), says(200, { grpcStatus: 14 })],
  ]),
  row('5.5 no timeout', timed({}), [[slow(100_000), ok('api', expected(null))]]),
  row('D45 backendRequest without retry is the timeout', timed({ timeouts: { request: '5s', backendRequest: '1s' } }), [
    [slow(2000), timeout],
    [r0, ok('api', expected('1000'))],
  ]),
  row(
    'D46 with retry it is that of a try',
    timed({ timeouts: { request: '5s', backendRequest: '1s' }, retry: { attempts: 2 } }),
    [
      [slow(2000), { ...perTry, attempts: 1 }],
      [r0, ok('api', expected('1000'))],
    ],
  ),
  row(
    'D46 repeated with 504 among the codes',
    timed({ timeouts: { request: '5s', backendRequest: '1s' }, retry: { attempts: 2, codes: [504] } }),
    [[slow(2000), { ...perTry, attempts: 3, flags: 'URX,UT' }]],
  ),
  row(
    '5.5 all tries together have the time of the request',
    timed({ timeouts: { request: '2s', backendRequest: '1500ms' }, retry: { attempts: 3, codes: [504] } }),
    [[slow(1800), { ...timeout, attempts: 2 }]],
  ),
  row('5.5 a timeout of zero is none', timed({ timeouts: { request: '0s' } }), [
    [slow(100_000), ok('api', expected(null))],
  ]),
  row('D47 one retry', timed({ retry: { codes: [500], attempts: 1 } }), [
    [fails(9, '500'), { status: 500, attempts: 2, flags: 'URX', details: 'via_upstream' }],
    [fails(1, '500'), ok('api', { attempts: 2 })],
    [fails(1, '503'), { status: 503, attempts: 1, flags: '-' }],
  ]),
  row('5.5 two attempts unless told', timed({ retry: { codes: [503] } }), [
    [fails(2), ok('api', { attempts: 3 })],
    [fails(3), { status: 503, attempts: 3 }],
  ]),
  row(
    '5.5 nothing is retried by default',
    [],
    [
      [fails(1), { status: 503, attempts: 1, flags: '-' }],
      [fails(1, 'tcp-reset'), { status: 503, attempts: 1, flags: 'UC' }],
    ],
  ),
  row('5.5 a VirtualService without retries', vs({ retries: { attempts: 0 } }), [
    [fails(1), { status: 503, attempts: 1 }],
  ]),
  row('5.5 retries of a VirtualService', vs({ retries: { attempts: 2, retryOn: '5xx' } }), [
    [fails(2), ok('api', { attempts: 3 })],
    [fails(1, '404'), { status: 404, attempts: 1 }],
    [fails(1, 'tcp-reset'), ok('api', { attempts: 2 })],
  ]),
  row('5.5 codes of a VirtualService', vs({ retries: { attempts: 1, retryOn: 'connect-failure,429' } }), [
    [fails(1, '429'), ok('api', { attempts: 2 })],
    [fails(1), { status: 503, attempts: 1 }],
  ]),
  row(
    '5.5 tries of a VirtualService',
    vs({ timeout: '5s', retries: { attempts: 1, perTryTimeout: '1s', retryOn: 'gateway-error' } }),
    [[slow(2000), { ...perTry, attempts: 2 }]],
  ),
  row('5.5 headers of a client change nothing', timed({}), [
    [
      get('/', { 'x-envoy-retry-on': '5xx', 'x-envoy-max-retries': '3', 'x-app-fail-first': '1' }),
      { status: 503, attempts: 1 },
    ],
    [get('/', { 'x-envoy-upstream-rq-timeout-ms': '100', 'x-app-delay-ms': '500' }), ok('api')],
  ]),
  row(
    'D71 a preflight',
    cors({
      allowOrigins: [letters],
      allowMethods: ['GET', 'PUT'],
      allowHeaders: ['x-a', 'x-b'],
      exposeHeaders: ['x-c'],
      maxAge: 60,
      allowCredentials: true,
    }),
    [
      [
        preflight(letters),
        allowed({
          'allow-origin': letters,
          'allow-methods': 'GET,PUT',
          'allow-headers': 'x-a,x-b',
          'expose-headers': 'x-c',
          'max-age': '60',
          'allow-credentials': 'true',
        }),
      ],
      [
        preflight('https://b.example'),
        allowed({
          'allow-origin': null,
          'allow-methods': 'GET,PUT',
          'allow-headers': 'x-a,x-b',
          'expose-headers': null,
          'max-age': '60',
          'allow-credentials': 'true',
        }),
      ],
      [preflight('https://a.example:443'), allowed({ 'allow-origin': null })],
      [preflight('HTTPS://a.example'), allowed({ 'allow-origin': null })],
      [
        get('/', { origin: letters }),
        ok('api', {
          says: {
            'access-control-allow-origin': letters,
            'access-control-expose-headers': 'x-c',
            'access-control-allow-credentials': 'true',
            'access-control-allow-methods': null,
          },
        }),
      ],
      [
        get('/', { origin: 'https://b.example' }),
        ok('api', { says: { 'access-control-allow-origin': null, 'access-control-expose-headers': null } }),
      ],
      [
        get('/', { origin: letters }, { method: 'OPTIONS' }),
        ok('api', { says: { 'access-control-allow-origin': letters } }),
      ],
    ],
  ),
  row('5.10 stars', cors({ allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: ['*'] }), [
    [
      preflight(letters, { 'access-control-request-headers': 'x-q' }),
      allowed({
        'allow-origin': letters,
        'allow-methods': 'PUT',
        'allow-headers': 'x-q',
        'max-age': '5',
        'allow-credentials': null,
      }),
    ],
  ]),
  row('5.10 wildcards in origins', cors({ allowOrigins: ['https://*.b.example'] }), [
    [preflight('https://q.b.example'), allowed({ 'allow-origin': 'https://q.b.example' })],
    [preflight('https://x.y.b.example'), allowed({ 'allow-origin': 'https://x.y.b.example' })],
    [preflight('https://b.example'), allowed({ 'allow-origin': null })],
  ]),
  row('5.10 any https origin', cors({ allowOrigins: ['https://*'] }), [
    [preflight('https://q.example:8443'), allowed({ 'allow-origin': 'https://q.example:8443' })],
    [preflight('http://q.example'), allowed({ 'allow-origin': null })],
  ]),
  row('5.10 an empty configuration', cors({}), [
    [preflight(letters), allowed({ 'allow-origin': null, 'max-age': '5' })],
  ]),
  row('5.10 no CORS', timed({}), [[preflight(letters), ok('api')]]),
  row(
    '5.10 a rule of another method',
    [
      route('r', [
        {
          matches: [{ method: 'GET' }],
          filters: [{ type: 'CORS', cors: { allowOrigins: [letters] } }],
          backendRefs: [api],
        },
      ]),
    ],
    [[preflight(letters), says(404)]],
  ),
  row(
    '5.10 a VirtualService that says a star exactly',
    vs({ corsPolicy: { allowOrigins: [{ exact: '*' }], allowMethods: ['PUT'], maxAge: '24h' } }),
    [[preflight(letters), allowed({ 'allow-origin': letters, 'allow-methods': 'PUT', 'max-age': '86400' })]],
  ),
  row('5.10 an older VirtualService with a star', vs({ corsPolicy: { allowOrigin: ['*'] } }), [
    [preflight(letters), allowed({ 'allow-origin': letters, 'max-age': null })],
  ]),
  row(
    '5.10 a VirtualService passes on what it does not allow',
    vs({ corsPolicy: { allowOrigins: [{ exact: letters }] } }),
    [
      [preflight('https://b.example'), ok('api', { says: { 'access-control-allow-origin': null } })],
      [preflight(letters), allowed({ 'allow-origin': letters })],
    ],
  ),
  row(
    '5.10 unless it ignores it',
    vs({
      corsPolicy: {
        allowOrigins: [{ regex: 'https://.*\\.example' }, { prefix: 'http://x' }],
        unmatchedPreflights: 'IGNORE',
      },
    }),
    [
      [preflight('https://b.org'), allowed({ 'allow-origin': null })],
      [preflight(letters), allowed({ 'allow-origin': letters })],
      [preflight('http://xyz'), allowed({ 'allow-origin': 'http://xyz' })],
    ],
  ),
  row('6.2 faults for gRPC', vs({ fault: { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 100 } } } }), [
    [{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 14 })],
    [r0, says(200, { body: 'fault filter abort', flags: 'FI' })],
  ]),
  row('6.2 an HTTP fault for gRPC', vs({ fault: { abort: { httpStatus: 503, percentage: { value: 100 } } } }), [
    [{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 14, says: { 'grpc-message': 'fault filter abort' } })],
  ]),
  row(
    '2.1 a delay is no part of the timeout',
    vs({ timeout: '1s', fault: { delay: { fixedDelay: '5s', percentage: { value: 100 } } } }),
    [[r0, ok('api')]],
  ),
  row(
    '5.5 a client of gRPC names its own time',
    [],
    [
      [
        { to: 'grpc://web:7070/a.B/C', headers: { 'grpc-timeout': '1S', 'x-app-delay-ms': '2000' } },
        says(200, { grpcStatus: 14 }),
      ],
      [{ to: 'grpc://web:7070/a.B/C', headers: { 'grpc-timeout': '3S', 'x-app-delay-ms': '2000' } }, ok('web')],
    ],
  ),
  row('5.5 up to that of the route', timed({ timeouts: { request: '1s' } }), [
    [
      { to: 'grpc://web:7070/a.B/C', headers: { 'grpc-timeout': '500m', 'x-app-delay-ms': '700' } },
      says(200, { grpcStatus: 14 }),
    ],
    [
      { to: 'grpc://web:7070/a.B/C', headers: { 'grpc-timeout': '9S', 'x-app-delay-ms': '2000' } },
      says(200, { grpcStatus: 14 }),
    ],
  ]),
]);
