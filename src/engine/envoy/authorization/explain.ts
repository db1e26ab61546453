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
    const miss = missFor(policy, asked);
    if (miss !== undefined) misses.push(miss);
  }
  return misses;
}

/** A policy's silence is explained by nothing but which of its conditions hold, so the words can be kept. */
interface KnownMisses {
  readonly conditions: readonly Condition[];
  readonly byPattern: Map<number, Considered | undefined>;
}

const knownMisses = new WeakMap<CompiledPolicy, KnownMisses>();
/** One bit for each condition, and not more patterns than are worth keeping. */
const mostConditions = 30;
const mostPatterns = 64;

function missFor(policy: CompiledPolicy, asked: Asked): Considered | undefined {
  const { conditions, byPattern } = knownMissesOf(policy);
  if (conditions.length > mostConditions) return explainMiss(policy, asked);
  let pattern = 0;
  for (const condition of conditions) pattern = (pattern << 1) | (condition.holds(asked) ? 1 : 0);
  const known = byPattern.get(pattern);
  if (known !== undefined || byPattern.has(pattern)) return known;
  const miss = explainMiss(policy, asked);
  if (byPattern.size < mostPatterns) byPattern.set(pattern, miss);
  return miss;
}

function knownMissesOf(policy: CompiledPolicy): KnownMisses {
  const known = knownMisses.get(policy);
  if (known !== undefined) return known;
  const conditions = policy.rules.flatMap(({ from, to, when }) => [...from.flat(), ...to.flat(), ...when]);
  const made: KnownMisses = { conditions, byPattern: new Map() };
  knownMisses.set(policy, made);
  return made;
}

function explainMiss(policy: CompiledPolicy, asked: Asked): Considered | undefined {
  const failed = policy.rules.map((rule) => failingConditions(rule, asked));
  return failed.every((conditions) => conditions.length > 0) ? missOf(policy, failed) : undefined;
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
