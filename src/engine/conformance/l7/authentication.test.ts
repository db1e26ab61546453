import { demoKeySet } from '../../envoy/authentication/demoTokens.ts';
import { badToken, cut, get, ok, r0, refused } from '../answers.fixture.ts';
import { row, table, type Answer, type Sent } from '../rows.fixture.ts';
import { api, authentication, policy, route, toApi, toWeb, toWp, type Spec } from '../waypointWorld.fixture.ts';

const jwks = demoKeySet();
const first = 'test-issuer-1@istio.io';
const second = 'test-issuer-2@istio.io';
const token = (claims: Readonly<Record<string, unknown>> = {}, more: Sent = {}): Sent => ({
  to: 'http://web/',
  token: { claims: { iss: first, sub: 'sub-1', ...claims }, signedBy: 'demo' },
  ...more,
});
const past = { exp: 1_600_000_000 };
const expired = badToken('Jwt is expired');
const unknownIssuer = badToken('Jwt issuer is not configured');
const rules = (...jwtRules: readonly Spec[]): Spec => ({
  targetRefs: [toWp],
  jwtRules: jwtRules.map((rule) => ({ issuer: first, jwks, ...rule })),
});
const ra = (...jwtRules: readonly Spec[]) => authentication('ra', rules(...jwtRules));
const allow = (...list: readonly Spec[]) => policy('p', { targetRefs: [toWp], rules: list });
const principals = (...requestPrincipals: readonly string[]): Spec => ({ from: [{ source: { requestPrincipals } }] });
const when = (key: string, ...values: readonly string[]): Spec => ({ when: [{ key, values }] });
const fixtureJ = [
  ra({}, { issuer: second }),
  allow(principals(`${first}/sub-1`), principals('test-issuer-3@istio.io/sub-1'), {
    to: [{ operation: { paths: ['/healthz'] } }],
  }),
];
const preflight = { origin: 'https://a', 'access-control-request-method': 'GET' };
const removed: Answer = { sees: { authorization: null } };

