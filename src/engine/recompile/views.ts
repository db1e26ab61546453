import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { ResourceIndex, Workload, WorkloadIndex } from '../mesh/mesh.ts';
import { nameInKind, type ConfigurationLists } from './configuration.ts';
import { current, currentList, type Replacements } from './replacements.ts';

/** An index of resources with some of them replaced by objects of the same name, and some kinds listed anew. */
export function viewResources(
  first: ResourceIndex,
  replaced: Replacements<KubernetesResource>,
  configurations: ConfigurationLists,
): ResourceIndex {
  const lists = new Map<string, readonly KubernetesResource[]>();
  const kinds = new Set([...replaced.keys()].map(({ kind }) => kind));
  const listOf = (kind: KubernetesResource['kind']): readonly KubernetesResource[] => {
    const list = lists.get(kind) ?? currentList(replaced, first.all(kind));
    lists.set(kind, list);
    return list;
  };
  return {
    all: <K extends KubernetesResource['kind']>(kind: K) => {
      const list = configurations.get(kind)?.all ?? (kinds.has(kind) ? listOf(kind) : undefined);
      return list === undefined ? first.all(kind) : (list as unknown as readonly OfKind<K>[]);
    },
    get: <K extends KubernetesResource['kind']>(kind: K, namespace: string | undefined, name: string) => {
      const configured = configurations.get(kind);
      if (configured !== undefined) return configured.byName.get(nameInKind(namespace, name)) as OfKind<K> | undefined;
      const found = first.get(kind, namespace, name);
      return found === undefined ? undefined : (current(replaced, found) as typeof found);
    },
  };
}

type OfKind<K extends KubernetesResource['kind']> = Extract<KubernetesResource, { kind: K }>;

/** An index of workloads with some of them replaced by workloads with the same addresses that rank the same. */
export function viewWorkloads(first: WorkloadIndex, replaced: Replacements<Workload>): WorkloadIndex {
  const now = (workload: Workload | undefined) => (workload === undefined ? undefined : current(replaced, workload));
  return {
    all: currentList(replaced, first.all),
    byAddress: (ip) => now(first.byAddress(ip)),
    owner: (ip) => now(first.owner(ip)),
    owners: (ip) => currentList(replaced, first.owners(ip)),
    beyond: (ip) => now(first.beyond(ip)),
    byUid: (uid) => now(first.byUid(uid)),
    byPod: (namespace, name) => now(first.byPod(namespace, name)),
  };
}
