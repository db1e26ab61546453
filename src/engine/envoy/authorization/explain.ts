import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { FilterAnswer } from '../answer.ts';
import type { Asked } from './attributes.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';
import { failingConditions } from './compiledPolicies.ts';
import type { Condition } from './compileRule.ts';
import type { MatchedRule } from './matchedRules.ts';

/** How many policies are explained one by one: more than that, nobody reads. */
const mostExplained = 12;

/** Why each of these policies said nothing. */
export function explainMisses(policies: readonly CompiledPolicy[], asked: Asked): readonly Considered[] {
  const misses: Considered[] = [];
  for (const policy of policies) {
    if (misses.length >= mostExplained) break;
    const failed = policy.rules.map((rule) => failingConditions(rule, asked));
    if (failed.every((conditions) => conditions.length > 0)) misses.push(missOf(policy, failed));
  }
  return misses;
}

function missOf(policy: CompiledPolicy, failed: readonly (readonly Condition[])[]): Considered {
  const { ref, dropped } = policy;
  const paths = [...failed.flat().map(({ path }) => path), ...dropped.flatMap(({ because }) => because)];
  return {
    resource: ref,
    outcome: 'no-match',
    reason: missReason(policy, failed),
    because: (paths.length > 0 ? paths : [['spec']]).map((path) => ({ resource: ref, path })),
  };
}

function missReason(
  { name: policy, rules, dropped }: CompiledPolicy,
  failed: readonly (readonly Condition[])[],
): Reason {
  if (rules.length > 0) {
    const texts = rules.map(({ index }, i) => `${index}: ${unique((failed[i] ?? []).map(({ name }) => name))}`);
    return reason('envoy/policy-no-match', { policy, failed: texts });
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
