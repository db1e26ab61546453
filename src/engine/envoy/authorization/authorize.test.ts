import { describe, expect, test } from 'vitest';
import type { ResolvedSettings } from '../../mesh/mesh.ts';
import type { HttpAttributes } from './attributes.ts';
import { authorizeExternally, authorizeHttp, authorizeTcp } from './authorize.ts';
import { compileHttpPolicies, compileTcpPolicies } from './compilePolicies.ts';
import type { AuthorizationPolicyObject, AuthorizationPolicySpec } from './policyObject.ts';
import type { ProviderAnswer } from './provider.ts';
import { remoteClient, remoteClientAtGateway } from './remoteClient.ts';

const settings: ResolvedSettings = {
  trustDomain: 'cluster.local',
  trustDomainAliases: [],
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  now: 0,
  flags: {},
  meshConfig: {
    extensionProviders: [
      { name: 'ext', envoyExtAuthzHttp: { service: 'ext.app.svc.cluster.local', port: 8000 } },
      { name: 'open', envoyExtAuthzHttp: { service: 'ext.app.svc.cluster.local', port: 8000, failOpen: true } },
    ],
  },
};

function policy(name: string, spec: AuthorizationPolicySpec, dryRun?: string): AuthorizationPolicyObject {
  const annotations = dryRun === undefined ? {} : { annotations: { 'istio.io/dry-run': dryRun } };
  return { metadata: { name, namespace: 'app', ...annotations }, spec };
}

const request: HttpAttributes = {
  principal: 'cluster.local/ns/app/sa/client',
  remoteIp: '10.1.0.10',
  destinationIp: '10.96.0.10',
  destinationPort: 80,
  method: 'GET',
  authority: 'web',
  path: '/a?x=1',
  headers: [
    ['x-foo', 'one'],
    ['x-foo', 'two'],
  ],
};

const paths = (...values: string[]) => [{ to: [{ operation: { paths: values } }] }];
const everything = [{}];

function http(policies: readonly AuthorizationPolicyObject[], extra: Partial<HttpAttributes> = {}) {
  const {
    result,
    deniedBy,
    policies: names,
  } = authorizeHttp(compileHttpPolicies(policies, settings), { ...request, ...extra });
  return deniedBy === undefined ? `${result} ${names.join()}`.trim() : `${result} by ${deniedBy}`;
}

describe('order and defaults', () => {
  test.each([
    ['no policy', [], 'allowed'],
    ['an ALLOW that matches', [policy('a', { rules: paths('/a') })], 'allowed app/a'],
    ['an ALLOW that does not', [policy('a', { rules: paths('/b') })], 'denied by no-allow-matched'],
    ['an ALLOW without rules', [policy('a', {})], 'denied by no-allow-matched'],
    ['an ALLOW with an empty rule', [policy('a', { rules: everything })], 'allowed app/a'],
    ['a DENY with an empty rule', [policy('d', { action: 'DENY', rules: everything })], 'denied by app/d'],
    [
      'DENY before ALLOW',
      [policy('a', { rules: everything }), policy('d', { action: 'DENY', rules: paths('/a') })],
      'denied by app/d',
    ],
    ['only AUDIT', [policy('l', { action: 'AUDIT', rules: everything })], 'allowed'],
    ['a dry-run ALLOW that does not match', [policy('a', { rules: paths('/b') }, 'true')], 'allowed'],
    ['a dry-run DENY that matches', [policy('d', { action: 'DENY', rules: everything }, 'true')], 'allowed'],
    [
      'a dry-run ALLOW beside a real one',
      [policy('a', { rules: everything }, 'true'), policy('b', { rules: paths('/b') }, 'false')],
      'denied by no-allow-matched',
    ],
  ])('%s', (_case, policies, expected) => {
    expect(http(policies)).toBe(expected);
  });

  test('every DENY policy that refuses is named', () => {
    const deny = { action: 'DENY', rules: everything };
    const verdict = authorizeHttp(compileHttpPolicies([policy('b', deny), policy('a', deny)], settings), request);
    expect(verdict.policies).toEqual(['app/b', 'app/a']);
    expect(verdict.answer?.details).toBe('rbac_access_denied_matched_policy[ns[app]-policy[a]-rule[0]]');
  });
});

