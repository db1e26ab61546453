import { describe, expect, test } from 'vitest';
import type { AuthorizationPolicy, AuthorizationRule } from '#model/kubernetes/kinds.ts';
import { authorizationPolicy } from '../dataplane/smallWorld.ts';
import { convertAuthorizationPolicy } from './authorization.ts';
import { resolveSettings } from './settings.ts';

const settings = resolveSettings({});

function convert(spec: AuthorizationPolicy['spec'], home = 'app') {
  const conversion = convertAuthorizationPolicy(authorizationPolicy(`${home}/p`, spec), settings);
  if (conversion.kind !== 'sent') throw new Error(`expected a policy for ztunnel, got ${conversion.kind}`);
  return conversion;
}

function clausesOf(action: 'ALLOW' | 'DENY', rule: AuthorizationRule) {
  return convert({ action, rules: [rule] }).authorization.groups.map(({ clauses }) => clauses);
}

const fromC = { from: [{ source: { principals: ['cluster.local/ns/app/sa/c'] } }] };
const toDelete = { to: [{ operation: { methods: ['DELETE'] } }] };

// Follows istio pilot/pkg/serviceregistry/ambient authorization_test.go and its testdata.
describe('AuthorizationPolicy as ztunnel gets it', () => {
  test.each([
    ['its own namespace', 'app', undefined, 'NAMESPACE'],
    ['the root namespace', 'istio-system', undefined, 'GLOBAL'],
    ['a selector', 'app', { matchLabels: { app: 's' } }, 'WORKLOAD_SELECTOR'],
    ['an empty selector', 'app', {}, 'WORKLOAD_SELECTOR'],
  ] as const)('scope: %s', (_case, home, selector, expected) => {
    const spec = { rules: [{}], ...(selector === undefined ? {} : { selector }) };
    expect(convert(spec, home).authorization.scope).toBe(expected);
  });

  test.each([
    ['nothing said', {}, [[]]],
    ['principals', fromC, [[[{ principals: ['cluster.local/ns/app/sa/c'] }]]]],
    [
      'a bare service account',
      { from: [{ source: { serviceAccounts: ['c', 'x/y'] } }] },
      [[[{ serviceAccounts: ['app/c', 'x/y'] }]]],
    ],
    ['ports', { to: [{ operation: { ports: ['80', 'http'] } }] }, [[[{ destinationPorts: [80] }]]]],
    ['only a port that is no number', { to: [{ operation: { ports: ['http'] } }] }, [[[{}]]]],
    [
      'a block that is none',
      { from: [{ source: { ipBlocks: ['10.0.0.0/8', 'x'] } }] },
      [[[{ sourceIps: ['10.0.0.0/8'] }]]],
    ],
    [
      'a condition of layer 4',
      { when: [{ key: 'destination.port', values: ['80'] }] },
      [[[{ destinationPorts: [80] }]]],
    ],
    ['trust domains are not read', { from: [{ source: { trustDomains: ['x'] } }] }, [[[{}]]]],
    ['a method drops the whole rule', { ...fromC, ...toDelete }, []],
    ['so does a condition on the SNI', { ...fromC, when: [{ key: 'connection.sni', values: ['x'] }] }, []],
  ] as const)('ALLOW: %s', (_case, rule, expected) => {
    expect(clausesOf('ALLOW', rule)).toEqual(expected);
  });

  test.each([
    [
      'a method is erased, its clause kept',
      { ...fromC, ...toDelete },
      [[[{}], [{ principals: ['cluster.local/ns/app/sa/c'] }]]],
      false,
    ],
    [
      'a method beside a port leaves the port',
      { to: [{ operation: { ports: ['80'], methods: ['GET'] } }] },
      [[[{ destinationPorts: [80] }]]],
      true,
    ],
    [
      'other entries of the list still work',
      { to: [{ operation: { methods: ['GET'] } }, { operation: { ports: ['80'] } }] },
      [[[{}, { destinationPorts: [80] }]]],
      true,
    ],
    [
      'a condition on a header',
      { ...fromC, when: [{ key: 'request.headers[x]', values: ['1'] }] },
      [[[{ principals: ['cluster.local/ns/app/sa/c'] }], [{}]]],
      false,
    ],
  ] as const)('DENY: %s', (_case, rule, expected, effective) => {
    const conversion = convert({ action: 'DENY', rules: [rule] });
    expect(conversion.authorization.groups.map(({ clauses }) => clauses)).toEqual(expected);
    expect(conversion.effective).toBe(effective);
  });

  test('names what only an HTTP proxy can judge, sorted and once', () => {
    const when = [{ key: 'request.auth.claims[x]', values: ['1'] }];
    const rules = [{ ...toDelete, when }, toDelete, { from: [{ source: { requestPrincipals: ['*'] } }] }];
    expect(convert({ rules }).l7Fields).toEqual(['methods', 'request.auth.claims[x]', 'requestPrincipals']);
  });

  test.each([
    ['CUSTOM', { action: 'CUSTOM' }, {}, 'not-sent'],
    ['AUDIT', { action: 'AUDIT' }, {}, 'not-sent'],
    ['a dry run', { action: 'DENY' }, { 'istio.io/dry-run': 'true' }, 'not-sent'],
    [
      'a dry run with a target is judged as a dry run',
      { targetRef: { kind: 'Service', name: 's', group: '' } },
      { 'istio.io/dry-run': 'true' },
      'not-sent',
    ],
    ['a target', { targetRef: { kind: 'Service', name: 's', group: '' } }, {}, 'for-waypoint'],
    ['no dry run', { action: 'DENY' }, { 'istio.io/dry-run': 'false' }, 'sent'],
    ['a dry run nobody can read', { action: 'DENY' }, { 'istio.io/dry-run': 'yes' }, 'sent'],
  ] as const)('%s', (_case, spec, annotations, expected) => {
    const policy = authorizationPolicy('app/p', { rules: [{}], ...spec }, { annotations });
    expect(convertAuthorizationPolicy(policy, settings).kind).toBe(expected);
  });

  test('with the flag a dry run is sent as one', () => {
    const flags = { AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY: true };
    const policy = authorizationPolicy('app/p', { rules: [{}] }, { annotations: { 'istio.io/dry-run': 'true' } });
    expect(convertAuthorizationPolicy(policy, resolveSettings({ flags }))).toMatchObject({
      kind: 'sent',
      authorization: { dryRun: true },
    });
  });
});
