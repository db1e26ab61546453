import type { Compiled, ManifestEntry, StatusByResource } from '#model/compiled.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { conditionHolds } from '#ui/inspect/conditionHolds.ts';

export interface OutlineEntry {
  readonly ref: ResourceRef;
  readonly state: ManifestEntry['state'];
  readonly stale: boolean;
  /** The first status condition that is not as it should be. */
  readonly trouble: { readonly type: string; readonly reason: string; readonly message: string } | undefined;
}

export interface OutlineGroup {
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly entries: readonly OutlineEntry[];
}

/** The objects of the text by namespace, in the order of kinds and names; the Namespace itself leads its group. */
export function outlineOf(
  { manifests, stale }: Pick<Compiled, 'manifests' | 'stale'>,
  status: StatusByResource,
  filter: string,
): readonly OutlineGroup[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const staleKeys = new Set(stale.map(keyOf));
  const groups = new Map<string, OutlineEntry[]>();
  for (const { resources, state } of manifests) {
    for (const ref of resources) {
      const text = `${ref.kind} ${ref.namespace ?? ''}/${ref.name}`.toLowerCase();
      if (state === 'scenario' || !words.every((word) => text.includes(word))) continue;
      const namespace = ref.kind === 'Namespace' ? ref.name : (ref.namespace ?? '');
      const key = keyOf(ref);
      const conditions = Object.hasOwn(status, key) ? (status[key]?.conditions ?? []) : [];
      const trouble = conditions.find(({ type, status: value }) => !conditionHolds(type, value));
      groups.set(namespace, [...(groups.get(namespace) ?? []), { ref, state, stale: staleKeys.has(key), trouble }]);
    }
  }
  return [...groups]
    .map(([namespace, entries]) => ({ namespace, entries: entries.sort(byKindAndName) }))
    .sort((a, b) => compare(a.namespace, b.namespace));
}

function byKindAndName(a: OutlineEntry, b: OutlineEntry): number {
  return order(a) - order(b) || compare(a.ref.kind, b.ref.kind) || compare(a.ref.name, b.ref.name);
}

function order({ ref }: OutlineEntry): number {
  return ref.kind === 'Namespace' ? 0 : 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
