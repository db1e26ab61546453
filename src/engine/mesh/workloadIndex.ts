import type { Workload, WorkloadIndex } from './mesh.ts';

/**
 * Indexes workloads by address, id and pod. Where several claim an address ztunnel keeps the first of
 * Pod with HBONE, Pod, other with HBONE, other. Mirrors ztunnel `WorkloadStore::insert`.
 */
export function indexWorkloads(workloads: readonly Workload[]): WorkloadIndex {
  const byAddress = new Map<string, Workload>();
  const owners = new Map<string, Workload[]>();
  const byUid = new Map<string, Workload>();
  const byPod = new Map<string, Workload>();
  const beyond = new Map<string, Workload>();
  for (const workload of workloads) {
    byUid.set(workload.uid, workload);
    if (workload.source.kind === 'Pod') byPod.set(`${workload.namespace}/${workload.name}`, workload);
    for (const ip of workload.addresses) {
      if (isBeyond(workload) && !beyond.has(ip)) beyond.set(ip, workload);
      if (workload.source.kind === 'Pod') ownersOf(owners, ip).push(workload);
      const current = byAddress.get(ip);
      if (workload.indexed && (current === undefined || rank(workload) < rank(current))) byAddress.set(ip, workload);
    }
  }
  for (const list of owners.values()) list.sort((a, b) => Number(a.hostNetwork) - Number(b.hostNetwork));
  return {
    all: workloads,
    byAddress: (ip) => byAddress.get(ip),
    owner: (ip) => owners.get(ip)?.[0],
    owners: (ip) => owners.get(ip) ?? [],
    beyond: (ip) => beyond.get(ip),
    byUid: (uid) => byUid.get(uid),
    byPod: (namespace, name) => byPod.get(`${namespace}/${name}`),
  };
}

function ownersOf(owners: Map<string, Workload[]>, ip: string): Workload[] {
  const known = owners.get(ip);
  if (known !== undefined) return known;
  const fresh: Workload[] = [];
  owners.set(ip, fresh);
  return fresh;
}

function rank(workload: Workload): number {
  return (workload.source.kind === 'Pod' ? 0 : 2) + (workload.protocol === 'HBONE' ? 0 : 1);
}

/** What claims to speak HBONE out there has a proxy that nobody described. */
function isBeyond({ source, protocol }: Workload): boolean {
  return (source.kind === 'ServiceEntry' || source.kind === 'WorkloadEntry') && protocol === 'TCP';
}
