import { describe, expect, test } from 'vitest';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JwtRule } from '#model/kubernetes/kinds.ts';
import type { HeaderLine, HttpRequest } from '../../dataplane/connection.ts';
import { authenticate } from './authenticate.ts';
import { compileAuthentication } from './authenticationRules.ts';
import { decodeBase64Url, encodeBase64, parseToken } from './parseToken.ts';
import type { SignatureCheck, VerifiedTokens } from './verifyTokens.ts';
import { checkSignature } from './verifyTokens.ts';

const now = 1_788_220_800;

function token(claims: object, header: object = { alg: 'RS256', kid: 'k1' }): string {
  const part = (value: object) =>
    encodeBase64(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  return `${part(header)}.${part(claims)}.c2ln`;
}

const good = { iss: 'iss', sub: 'ana', exp: now + 1000 };

function request(headers: readonly HeaderLine[] = [], extra: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    scheme: 'http',
    authority: 'web',
    path: '/',
    headers,
    body: '',
    protocol: 'HTTP/1.1',
    grpc: false,
    ...extra,
  };
}

const bearer = (text: string): HeaderLine => ['authorization', `Bearer ${text}`];

function rules(...jwtRules: readonly JwtRule[]) {
  return compileAuthentication([
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      metadata: { name: 'ra', namespace: 'app' },
      spec: { jwtRules },
    },
  ]);
}

type Answer = SignatureCheck | 'unchecked';
const keys = (answer: Answer): VerifiedTokens => ({
  signature: () => (answer === 'unchecked' ? undefined : answer),
});
const iss: JwtRule = { issuer: 'iss', jwks: '{}' };

function outcome(jwtRules: readonly JwtRule[], sent: HttpRequest, answer: Answer = 'valid') {
  const result = authenticate(rules(...jwtRules), sent, keys(answer), now);
  if (result.result === 'rejected') return `${result.answer.status} ${result.answer.body}`;
  return result.result === 'passed' ? (result.claims === undefined ? 'anonymous' : 'accepted') : result.result;
}

describe('what a token gets', () => {
  test.each([
    ['a good one', token(good), 'accepted'],
    ['expired', token({ ...good, exp: now - 61 }), '401 Jwt is expired'],
    ['expired within the skew', token({ ...good, exp: now - 59 }), 'accepted'],
    ['not yet valid', token({ ...good, nbf: now + 61 }), '401 Jwt not yet valid'],
    ['of another issuer', token({ ...good, iss: 'ISS' }), '401 Jwt issuer is not configured'],
    ['without an issuer', token({ sub: 'ana' }), '401 Jwt issuer is not configured'],
    ['an expiry that is a text', token({ ...good, exp: 'soon' }), '401 Jwt payload [exp] field is not an integer'],
    ['two parts', 'abc.def', '401 Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections'],
    ['no JSON', `${token(good).split('.')[0] ?? ''}.YWJj.c2ln`, '401 Jwt payload is an invalid JSON'],
    ['no base64', 'a b.c.d', '401 Jwt header is an invalid Base64url encoded'],
  ])('%s', (_case, text, expected) => {
    expect(outcome([iss], request([bearer(text)]))).toBe(expected);
  });

  test.each([
    ['invalid', '401 Jwt verification fails'],
    ['no-key', "401 Jwks doesn't have key to match kid or alg from Jwt"],
    ['unchecked', 'undetermined'],
  ] as const)('signature %s', (answer, expected) => {
    expect(outcome([iss], request([bearer(token(good))]), answer)).toBe(expected);
  });

  test.each([
    ['foo', 'accepted'],
    [['x', 'https://foo/'], 'accepted'],
    ['bar', '403 Audiences in Jwt are not allowed'],
  ])('audience %s', (aud, expected) => {
    expect(outcome([{ ...iss, audiences: ['foo'] }], request([bearer(token({ ...good, aud }))]))).toBe(expected);
  });
});

