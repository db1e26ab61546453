import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { FilterAnswer } from '../answer.ts';
import type { Asked } from './attributes.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';
import { failingConditions, matchingConditions } from './compiledPolicies.ts';
import type { MatchedRule } from './matchedRules.ts';

/** How many policies are explained one by one: more than that, nobody reads. */
const mostExplained = 24;

/** Why each of these policies said nothing. */
export function explainMisses(policies: readonly CompiledPolicy[], asked: Asked): readonly Considered[] {
  const misses: Considered[] = [];
  for (const policy of policies) {
    if (misses.length >= mostExplained) break;
    if (!policy.rules.some((rule) => matchingConditions(rule, asked) !== undefined)) misses.push(missOf(policy, asked));
  }
  return misses;
}

function missOf(policy: CompiledPolicy, asked: Asked): Considered {
  const { ref, name, rules, dropped } = policy;
  const paths = [
    ...rules.flatMap((rule) => failingConditions(rule, asked).map(({ path }) => path)),
    ...dropped.flatMap(({ because }) => because),
  ];
  return {
    resource: ref,
    outcome: 'no-match',
    reason: missReason(policy, name, asked),
    because: (paths.length > 0 ? paths : [['spec']]).map((path) => ({ resource: ref, path })),
  };
}

function missReason({ rules, dropped }: CompiledPolicy, policy: string, asked: Asked): Reason {
  if (rules.length > 0) {
    const failed = rules.map((rule) => `${rule.index}: ${unique(failingConditions(rule, asked).map((c) => c.name))}`);
    return reason('envoy/policy-no-match', { policy, failed });
  }
  const [first] = dropped;
  if (first === undefined) return reason('envoy/policy-without-rules', { policy });
  return reason('envoy/policy-rules-dropped', { policy, why: first.dropped });
}

function unique(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

export function matchedReason(matched: readonly MatchedRule[]): Reason {
  const [first] = matched;
  return reason('envoy/allowed-by-policy', {
    policy: `${first?.policy.namespace ?? ''}/${first?.policy.name ?? ''}`,
    rule: first?.rule ?? 0,
    others: matched.slice(1).map(({ policy }) => `${policy.namespace ?? ''}/${policy.name}`),
  });
}

/** What RBAC answers over HTTP, naming the effective policy in the details. */
export function rbacAnswer(id: string): FilterAnswer {
  return {
    status: 403,
    body: 'RBAC: access denied',
    headers: [['content-type', 'text/plain']],
    flags: '-',
    details: `rbac_access_denied_matched_policy[${id}]`,
  };
}
