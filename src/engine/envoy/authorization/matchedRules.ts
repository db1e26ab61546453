import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Asked } from './attributes.ts';
import type { CompiledPolicy } from './compiledPolicies.ts';
import { matchingConditions } from './compiledPolicies.ts';

/** A rule of a policy that said yes to a request. */
export interface MatchedRule {
  readonly policy: ResourceRef;
  readonly rule: number;
  /** `ns[…]-policy[…]-rule[…]` */
  readonly id: string;
  readonly because: readonly FieldRef[];
}

/** The policies that decide; the others only report. */
export function enforced(policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] {
  return policies.some(({ dryRun }) => dryRun) ? policies.filter(({ dryRun }) => !dryRun) : policies;
}

/** The first rule of each policy that matches, with the fields that made it match. */
export function matchedRules(policies: readonly CompiledPolicy[], asked: Asked): readonly MatchedRule[] {
  const matched: MatchedRule[] = [];
  for (const { ref, rules } of policies) {
    for (const rule of rules) {
      const conditions = matchingConditions(rule, asked);
      if (conditions === undefined) continue;
      const paths = conditions.length > 0 ? conditions.map(({ path }) => path) : [rule.path];
      matched.push({
        policy: ref,
        rule: rule.index,
        id: `ns[${ref.namespace ?? ''}]-policy[${ref.name}]-rule[${rule.index}]`,
        because: paths.map((path) => ({ resource: ref, path })),
      });
      break;
    }
  }
  return matched;
}

/** Their policies as `namespace/name`, each once. */
export function namesOf(matched: readonly MatchedRule[]): readonly string[] {
  return [...new Set(matched.map(({ policy }) => `${policy.namespace ?? ''}/${policy.name}`))];
}
