import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ResolvedSettings } from '../../mesh/mesh.ts';
import { askedOfRequest } from './attributes.ts';
import type { HttpAttributes } from './attributes.ts';
import { matchingConditions } from './compiledPolicies.ts';
import { compileHttpPolicies } from './compilePolicies.ts';
import { anyMatches, matchedRules } from './matchedRules.ts';
import type { AuthorizationPolicyObject, PolicyOperation, PolicySource } from './policyObject.ts';

const settings: ResolvedSettings = {
  trustDomain: 'td',
  trustDomainAliases: ['old'],
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  now: 0,
  flags: {},
  meshConfig: {},
};

const some = <T>(...values: readonly T[]) => fc.subarray([...values]);
const principals = some('td/ns/a/sa/x', 'old/ns/a/sa/y', 'td/ns/a/*', '*', '*/sa/x');
const paths = some('/', '/a', '/a*', '*b', '/{*}/b', '*');
const source: fc.Arbitrary<PolicySource> = fc.record({ principals, notPrincipals: principals }, { requiredKeys: [] });
const operation: fc.Arbitrary<PolicyOperation> = fc.record(
  { paths, notPaths: paths, hosts: some('web', 'w*', 'API', '*'), methods: some('GET', 'P*') },
  { requiredKeys: [] },
);
const rule = fc.record(
  { from: fc.array(fc.record({ source }), { maxLength: 2 }), to: fc.array(fc.record({ operation }), { maxLength: 2 }) },
  { requiredKeys: [] },
);
const policies = fc
  .array(fc.array(rule, { maxLength: 3 }), { maxLength: 6 })
  .map((all) =>
    all.map(
      (rules, i): AuthorizationPolicyObject => ({ metadata: { name: `p${i}`, namespace: 'a' }, spec: { rules } }),
    ),
  );
const requests = fc.record({
  principal: fc.constantFrom('td/ns/a/sa/x', 'td/ns/a/sa/y', 'old/ns/a/sa/x', ''),
  path: fc.constantFrom('/', '/a', '/ab', '/a/b', '/c?x=1'),
  authority: fc.constantFrom('web', 'WEB', 'api', 'other'),
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
});

test('the index finds what looking at every rule finds', () => {
  fc.assert(
    fc.property(policies, requests, (objects, request) => {
      const attributes: HttpAttributes = { ...request, headers: [], destinationIp: '10.0.0.1', destinationPort: 80 };
      const asked = askedOfRequest(attributes);
      const { allow } = compileHttpPolicies(objects, settings);
      const slow = allow.flatMap(({ ref, rules }) => {
        const first = rules.find((each) => matchingConditions(each, asked) !== undefined);
        return first === undefined ? [] : [`${ref.name}/${first.index}`];
      });
      expect(matchedRules(allow, asked).map((each) => `${each.policy.name}/${each.rule}`)).toEqual(slow);
      expect(anyMatches(allow, asked)).toBe(slow.length > 0);
    }),
    { numRuns: 500 },
  );
});
