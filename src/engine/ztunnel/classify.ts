import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';

export type Dialled =
  | { readonly kind: 'workload'; readonly workload: Workload }
  | { readonly kind: 'service'; readonly service: MeshService }
  | { readonly kind: 'unknown' };

/** What an address is to ztunnel: a workload of its own network first, then a VIP, then a CIDR. Mirrors ztunnel `fetch_address`. */
export function classify(mesh: Mesh, source: Workload, ip: string): Dialled {
  const workload = mesh.workloads.byAddress(ip);
  if (workload?.network === source.network) return { kind: 'workload', workload };
  const service = mesh.services.byAddress(ip, source.namespace);
  return service === undefined ? { kind: 'unknown' } : { kind: 'service', service };
}
