import { expect, test } from 'vitest';
import type { Channel } from './checkFacets.ts';
import { readResource } from './readResource.ts';

function broken(apiVersion: string, kind: string, spec: unknown, channel?: Channel): readonly string[] {
  const { problems } = readResource({ apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec }, channel);
  return problems.map(({ path, code, params }) =>
    code === 'admission/rule' ? `${path.join('.')}: ${params.message}` : `${path.join('.')}: ${code}`,
  );
}

const http = (spec: unknown, channel?: Channel) => broken('gateway.networking.k8s.io/v1', 'HTTPRoute', spec, channel);
const rule = (fields: object) => http({ rules: [fields] });
const filter = (fields: object) => rule({ filters: [fields] });
const path = (value: string, type = 'PathPrefix') => rule({ matches: [{ path: { type, value } }] });
const grpc = (method: object) =>
  broken('gateway.networking.k8s.io/v1', 'GRPCRoute', { rules: [{ matches: [{ method }] }] });
const gateway = (...listeners: object[]) =>
  broken('gateway.networking.k8s.io/v1', 'Gateway', { gatewayClassName: 'istio', listeners });
const istio = (group: string, kind: string) => (spec: object) => broken(`${group}.istio.io/v1`, kind, spec);
const policy = istio('security', 'AuthorizationPolicy');
const peers = istio('security', 'PeerAuthentication');
const tokens = istio('security', 'RequestAuthentication');
const entry = istio('networking', 'ServiceEntry');
const telemetry = istio('telemetry', 'Telemetry');

const backendTls = (validation: object, ...targets: readonly object[]) =>
  broken('gateway.networking.k8s.io/v1', 'BackendTLSPolicy', {
    targetRefs: (targets.length > 0 ? targets : [{}]).map((target) => ({
      group: '',
      kind: 'Service',
      name: 's',
      ...target,
    })),
    validation: { hostname: 's.example', ...validation },
  });
const system = { wellKnownCACertificates: 'System' };