describe('where tokens are', () => {
  const text = token(good);
  test.each([
    ['nowhere', iss, request(), 'anonymous'],
    ['the default parameter', iss, request([], { path: `/?access_token=${text}` }), 'accepted'],
    ['basic authentication', iss, request([['authorization', 'Basic Zm9v']]), 'anonymous'],
    ['a parameter that is named', { ...iss, fromParams: ['t'] }, request([], { path: `/?t=${text}` }), 'accepted'],
    ['the header, which then is not looked at', { ...iss, fromParams: ['t'] }, request([bearer('abc')]), 'anonymous'],
    [
      'a header with a prefix',
      { ...iss, fromHeaders: [{ name: 'X-Jwt', prefix: 'Value ' }] },
      request([['x-jwt', `Value ${text}`]]),
      'accepted',
    ],
    ['a cookie', { ...iss, fromCookies: ['s'] }, request([['cookie', `a=b; s=${text}`]]), 'accepted'],
  ])('%s', (_case, rule, sent, expected) => {
    expect(outcome([rule], sent)).toBe(expected);
  });

  test('all tokens of one rule must be good', () => {
    const rule = { ...iss, fromParams: ['a', 'b'] };
    const late = token({ ...good, exp: now - 100 });
    expect(outcome([rule], request([], { path: `/?a=${text}&b=${late}` }))).toBe('401 Jwt is expired');
  });

  test('any rule that accepts will do', () => {
    const first = { ...iss, fromHeaders: [{ name: 'x-one' }] };
    const second = { issuer: 'iss2', jwks: '{}', fromHeaders: [{ name: 'x-two' }] };
    const two = token({ ...good, iss: 'iss2' });
    expect(
      outcome(
        [first, second],
        request([
          ['x-one', 'abc'],
          ['x-two', two],
        ]),
      ),
    ).toBe('accepted');
    expect(outcome([first, second], request([['x-one', two]]))).toBe('401 Jwt issuer is not configured');
  });
});

describe('what becomes of the request', () => {
  const passed = (rule: JwtRule, sent: HttpRequest): HttpRequest => {
    const result = authenticate(rules(rule), sent, keys('valid'), now);
    if (result.result !== 'passed') throw new Error('refused');
    return result.request;
  };
  const text = token({ ...good, user: { role: 'admin', age: 7 }, groups: ['a'] });

  test('an accepted token is taken away', () => {
    expect(passed(iss, request([bearer(text)])).headers).toEqual([]);
    expect(passed(iss, request([], { path: `/p?a=1&access_token=${text}&b=2` })).path).toBe('/p?a=1&b=2');
    expect(passed(iss, request([], { path: `/p?access_token=${text}` })).path).toBe('/p');
    expect(passed({ ...iss, forwardOriginalToken: true }, request([bearer(text)])).headers).toHaveLength(1);
  });

  test('claims go into headers that a client cannot set', () => {
    const outputClaimToHeaders = [
      { header: 'X-Role', claim: 'user.role' },
      { header: 'x-user', claim: 'user' },
      { header: 'x-none', claim: 'no.such' },
    ];
    const rule = { ...iss, outputClaimToHeaders };
    const forged: HeaderLine = ['x-role', 'root'];
    expect(passed(rule, request([forged, bearer(text)])).headers).toEqual([
      ['x-role', 'admin'],
      ['x-user', encodeBase64('{"age":7,"role":"admin"}')],
    ]);
    expect(passed(rule, request([forged])).headers).toEqual([]);
  });

  test('a preflight is not asked', () => {
    const preflight = request([bearer('abc'), ['origin', 'https://o'], ['access-control-request-method', 'GET']], {
      method: 'OPTIONS',
    });
    expect(passed(iss, preflight)).toBe(preflight);
  });

  test('scope is a list of words', () => {
    const result = authenticate(
      rules(iss),
      request([bearer(token({ ...good, scope: 'read write' }))]),
      keys('valid'),
      now,
    );
    expect(result.result === 'passed' && result.claims?.['scope']).toEqual(['read', 'write']);
  });
});

test('signatures are checked with the keys that kid and alg admit', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const signed = await new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
  const set = async (key: CryptoKey, extra: object) =>
    JSON.stringify({ keys: [{ ...(await exportJWK(key)), ...extra }] });
  expect(await checkSignature(signed, await set(publicKey, { kid: 'k1' }))).toBe('valid');
  expect(await checkSignature(signed, await set(publicKey, {}))).toBe('valid');
  expect(await checkSignature(signed, await set(publicKey, { kid: 'k2' }))).toBe('no-key');
  expect(await checkSignature(signed, await set(publicKey, { alg: 'RS512' }))).toBe('no-key');
  expect(await checkSignature(signed, await set(other.publicKey, { kid: 'k1' }))).toBe('invalid');
});

test('base64url', () => {
  expect(decodeBase64Url('YWI')).toEqual([97, 98]);
  expect(decodeBase64Url('a')).toBeUndefined();
  expect(encodeBase64('ä1')).toBe('w6Qx');
  expect(parseToken('a.b.').kind).toBe('malformed');
});
