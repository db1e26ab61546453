import { get, ok, r0, says } from '../answers.fixture.ts';
import { row, table, type Sent } from '../rows.fixture.ts';
import { api, policy, route, toWeb } from '../waypointWorld.fixture.ts';

const method = (name: string, more: Sent = {}): Sent => get('/', {}, { method: name, ...more });
const badRequest = says(400, { body: 'Bad Request', flags: 'DPE', details: 'http1.codec_error' });
const denyAll = policy('none', { targetRefs: [toWeb] });

table('l7.md 6: shapes of requests', [
  row(
    '6.2 words that are no method, before any policy',
    [denyAll],
    [
      [method('get'), badRequest],
      [method('FROB'), badRequest],
      [method('Get'), badRequest],
    ],
  ),
  row(
    '3.4 methods that Envoy knows',
    [],
    [
      ...['GET', 'PROPFIND', 'MKCOL', 'PURGE', 'LINK', 'TRACE', 'PATCH', 'OPTIONS', 'HEAD', 'DELETE'].map(
        (name) => [method(name), ok('web', { method: name })] as const,
      ),
    ],
  ),
  row(
    '6.2 QUERY',
    [],
    [
      [method('QUERY'), says(400, { body: '', flags: '-', details: 'query_missing_content_type' })],
      [method('QUERY', { headers: { 'content-type': 'a/b' } }), ok()],
    ],
  ),
  row(
    '6.2 no Host, and a Host with a blank',
    [],
    [
      [get('/', { host: '' }), says(400, { body: '', details: 'missing_host_header' })],
      [get('/', { host: 'a b' }), says(400, { body: 'Bad Request', flags: 'DPE', details: 'http.invalid_authority' })],
    ],
  ),
  row(
    '6.2 blanks and letters beyond ASCII in the path',
    [],
    [
      [get('/a b'), badRequest],
      [get('/ä'), badRequest],
    ],
  ),
  row(
    '6.2 headers of more than 60 KiB',
    [],
    [
      [get('/', { x: 'a'.repeat(61 * 1024) }), says(431, { body: 'Request Header Fields Too Large', flags: 'DPE' })],
      [get('/', { x: 'a'.repeat(50 * 1024) }), ok()],
    ],
  ),
  row(
    '6.3 headers as the backend gets them',
    [],
    [
      [
        get('/', { 'X-Under_score': ' padded ', 'x-twice': ['a', 'b'] }),
        ok('web', { sees: { 'x-under_score': 'padded', 'x-twice': 'a|b' } }),
      ],
      [
        get('/', {
          connection: 'x-hop, close',
          'x-hop': '1',
          'keep-alive': '5',
          te: 'trailers',
          expect: '100-continue',
        }),
        ok('web', { sees: { connection: null, 'x-hop': null, 'keep-alive': null, te: 'trailers' } }),
      ],
      [
        get('/', { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'h', 'x-forwarded-proto': 'https' }),
        ok('web', { sees: { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'h', 'x-forwarded-proto': 'https' } }),
      ],
      [r0, ok('web', { sees: { 'x-forwarded-for': null, 'x-forwarded-proto': 'http' } })],
    ],
  ),
  row(
    'E6 a certificate header of the client',
    [],
    [[get('/', { 'x-forwarded-client-cert': 'By=x' }), ok('web', { sees: { 'x-forwarded-client-cert': null } })]],
  ),
  row(
    '6 headers that only proxies may say',
    [],
    [
      [
        get('/', {
          'x-envoy-internal': 'true',
          'x-envoy-retry-on': '5xx',
          'x-envoy-decorator-operation': 'a',
          'x-envoy-attempt-count': '7',
          'x-envoy-external-address': '9.9.9.9',
          'x-envoy-original-path': '/p',
        }),
        ok('web', {
          sees: {
            'x-envoy-internal': null,
            'x-envoy-retry-on': null,
            'x-envoy-decorator-operation': null,
            'x-envoy-attempt-count': '7',
            'x-envoy-external-address': '9.9.9.9',
            'x-envoy-original-path': '/p',
          },
        }),
      ],
    ],
  ),
  row(
    '6.3 upgrades',
    [],
    [
      [get('/', { connection: 'Upgrade', upgrade: 'websocket' }), ok('web', { status: 101 })],
      [
        get('/', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'a' }),
        ok('web', { sees: { upgrade: null } }),
      ],
    ],
  ),
  row('6.2 HEAD has no body', [denyAll], [[method('HEAD'), { verdict: 'denied', status: 403, body: '' }]]),
  row(
    '6.2 local answers name the proxy',
    [route('r', [{ matches: [{ path: { value: '/x' } }], backendRefs: [api] }])],
    [[r0, says(404, { says: { server: 'istio-envoy', 'content-length': '0' } })]],
  ),
]);