const replacePrefix = { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' };
const rewrite = { type: 'URLRewrite', urlRewrite: { path: replacePrefix } };
const redirect = { type: 'RequestRedirect', requestRedirect: { scheme: 'https' } };

test.each([
  ['no CA', backendTls({}), 'must specify either CACertificateRefs or WellKnownCACertificates'],
  [
    'two kinds of CA',
    backendTls({ ...system, caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] }),
    'must not contain both CACertificateRefs and WellKnownCACertificates',
  ],
  ['one target twice', backendTls(system, {}, {}), 'sectionName must be unique when targetRefs includes 2 or more'],
  [
    'a part and the whole of a target',
    backendTls(system, {}, { sectionName: 'a' }),
    'sectionName must be specified when',
  ],
  [
    'an alternative name without a name',
    backendTls({ ...system, subjectAltNames: [{ type: 'Hostname' }] }),
    'SubjectAltName element must contain Hostname, if Type is set to Hostname',
  ],
  [
    'an alternative name of the other type',
    backendTls({ ...system, subjectAltNames: [{ type: 'URI', uri: 'spiffe://a', hostname: 'a' }] }),
    'SubjectAltName element must not contain Hostname, if Type is not set to Hostname',
  ],
  ['a path without a slash', path('a'), 'value must be an absolute path'],
  ['a doubled slash', path('/a//b', 'Exact'), "must not contain '//'"],
  ['a step up', path('/a/..'), "must not end with '/..'"],
  ['a blank in a path', path('/a b'), 'must only contain valid characters'],
  [
    'a redirect with backends',
    rule({ filters: [redirect], backendRefs: [{ name: 'a', port: 1 }] }),
    'RequestRedirect filter must not be used together with backendRefs',
  ],
  [
    'a prefix replaced for two paths',
    rule({ filters: [rewrite], matches: [{}, { path: { value: '/a' } }] }),
    'When using URLRewrite filter with path.replacePrefixMatch',
  ],
  [
    'a prefix replaced for an exact path',
    rule({ filters: [rewrite], matches: [{ path: { type: 'Exact' } }] }),
    'exactly one PathPrefix match must be specified',
  ],
  [
    'a redirect beside a rewrite',
    rule({ filters: [redirect, { type: 'URLRewrite', urlRewrite: { hostname: 'a' } }] }),
    'May specify either',
  ],
  ['two redirects', rule({ filters: [redirect, redirect] }), 'RequestRedirect filter cannot be repeated'],
  ['a filter without its field', filter({ type: 'CORS' }), 'filter.cors must be specified'],
  ['a filter with a foreign field', filter({ ...redirect, cors: {} }), 'filter.cors must be nil'],
  [
    'a star that is not alone',
    filter({ type: 'CORS', cors: { allowOrigins: ['*', 'http://a'] } }),
    "AllowOrigins cannot contain '*' alongside",
  ],
  [
    'a path modifier of another type',
    filter({ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath' } } }),
    'replaceFullPath must be specified',
  ],
  [
    'half a mirror twice',
    filter({
      type: 'RequestMirror',
      requestMirror: { backendRef: { name: 'a', port: 1 }, percent: 5, fraction: { numerator: 1 } },
    }),
    'Only one of percent or fraction',
  ],
  [
    'more than everything',
    filter({
      type: 'RequestMirror',
      requestMirror: { backendRef: { name: 'a', port: 1 }, fraction: { numerator: 101 } },
    }),
    'numerator must be less than',
  ],
  [
    'a try longer than all tries',
    rule({ timeouts: { request: '1s', backendRequest: '1001ms' } }),
    'backendRequest timeout cannot be longer',
  ],
  ['rules of one name', http({ rules: [{ name: 'a' }, { name: 'a' }] }), 'Rule name must be unique'],
  [
    'too many matches in all',
    http({ rules: [64, 64, 1].map((n) => ({ matches: Array.from({ length: n }, () => ({})) })) }),
    'must be less than 128',
  ],
  ['a session by cookie without one', rule({ sessionPersistence: {} }), 'cookie must be specified for Cookie type'],
  ['one parent twice', http({ parentRefs: [{ name: 'g' }, { name: 'g' }] }), 'sectionName or port must be unique'],
  [
    'one parent, once with a section',
    http({ parentRefs: [{ name: 'g' }, { name: 'g', sectionName: 'a' }] }),
    'sectionName or port must be specified',
  ],
  [
    'one parent by port, in the standard channel',
    http(
      {
        parentRefs: [
          { name: 'g', port: 1 },
          { name: 'g', port: 2 },
        ],
      },
      'standard',
    ),
    'sectionName must be unique',
  ],
  ['a gRPC match of nothing', grpc({}), "One or both of 'service' or 'method'"],
  ['a gRPC method with a dash', grpc({ method: 'a-b' }), 'method must only contain valid characters'],
  [
    'two listeners on one port',
    gateway({ name: 'a', port: 80, protocol: 'HTTP' }, { name: 'b', port: 80, protocol: 'HTTP' }),
    'Combination of port, protocol and hostname',
  ],
  [
    'certificates on plain HTTP',
    gateway({ name: 'a', port: 80, protocol: 'HTTP', tls: { certificateRefs: [{ name: 's' }] } }),
    'tls must not be specified for protocols',
  ],
  [
    'TLS without its settings',
    gateway({ name: 'a', port: 443, protocol: 'TLS' }),
    'tls mode must be set for protocol TLS',
  ],
  [
    'termination without certificates',
    gateway({ name: 'a', port: 443, protocol: 'HTTPS', tls: {} }),
    'no such key: certificateRefs evaluating rule',
  ],
  [
    'a star in a label',
    policy({ selector: { matchLabels: { app: 'a*' } } }),
    'wildcard not allowed in label value match',
  ],
  [
    'accounts beside principals',
    policy({ rules: [{ from: [{ source: { serviceAccounts: ['a'], principals: ['b'] } }] }] }),
    'Cannot set serviceAccounts with namespaces or principals',
  ],
  [
    'a target elsewhere',
    policy({ targetRefs: [{ kind: 'Service', name: 'a', namespace: 'b' }] }),
    'cross namespace referencing',
  ],
  [
    'a port that is a word',
    peers({ selector: { matchLabels: { a: 'b' } }, portLevelMtls: { web: {} } }),
    "type conversion error from 'string' to 'int' evaluating rule",
  ],
  [
    'two key sets',
    tokens({ jwtRules: [{ issuer: 'a', jwks: '{}', jwksUri: 'https://a' }] }),
    'only one of jwks or jwksUri can be set',
  ],
  [
    'keys from a file',
    tokens({ jwtRules: [{ issuer: 'a', jwksUri: 'file:///a' }] }),
    'url must have scheme http:// or https://',
  ],
  [
    'no time at all',
    tokens({ jwtRules: [{ issuer: 'a', timeout: '0s' }] }),
    'must be a valid duration greater than 1ms',
  ],
  [
    'endpoints without resolution',
    entry({ hosts: ['a.b'], endpoints: [{ address: '1.2.3.4' }] }),
    'NONE mode cannot set endpoints',
  ],
  ['an endpoint nowhere', entry({ hosts: ['a.b'], resolution: 'STATIC', endpoints: [{}] }), 'Address is required'],
  ['every host', entry({ hosts: ['*'] }), 'hostname cannot be wildcard'],
  [
    'a range of names',
    entry({ hosts: ['a.b'], addresses: ['10.0.0.0/8'], resolution: 'DNS' }),
    'CIDR addresses are allowed only',
  ],
  [
    'a tag without a value',
    telemetry({ metrics: [{ overrides: [{ tagOverrides: { a: { operation: 'UPSERT' } } }] }] }),
    'no such key: value evaluating rule',
  ],
])('refused: %s', (_case, found, words) => {
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(words);
});

test.each([
  ['any expression', path('(a//b', 'RegularExpression')],
  ['an encoded blank', path('/a%20b')],
  ['a replaced prefix of one path', rule({ filters: [rewrite], matches: [{ path: { value: '/a' } }] })],
  ['no limit for all tries', rule({ timeouts: { request: '0s', backendRequest: '1h' } })],
  [
    'one parent by two ports',
    http({
      parentRefs: [
        { name: 'g', port: 1 },
        { name: 'g', port: 2 },
      ],
    }),
  ],
  ['one name in two namespaces', http({ parentRefs: [{ name: 'g' }, { name: 'g', namespace: 'b' }] })],
  ['128 matches', http({ rules: [64, 64].map((n) => ({ matches: Array.from({ length: n }, () => ({})) })) })],
  ['a backend that is no Service', rule({ backendRefs: [{ group: 'a.b', kind: 'C', name: 'd' }] })],
  ['a gRPC service alone', grpc({ service: '.a.B_1' })],
  [
    'two hosts on one port',
    gateway({ name: 'a', port: 80, protocol: 'HTTP' }, { name: 'b', port: 80, protocol: 'HTTP', hostname: 'a' }),
  ],
  ['an abstract socket', entry({ hosts: ['a.b'], resolution: 'STATIC', endpoints: [{ address: 'unix://@a' }] })],
])('accepted: %s', (_case, found) => {
  expect(found).toEqual([]);
});