describe('fields', () => {
  const allowed = (rule: NonNullable<AuthorizationPolicySpec['rules']>[number], extra: Partial<HttpAttributes> = {}) =>
    http([policy('a', { rules: [rule] })], extra).startsWith('allowed');
  test.each([
    ['the query is no part of the path', { to: [{ operation: { paths: ['/a'] } }] }, true],
    ['fields of one operation are ANDed', { to: [{ operation: { paths: ['/a'], methods: ['PUT'] } }] }, false],
    ['operations are ORed', { to: [{ operation: { methods: ['PUT'] } }, { operation: { paths: ['/a'] } }] }, true],
    ['a negated field', { to: [{ operation: { notMethods: ['GET'] } }] }, false],
    ['the address of the peer is no address at a waypoint', { from: [{ source: { ipBlocks: ['0.0.0.0/0'] } }] }, false],
    ['so its negation always holds', { from: [{ source: { notIpBlocks: ['0.0.0.0/0'] } }] }, true],
    ['the remote address', { from: [{ source: { remoteIpBlocks: ['10.1.0.0/16'] } }] }, true],
    ['the service port', { to: [{ operation: { ports: ['80'] } }] }, true],
    ['lines of a header one by one', { when: [{ key: 'request.headers[X-Foo]', values: ['two'] }] }, true],
    ['never joined', { when: [{ key: 'request.headers[x-foo]', values: ['one,two'] }] }, false],
    ['any line defeats notValues', { when: [{ key: 'request.headers[x-foo]', notValues: ['one'] }] }, false],
    ['no token, no principal', { from: [{ source: { requestPrincipals: ['*'] } }] }, false],
    ['no token, not any principal', { from: [{ source: { notRequestPrincipals: ['*'] } }] }, true],
    ['no SNI', { when: [{ key: 'connection.sni', values: ['*.x'] }] }, false],
    ['an unknown key drops the rule', { when: [{ key: 'foo.bar', values: ['x'] }] }, false],
  ])('%s', (_case, rule, expected) => {
    expect(allowed(rule)).toBe(expected);
  });

  test.each(['DENY', 'AUDIT'])('an unknown key drops a %s rule too', (action) => {
    const unknown = policy('d', { action, rules: [{ when: [{ key: 'foo.bar', values: ['x'] }] }] });
    const verdict = authorizeHttp(compileHttpPolicies([unknown], settings), request);
    expect(verdict.result).toBe('allowed');
    expect(verdict.decisions.map(({ reason }) => reason.code)).not.toContain('envoy/audit-match');
  });

  test('a peer without identity is in no namespace', () => {
    const nobody = { action: 'DENY', rules: [{ from: [{ source: { notNamespaces: ['app'] } }] }] };
    const anonymous = Object.fromEntries(
      Object.entries(request).filter(([name]) => name !== 'principal'),
    ) as unknown as HttpAttributes;
    expect(authorizeHttp(compileHttpPolicies([policy('d', nobody)], settings), anonymous).result).toBe('denied');
  });

  test('because names the fields that decided', () => {
    const verdict = authorizeHttp(compileHttpPolicies([policy('a', { rules: paths('/a') })], settings), request);
    expect(verdict.because.map(({ path }) => path.join('.'))).toEqual(['spec.rules.0.to.0.operation.paths']);
  });

  test('what failed is told of a policy that says nothing', () => {
    const verdict = authorizeHttp(compileHttpPolicies([policy('a', { rules: paths('/b') })], settings), request);
    expect(verdict.considered[0]?.reason).toEqual({
      code: 'envoy/policy-no-match',
      params: { policy: 'app/a', failed: ['0: paths'] },
    });
  });
});