table('l7.md 10.3: request authentication', [
  row('J1 to J7 two issuers and an ALLOW policy', fixtureJ, [
    [r0, refused()],
    [token(), ok('web', removed)],
    [token({ iss: 'test-issuer-3@istio.io' }), unknownIssuer],
    [token({ iss: second }), refused()],
    [
      token(past),
      {
        ...expired,
        says: { 'www-authenticate': 'Bearer realm="http://web/", error="invalid_token"' },
        flags: '-',
        details: 'jwt_authn_access_denied{Jwt_is_expired}',
      },
    ],
    [get('/healthz'), ok()],
    [
      token(past, { to: 'http://web/healthz?a=b' }),
      { ...expired, says: { 'www-authenticate': 'Bearer realm="http://web/healthz?a=b", error="invalid_token"' } },
    ],
  ]),
  row(
    'J3 a selector is ignored',
    [
      ...fixtureJ,
      authentication('s', {
        selector: { matchLabels: { app: 'web' } },
        jwtRules: [{ issuer: 'test-issuer-3@istio.io', jwks }],
      }),
    ],
    [[token({ iss: 'test-issuer-3@istio.io' }), unknownIssuer]],
  ),
  row('J8 no token passes', [ra({})], [[r0, ok()]]),
  row(
    'J9 an accepted token is removed',
    [ra({ outputPayloadToHeader: 'x-payload' })],
    [
      [
        token({ exp: 1_900_000_000 }),
        ok('web', {
          sees: { authorization: null, 'x-payload': base64Url({ exp: 1_900_000_000, iss: first, sub: 'sub-1' }) },
        }),
      ],
      [get('/', { 'x-payload': 'forged' }), ok('web', { sees: { 'x-payload': null } })],
    ],
  ),
  row('J10 unless it is to be forwarded', [ra({ forwardOriginalToken: true })], [[token(), ok()]]),
  row(
    'J11 and J12 a preflight passes with any token',
    [ra({})],
    [
      [token(past, { method: 'OPTIONS', headers: preflight }), ok()],
      [token(past, { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } }), expired],
      [token(past, { method: 'GET', headers: preflight }), expired],
    ],
  ),
  row(
    'J13 claims become headers',
    [
      ra({
        outputClaimToHeaders: [
          { header: 'x-jwt-nested', claim: 'nested.key-1' },
          { header: 'x-num', claim: 'num' },
          { header: 'x-yes', claim: 'yes' },
          { header: 'x-list', claim: 'list' },
        ],
      }),
    ],
    [
      [
        token(
          { nested: { 'key-1': 'one' }, num: 7, yes: true, list: ['a', 'b'] },
          { headers: { 'x-jwt-nested': 'forged' } },
        ),
        ok('web', { sees: { 'x-jwt-nested': 'one', 'x-num': '7', 'x-yes': 'true', 'x-list': btoa('["a","b"]') } }),
      ],
      [get('/', { 'x-jwt-nested': 'forged' }), ok('web', { sees: { 'x-jwt-nested': null } })],
      [token({}, { headers: { 'x-jwt-nested': 'forged' } }), ok('web', { sees: { 'x-jwt-nested': null } })],
    ],
  ),
  row(
    'J14 and J15 audiences',
    [ra({ audiences: ['foo'] })],
    [
      [
        token({ aud: 'bar' }),
        {
          ...badToken('Audiences in Jwt are not allowed', 403),
          says: { 'www-authenticate': 'Bearer realm="http://web/", error="invalid_token"' },
        },
      ],
      [token(), badToken('Audiences in Jwt are not allowed', 403)],
      [token({ aud: 'foo' }), ok()],
      [token({ aud: ['bar', 'foo'] }), ok()],
    ],
  ),
  row(
    'J16 rules of two objects are combined',
    [ra({}), authentication('more', { targetRefs: [toWeb], jwtRules: [{ issuer: second, jwks }] })],
    [
      [token({ iss: second }), ok()],
      [token(), ok()],
      [token({ iss: second }, { to: 'http://api/' }), unknownIssuer],
    ],
  ),
  row('J17 keys that cannot be read are not admitted', [ra({ jwks: '{"keys": [' })], [[token(past), ok()]]),
  row(
    'J17 and 1.5 no keys stop the waypoint',
    [ra({ jwks: '{"keys":[]}' })],
    [
      [r0, cut],
      [{ to: 'http://api/' }, cut],
    ],
  ),
  row(
    'J18, J19 and J20 tokens in the query',
    [ra({ fromParams: ['token', 'secondary_token'] }), allow(principals('*'))],
    [
      [get('/?token_value=abc'), refused()],
      [get('/?token=abc'), badToken('Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections')],
      [get('/?token='), { status: 401 }],
      [token(), refused('no-allow-matched')],
    ],
  ),
  row(
    'J21 tokens in a header',
    [ra({ fromHeaders: [{ name: 'X-Jwt-Token', prefix: 'Value ' }] }), allow(principals('*'))],
    [
      [get('/', { 'x-jwt-token': 'Value abc' }), { status: 401 }],
      [get('/', { 'x-jwt-token': 'Other abc' }), refused()],
      [get('/', { authorization: 'Bearer abc' }), refused()],
    ],
  ),
  row(
    'J23 a target is a Service',
    [authentication('ra', { ...rules({}), targetRefs: [toApi] })],
    [[token(past), ok()]],
  ),
  row(
    'J24 claims that are lists',
    [ra({}), allow(when('request.auth.claims[groups]', 'group-2'))],
    [
      [token({ groups: ['group-1', 'group-2'] }), ok()],
      [token({ groups: 'group-2' }), ok()],
      [token({ groups: ['group-1'] }), refused()],
      [token({ groups: 2 }), refused()],
    ],
  ),
  row(
    'J25 and J26 scope and permission are split',
    [
      ra({}),
      allow(when('request.auth.claims[permission]', 'write', 'append'), when('request.auth.claims[scope]', 'admin')),
    ],
    [
      [token({ permission: 'read write' }), ok()],
      [token({ scope: 'append write' }), refused()],
      [token({ scope: 'append admin' }), ok()],
    ],
  ),
  row(
    '4.2 other claims are split where told',
    [ra({ spaceDelimitedClaims: ['roles'] }), allow(when('request.auth.claims[roles]', 'admin'))],
    [[token({ roles: 'user admin' }), ok()]],
  ),
  row(
    '4.2 other claims are not split',
    [ra({}), allow(when('request.auth.claims[roles]', 'admin'))],
    [[token({ roles: 'user admin' }), refused()]],
  ),
  row(
    'J27 nested claims',
    [ra({}), allow(when('request.auth.claims[nested][nested-2][key1]', 'valueA'))],
    [
      [token({ nested: { 'nested-2': { key1: 'valueA' } } }), ok()],
      [token({ nested: { 'nested-2': { key1: ['x', 'valueA'] } } }), ok()],
      [token({ nested: { 'nested-2': { key1: 'valueB' } } }), refused()],
      [token({ nested: 'valueA' }), refused()],
    ],
  ),
  row(
    '3.4 claims by form; numbers never match',
    [ra({}), allow(when('request.auth.claims[a]', 'x*', '*z', '7', 'true'))],
    [
      [token({ a: 'xy' }), ok()],
      [token({ a: 'yz' }), ok()],
      [token({ a: 7 }), refused()],
      [token({ a: true }), refused()],
    ],
  ),
  row(
    'J28 audiences as a condition',
    [ra({}), allow(when('request.auth.audiences', 'foo'))],
    [
      [token({ aud: 'foo' }), ok()],
      [token({ aud: ['foo', 'bar'] }), ok()],
      [token({ aud: 'bar' }), refused()],
      [token(), refused()],
    ],
  ),
  row(
    '3.4 the presenter',
    [ra({}), allow(when('request.auth.presenter', 'app-*'))],
    [
      [token({ azp: 'app-1' }), ok()],
      [token({ azp: 'other' }), refused()],
    ],
  ),
  row(
    'J29 notRequestPrincipals',
    [ra({}, { issuer: second }), allow({ from: [{ source: { notRequestPrincipals: [`${first}/sub-1`] } }] })],
    [
      [token({ iss: second }), ok()],
      [r0, ok()],
      [token(), refused()],
    ],
  ),
  row(
    'J30 a DENY without a token',
    [
      ra({}),
      policy('p', {
        targetRefs: [toWp],
        action: 'DENY',
        rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }],
      }),
    ],
    [
      [r0, refused('app/p')],
      [token(), ok()],
      [token({ sub: '' }), refused('app/p')],
    ],
  ),
  row(
    'J31 a principal without a slash',
    [ra({ issuer: 'issuer-1' }), allow(principals('issuer-1'))],
    [[token({ iss: 'issuer-1', sub: 'x' }), refused()]],
  ),
  row(
    'J32 the last slash divides',
    [ra({ issuer: 'https://i/a/b' }), allow(principals('https://i/a/b/sub'))],
    [
      [token({ iss: 'https://i/a/b', sub: 'sub' }), ok()],
      [token({ iss: 'https://i/a/b', sub: 'b/sub' }), refused()],
    ],
  ),
  row(
    '3.4 forms of request principals',
    [
      ra({}, { issuer: second }),
      allow(principals('*/sub-9', `${first}/pre*`, '*2@istio.io/s', 'test-issuer-1*', '*tail')),
    ],
    [
      [token({ iss: second, sub: 'sub-9' }), ok()],
      [token({ iss: second, sub: 's' }), ok()],
      [token({ iss: second, sub: 'x' }), refused()],
      [token({ iss: second, sub: 'long-tail' }), ok()],
      [token({ sub: 'anything' }), ok()],
    ],
  ),
  row(
    'J33 the token is gone before policies',
    [ra({}), policy('p', { targetRefs: [toWp], action: 'DENY', rules: [when('request.headers[authorization]', '*')] })],
    [
      [token(), ok()],
      [get('/', { authorization: 'Basic abc' }), refused('app/p')],
    ],
  ),
  row(
    'J35 a claim chooses the route',
    [
      ra({ outputClaimToHeaders: [{ header: 'x-role', claim: 'role' }] }),
      route('r', [
        { matches: [{ headers: [{ name: 'x-role', value: 'admin' }] }], backendRefs: [api] },
        { backendRefs: [{ name: 'web', port: 80 }] },
      ]),
    ],
    [
      [token({ role: 'admin' }), ok('api', { sees: { 'x-role': 'admin' } })],
      [token({ role: 'user' }), ok('web')],
      [get('/', { 'x-role': 'admin' }), ok('api', { sees: { 'x-role': null } })],
      [token({ role: 'user' }, { headers: { 'x-role': 'admin' } }), ok('web', { sees: { 'x-role': 'user' } })],
      [token({}, { headers: { 'x-role': 'admin' } }), ok('web', { sees: { 'x-role': null } })],
    ],
  ),
  row(
    'J36 what is no token',
    [ra({})],
    [
      [
        get('/', { authorization: 'Bearer abc' }),
        badToken('Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'),
      ],
      [get('/', { authorization: 'Basic abc' }), ok('web', { sees: { authorization: 'Basic abc' } })],
    ],
  ),
  row('J37 no tokens at a TCP port', [ra({})], [[{ to: 'tcp://web:9090' }, ok('web', { status: null })]]),
  row(
    '4.3 gRPC gets 16',
    [ra({})],
    [
      [
        token(past, { to: 'grpc://web:7070/a.B/C' }),
        { status: 200, grpcStatus: 16, deniedBy: 'jwt', says: { 'grpc-message': 'Jwt is expired' } },
      ],
    ],
  ),
  row(
    '4.3 signatures and keys',
    [ra({})],
    [
      [{ to: 'http://web/', token: 'bad-signature' }, badToken('Jwt verification fails')],
      [
        { to: 'http://web/', token: { claims: { iss: first }, signedBy: 'eve' } },
        badToken("Jwks doesn't have key to match kid or alg from Jwt"),
      ],
      [token({ nbf: 1_900_000_000 }), badToken('Jwt not yet valid')],
      [token({ exp: 'soon' }), badToken('Jwt payload [exp] field is not an integer')],
    ],
  ),
]);

function base64Url(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
