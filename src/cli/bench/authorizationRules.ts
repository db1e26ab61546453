import type { AuthorizationPolicyObject } from '#engine/envoy/authorization/policyObject.ts';
import type { HttpAttributes } from '#engine/envoy/authorization/attributes.ts';
import { fromTheWire } from './fromTheWire.ts';
import { randomNumbers } from './randomNumbers.ts';

/** The part of AuthorizationPolicy that casbin and Cedar can say as well: who may or must not do what where. */
export interface AccessRule {
  readonly effect: 'allow' | 'deny';
  readonly principal: string;
  readonly method: string;
  readonly prefix: string;
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** Every fifth rule denies, within what the rule before it allows. */
export function accessRules(count: number): readonly AccessRule[] {
  return Array.from({ length: count }, (_, index): AccessRule => {
    const denies = index % 5 === 4;
    const of = denies ? index - 1 : index;
    return {
      effect: denies ? 'deny' : 'allow',
      principal: `cluster.local/ns/ns-${String(of % 10)}/sa/client-${String(of)}`,
      method: methods[of % 4] ?? 'GET',
      prefix: `/svc${String(of)}/v${String(of % 10)}/${denies ? 'admin/' : ''}`,
    };
  });
}

/** A thousand requests: most at some rule's place, some by another client or with another method, some denied. */
export function accessRequests(rules: readonly AccessRule[]): readonly HttpAttributes[] {
  const random = randomNumbers(7);
  const requests = Array.from({ length: 1000 }, (): HttpAttributes => {
    const rule = rules[random(rules.length)];
    const other = rules[random(rules.length)];
    if (rule === undefined || other === undefined) throw new Error('no rules to ask for');
    const who = random(4) === 0 ? other : rule;
    return {
      principal: who.principal,
      destinationIp: '10.96.0.1',
      destinationPort: 80,
      method: random(5) === 0 ? 'PATCH' : rule.method,
      authority: 'api.app',
      path: `${rule.prefix}${random(4) === 0 ? 'admin/' : ''}item${String(random(100))}`,
      headers: [],
    };
  });
  return fromTheWire(requests);
}

/** The rules as AuthorizationPolicies, one each. */
export function policiesOf(rules: readonly AccessRule[]): readonly AuthorizationPolicyObject[] {
  return rules.map(({ effect, principal, method, prefix }, index) => ({
    metadata: { name: `rule-${String(index)}`, namespace: 'app' },
    spec: {
      action: effect === 'allow' ? 'ALLOW' : 'DENY',
      rules: [
        {
          from: [{ source: { principals: [principal] } }],
          to: [{ operation: { methods: [method], paths: [`${prefix}*`] } }],
        },
      ],
    },
  }));
}
