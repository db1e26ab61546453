import { expect, test } from 'vitest';
import type { VirtualService } from '#model/kubernetes/kinds.ts';
import { readResource } from '#model/kubernetes/readResource.ts';
import { checkVirtualService } from './virtualService.ts';

const to = (host: string, more: object = {}) => ({ destination: { host }, ...more });

function check(spec: object) {
  const value = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'v', namespace: 'shop' },
    spec,
  };
  return checkVirtualService(readResource(value).resource as VirtualService);
}

const http = (...routes: object[]) => check({ hosts: ['a.b'], http: routes });

test.each([
  ['nothing to do', check({ hosts: ['a'] }), 'http, tcp or tls must be provided in virtual service'],
  [
    'every host in the mesh',
    check({ hosts: ['*'], http: [{ route: [to('a')] }] }),
    'wildcard host * is not allowed for virtual services bound to the mesh gateway',
  ],
  [
    'hosts that overlap',
    check({ hosts: ['*.b', 'a.b'], http: [{ route: [to('a')] }] }),
    'duplicate hosts in virtual service: *.b & a.b',
  ],
  ['a route to nowhere', http({}), 'HTTP route, redirect or direct_response is required'],
  [
    'a route that also redirects',
    http({ route: [to('a')], redirect: { uri: '/x' } }),
    'HTTP route cannot contain both route and redirect',
  ],
  [
    'weights that are all nothing',
    http({ route: [to('a', { weight: 0 }), to('b', { weight: 0 })] }),
    'total destination weight = 0',
  ],
  [
    'an empty prefix of a header',
    http({ match: [{ headers: { x: { prefix: '' } } }], route: [to('a')] }),
    '"headers": prefix string match should not be empty',
  ],
  [
    'an expression that is none',
    http({ match: [{ uri: { regex: '(' } }], route: [to('a')] }),
    '"uri": error parsing regexp: missing closing ): `(`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
  ],
  [
    'claims in the mesh',
    http({ match: [{ headers: { '@request.auth.claims.sub': { exact: 'a' } } }], route: [to('a')] }),
    'JWT claim based routing (key: @request.auth.claims.sub) is only supported for gateway, found no gateways: []',
  ],
  [
    'a header that cannot be set',
    http({ headers: { response: { set: { host: 'a' } } }, route: [to('a')] }),
    'invalid header "host": cannot set Host header',
  ],
  [
    'a value with half a variable',
    http({ headers: { request: { set: { a: '%START' } } }, route: [to('a')] }),
    "header value configuration: invalid header configuration. Un-terminated variable expression '%START'",
  ],
  [
    'two hosts at once',
    http({ rewrite: { authority: 'a' }, headers: { request: { set: { Host: 'b' } } }, route: [to('a')] }),
    'authority header cannot be set multiple times: have "a", attempting to set "b"',
  ],
  [
    'a fault without a fault',
    http({ fault: {}, route: [to('a')] }),
    ['HTTP fault injection must have an abort and/or a delay'],
  ],
  [
    'retries that are off',
    http({ retries: { attempts: 0, retryOn: '5xx' }, route: [to('a')] }),
    'http retry policy configured when attempts are set to 0 (disabled)',
  ],
  [
    'an unknown retry condition',
    http({ retries: { attempts: 1, retryOn: '5xx,often' }, route: [to('a')] }),
    '"often" is not a valid retryOn policy',
  ],
  [
    'a redirect to the same place',
    http({ redirect: { redirectCode: 301 } }),
    'redirect must specify URI, authority, scheme, or port',
  ],
  [
    'a rewrite to nothing',
    http({ rewrite: {}, route: [to('a')] }),
    'rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified',
  ],
  [
    'a subset with a dot',
    http({ route: [{ destination: { host: 'a', subset: 'v.1' } }] }),
    'subset name is invalid: v.1',
  ],
  ['a short timeout', http({ timeout: '100us', route: [to('a')] }), 'duration must be greater than 1ms'],
  [
    'a name that TLS does not have',
    check({ hosts: ['a.b'], tls: [{ match: [{ sniHosts: ['c.d'] }], route: [to('a')] }] }),
    'SNI host "c.d" is not a compatible subset of any of the virtual service hosts: [a.b]',
  ],
  [
    'a delegate at a gateway',
    check({ gateways: ['g'], http: [{ route: [to('a')] }] }),
    'delegate virtual service must have no gateways specified',
  ],
])('refused: %s', (_case, found, error) => {
  expect(found.error).toEqual(error);
});

test.each([
  ['a redirect', http({ redirect: { uri: '/x' } })],
  ['an answer', http({ directResponse: { status: 503 } })],
  ['an address as host', check({ hosts: ['1.2.3.4'], tcp: [{ route: [to('a')] }] })],
  [
    'claims at a gateway',
    check({
      hosts: ['*'],
      gateways: ['shop/g'],
      http: [{ match: [{ headers: { '@request.auth.claims.sub': { exact: 'a' } } }], route: [to('a')] }],
    }),
  ],
  ['an empty prefix of a path', http({ match: [{ uri: { prefix: '' } }], route: [to('a')] })],
  ['a variable', http({ headers: { request: { set: { a: '%START_TIME(%s)% 100%%' } } }, route: [to('a')] })],
  ['retries by status', http({ retries: { attempts: 1, retryOn: '503,unavailable' }, route: [to('a')] })],
])('accepted: %s', (_case, found) => {
  expect(found.error).toBeUndefined();
});

test('a rule behind one without matches is never used', () => {
  const found = http({ route: [to('a')] }, { match: [{ uri: { prefix: '/x' } }], route: [to('b')] });
  expect(found.warning).toBe('virtualService rule #1 not used (route without matches defined before)');
});
