import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Asked } from './attributes.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';
import { matchingConditions } from './compiledPolicies.ts';
import { ruleIndexOf } from './ruleIndex.ts';

/** A rule of a policy that said yes to a request. */
export interface MatchedRule {
  readonly policy: ResourceRef;
  readonly rule: number;
  /** `ns[…]-policy[…]-rule[…]` */
  readonly id: string;
  readonly because: readonly FieldRef[];
}

/** The first rule of each policy that matches, with the fields that made it match. */
export function matchedRules(policies: readonly CompiledPolicy[], asked: Asked): readonly MatchedRule[] {
  const matched: MatchedRule[] = [];
  let last: CompiledPolicy | undefined;
  for (const { policy, rule } of ruleIndexOf(policies).candidates(asked)) {
    if (policy === last) continue;
    const conditions = matchingConditions(rule, asked);
    if (conditions === undefined) continue;
    last = policy;
    const { ref } = policy;
    const paths = conditions.length > 0 ? conditions.map(({ path }) => path) : [rule.path];
    matched.push({
      policy: ref,
      rule: rule.index,
      id: `ns[${ref.namespace ?? ''}]-policy[${ref.name}]-rule[${rule.index}]`,
      because: paths.map((path) => ({ resource: ref, path })),
    });
  }
  return matched;
}

/** Whether any of them matches, without a word which. */
export function anyMatches(policies: readonly CompiledPolicy[], asked: Asked): boolean {
  if (policies.length === 0) return false;
  return ruleIndexOf(policies).anyMatches(asked);
}

/** Their policies as `namespace/name`, each once. */
export function namesOf(matched: readonly MatchedRule[]): readonly string[] {
  return [...new Set(matched.map(({ policy }) => `${policy.namespace ?? ''}/${policy.name}`))];
}
