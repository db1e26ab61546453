import type { DestinationRule, TrafficPolicy } from '#model/kubernetes/kinds.ts';

export type SubsetRule = NonNullable<DestinationRule['spec']['subsets']>[number];

/** DestinationRules of one host and namespace that have become one. */
export interface ConsolidatedRule {
  /** The oldest of them, by which it is known. */
  readonly first: DestinationRule;
  /** Namespaces it is for; empty where it says nothing. `.` of one with a selector. */
  readonly exportTo: ReadonlySet<string>;
  readonly selector?: Readonly<Record<string, string>>;
  readonly subsets: ReadonlyMap<string, SubsetRule>;
  readonly trafficPolicy?: TrafficPolicy;
}

/**
 * Rules of one host and namespace, oldest first: those of the same audience become one, where subsets add up and the
 * first policy stands. Mirrors istiod `PushContext.mergeDestinationRule`.
 */
export function consolidateRules(rules: readonly DestinationRule[]): readonly ConsolidatedRule[] {
  const consolidated: ConsolidatedRule[] = [];
  for (const rule of rules) {
    const incoming = consolidatedOf(rule);
    let separately = true;
    for (const [index, existing] of consolidated.entries()) {
      if (sameSet(incoming.exportTo, existing.exportTo)) separately = false;
      else {
        separately = true;
        if (existing.exportTo.size === 0 || !isSuperset(incoming.exportTo, existing.exportTo)) continue;
      }
      const both = existing.selector !== undefined && incoming.selector !== undefined;
      const neither = existing.selector === undefined && incoming.selector === undefined;
      if (both && !sameLabels(existing.selector, incoming.selector)) {
        separately = true;
        continue;
      }
      if (both || neither) separately = false;
      consolidated[index] = merged(existing, incoming);
    }
    if (separately) consolidated.push(incoming);
  }
  return consolidated;
}

/** A rule with a selector is its namespace's own, whatever it says. */
export function exportToOf({ spec, metadata }: DestinationRule): ReadonlySet<string> {
  if (spec.workloadSelector !== undefined) return new Set(['.']);
  return new Set((spec.exportTo ?? []).map((each) => (each === metadata.namespace ? '.' : each)));
}

function consolidatedOf(rule: DestinationRule): ConsolidatedRule {
  const { workloadSelector, subsets = [], trafficPolicy } = rule.spec;
  return {
    first: rule,
    exportTo: exportToOf(rule),
    ...(workloadSelector === undefined ? {} : { selector: workloadSelector.matchLabels ?? {} }),
    subsets: firstOfEach(subsets),
    ...(trafficPolicy === undefined ? {} : { trafficPolicy }),
  };
}

function merged(existing: ConsolidatedRule, incoming: ConsolidatedRule): ConsolidatedRule {
  const trafficPolicy = existing.trafficPolicy ?? incoming.trafficPolicy;
  return {
    ...existing,
    subsets: firstOfEach([...existing.subsets.values(), ...incoming.subsets.values()]),
    ...(trafficPolicy === undefined ? {} : { trafficPolicy }),
  };
}

function firstOfEach(subsets: readonly SubsetRule[]): ReadonlyMap<string, SubsetRule> {
  const named = new Map<string, SubsetRule>();
  for (const subset of subsets) if (!named.has(subset.name)) named.set(subset.name, subset);
  return named;
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && isSuperset(a, b);
}

function isSuperset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...b].every((each) => a.has(each));
}

type Labels = Readonly<Record<string, string>>;

function sameLabels(a: Labels | undefined, b: Labels | undefined): boolean {
  const entries = Object.entries(a ?? {});
  return entries.length === Object.keys(b ?? {}).length && entries.every(([key, value]) => b?.[key] === value);
}