describe('TCP chains', () => {
  const tcp = (policies: readonly AuthorizationPolicyObject[]) =>
    authorizeTcp(compileTcpPolicies(policies, settings), request).result;
  const methods = [{ to: [{ operation: { methods: ['DELETE'] } }] }];
  test.each([
    ['an ALLOW with only HTTP fields allows nothing', [policy('a', { rules: methods })], 'denied'],
    ['a DENY with only HTTP fields denies everything', [policy('d', { action: 'DENY', rules: methods })], 'denied'],
    [
      'a mixed ALLOW rule is dropped',
      [policy('a', { rules: [{ to: [{ operation: { ports: ['80'], methods: ['GET'] } }] }] })],
      'denied',
    ],
    ['a port is known', [policy('a', { rules: [{ to: [{ operation: { ports: ['80'] } }] }] })], 'allowed'],
    [
      'an HTTP provider is not asked',
      [policy('c', { action: 'CUSTOM', provider: { name: 'ext' }, rules: everything })],
      'allowed',
    ],
  ])('%s', (_case, policies, expected) => {
    expect(tcp(policies)).toBe(expected);
  });
});

test('on a TCP chain the external authorizer is asked before a DENY policy', () => {
  const meshConfig = {
    extensionProviders: [{ name: 'grpc', envoyExtAuthzGrpc: { service: 'ext.app.svc', port: 9000 } }],
  };
  const custom = policy('c', { action: 'CUSTOM', provider: { name: 'grpc' }, rules: everything });
  const deny = policy('d', { action: 'DENY', rules: everything });
  const by = (answer: ProviderAnswer['kind']) => {
    const compiled = compileTcpPolicies([deny, custom], { ...settings, meshConfig }, () => ({ kind: answer }));
    return authorizeTcp(compiled, request).policies;
  };
  expect(by('error')).toEqual(['app/c']);
  expect(by('allows')).toEqual(['app/d']);
});

describe('CUSTOM', () => {
  const custom = (name: string, provider: string) =>
    policy(name, { action: 'CUSTOM', provider: { name: provider }, rules: paths('/a') });
  const ask = (answer: ProviderAnswer['kind'], ...policies: AuthorizationPolicyObject[]) => {
    const compiled = compileHttpPolicies(policies, settings, () => ({ kind: answer }));
    const verdict = authorizeExternally(compiled, request);
    return verdict === undefined ? 'not asked' : `${verdict.result} ${verdict.answer?.status ?? ''}`.trim();
  };
  test.each([
    ['the provider allows', 'allows', [custom('c', 'ext')], 'allowed'],
    ['it cannot be reached', 'error', [custom('c', 'ext')], 'denied 403'],
    ['it cannot be reached and fails open', 'error', [custom('c', 'open')], 'allowed'],
    ['nobody knows what it says', 'unknown', [custom('c', 'ext')], 'undetermined'],
    ['its service does not exist', 'no-service', [custom('c', 'ext')], 'denied 403'],
    ['it is not in the mesh settings', 'allows', [custom('c', 'nobody')], 'denied 403'],
    ['two providers', 'allows', [custom('c', 'ext'), custom('d', 'open')], 'denied 403'],
    ['one provider twice', 'allows', [custom('c', 'ext'), custom('d', 'ext')], 'allowed'],
    [
      'the rules do not match',
      'error',
      [policy('c', { action: 'CUSTOM', provider: { name: 'ext' }, rules: paths('/b') })],
      'not asked',
    ],
  ] as const)('%s', (_case, answer, policies, expected) => {
    expect(ask(answer, ...policies)).toBe(expected);
  });
});

test.each([
  ['no header', [], '10.1.0.10'],
  [
    'the last entry of the last line',
    [
      ['x-forwarded-for', '9.9.9.9'],
      ['x-forwarded-for', '8.8.8.8, 1.2.3.4'],
    ],
    '1.2.3.4',
  ],
  ['no address', [['x-forwarded-for', 'garbage']], '10.1.0.10'],
] as const)('remote client: %s', (_case, headers, expected) => {
  expect(remoteClient('10.1.0.10', headers)).toBe(expected);
});

test('a gateway believes as many proxies as it is told', () => {
  const headers = [['x-forwarded-for', '1.1.1.1, 2.2.2.2']] as const;
  expect([0, 1, 2, 3].map((trusted) => remoteClientAtGateway('5.5.5.5', headers, trusted))).toEqual([
    '5.5.5.5',
    '2.2.2.2',
    '1.1.1.1',
    '5.5.5.5',
  ]);
});
