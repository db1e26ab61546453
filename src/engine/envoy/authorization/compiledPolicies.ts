import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Asked } from './attributes.ts';
import type { CompiledRule, Condition, DroppedRule } from './compileRule.ts';
import type { Provider } from './provider.ts';

export interface CompiledPolicy {
  readonly ref: ResourceRef;
  /** `namespace/name` */
  readonly name: string;
  readonly dryRun: boolean;
  readonly rules: readonly CompiledRule[];
  readonly dropped: readonly DroppedRule[];
}

/** Policies of one CUSTOM provider. */
export interface CustomPolicies {
  readonly provider: Provider;
  readonly policies: readonly CompiledPolicy[];
}

/** The RBAC and ext_authz filters of one chain, ready to be asked. Opaque outside `authorization`. */
export interface CompiledPolicies {
  readonly empty: boolean;
  readonly tcp: boolean;
  readonly custom: readonly CustomPolicies[];
  readonly audit: readonly CompiledPolicy[];
  readonly deny: readonly CompiledPolicy[];
  readonly allow: readonly CompiledPolicy[];
  /** These only report what they would have done. */
  readonly dryRun: { readonly deny: readonly CompiledPolicy[]; readonly allow: readonly CompiledPolicy[] };
}

/** Whether a rule says yes. */
export function matches({ when, from, to }: CompiledRule, asked: Asked): boolean {
  return holdsAll(when, asked) && holdsAny(from, asked) && holdsAny(to, asked);
}

function holdsAny(alternatives: readonly (readonly Condition[])[], asked: Asked): boolean {
  if (alternatives.length === 0) return true;
  for (const conditions of alternatives) if (holdsAll(conditions, asked)) return true;
  return false;
}

function holdsAll(conditions: readonly Condition[], asked: Asked): boolean {
  for (const condition of conditions) if (!condition.holds(asked)) return false;
  return true;
}

/** The conditions by which a rule says yes; undefined if it says no. */
export function matchingConditions(rule: CompiledRule, asked: Asked): readonly Condition[] | undefined {
  if (!rule.when.every((condition) => condition.holds(asked))) return undefined;
  const from = alternative(rule.from, asked);
  const to = from === undefined ? undefined : alternative(rule.to, asked);
  return from === undefined || to === undefined ? undefined : [...from, ...to, ...rule.when];
}

function alternative(alternatives: readonly (readonly Condition[])[], asked: Asked): readonly Condition[] | undefined {
  if (alternatives.length === 0) return [];
  return alternatives.find((conditions) => conditions.every((condition) => condition.holds(asked)));
}

/** The conditions that keep a rule from matching: of the `when`s, or of every `from`, or of every `to`. */
export function failingConditions(rule: CompiledRule, asked: Asked): readonly Condition[] {
  const when = rule.when.filter((condition) => !condition.holds(asked));
  return [...failingAlternatives(rule.from, asked), ...failingAlternatives(rule.to, asked), ...when];
}

function failingAlternatives(alternatives: readonly (readonly Condition[])[], asked: Asked): readonly Condition[] {
  if (alternative(alternatives, asked) !== undefined) return [];
  return alternatives.flatMap((conditions) => conditions.filter((condition) => !condition.holds(asked)));
}
