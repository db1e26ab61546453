import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { ClusterIndex, MeshService, ResourceIndex, Workload, WorkloadIndex } from '../mesh/mesh.ts';
import { current, currentList, type Replacements } from './replacements.ts';

/** An index of resources with some of them replaced by objects of the same name. */
export function viewResources(first: ResourceIndex, replaced: Replacements<KubernetesResource>): ResourceIndex {
  const lists = new Map<string, readonly KubernetesResource[]>();
  const kinds = new Set([...replaced.keys()].map(({ kind }) => kind));
  const listOf = (kind: KubernetesResource['kind']): readonly KubernetesResource[] => {
    const list = lists.get(kind) ?? currentList(replaced, first.all(kind));
    lists.set(kind, list);
    return list;
  };
  return {
    all: <K extends KubernetesResource['kind']>(kind: K) =>
      kinds.has(kind)
        ? (listOf(kind) as unknown as readonly Extract<KubernetesResource, { kind: K }>[])
        : first.all(kind),
    get: <K extends KubernetesResource['kind']>(kind: K, namespace: string | undefined, name: string) => {
      const found = first.get(kind, namespace, name);
      return found === undefined ? undefined : (current(replaced, found) as typeof found);
    },
  };
}

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

/** What Kubernetes knows, with services and workloads as they are now. */
export function viewCluster(
  first: ClusterIndex,
  services: Replacements<MeshService>,
  workloads: Replacements<Workload>,
): ClusterIndex {
  const now = (service: MeshService | undefined) => (service === undefined ? undefined : current(services, service));
  return {
    ...first,
    frontend(ip, port) {
      const found = first.frontend(ip, port);
      return found === undefined ? undefined : { ...found, service: current(services, found.service) };
    },
    ownerOfServiceIp: (ip) => now(first.ownerOfServiceIp(ip)),
    hostPort(ip, port) {
      const found = first.hostPort(ip, port);
      return found === undefined ? undefined : { ...found, workload: current(workloads, found.workload) };
    },
    service: (namespace, name) => now(first.service(namespace, name)),
  };
}
