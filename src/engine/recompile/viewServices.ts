import type { Membership, MeshService, ServiceIndex } from '../mesh/mesh.ts';
import { current, currentList, type Replacements } from './replacements.ts';

/** An index of services with some of them replaced by services of the same host, addresses, visibility and rank. */
export function viewServices(first: ServiceIndex, replaced: Replacements<MeshService>): ServiceIndex {
  const now = (service: MeshService | undefined) => (service === undefined ? undefined : current(replaced, service));
  const touched = new Set<string>();
  for (const pair of replaced) {
    for (const { endpoints } of pair) for (const { workload } of endpoints) touched.add(workload.uid);
  }
  const known = new Map<string, readonly Membership[]>();
  const membershipsOf = (uid: string): readonly Membership[] => {
    if (!touched.has(uid)) return first.membershipsOf(uid);
    const found = known.get(uid) ?? memberships(first, replaced, uid);
    known.set(uid, found);
    return found;
  };
  return {
    all: currentList(replaced, first.all),
    byAddress: (ip, clientNamespace) => now(first.byAddress(ip, clientNamespace)),
    byHostname: (hostname, clientNamespace) => now(first.byHostname(hostname, clientNamespace)),
    bySource: (ref) => currentList(replaced, first.bySource(ref)),
    ofWorkload: (uid) => membershipsOf(uid).map(({ service }) => service),
    membershipsOf,
  };
}

/** In the order of the services, as an index that is made anew would have them. */
function memberships(first: ServiceIndex, replaced: Replacements<MeshService>, uid: string): readonly Membership[] {
  const candidates = new Set([...first.ofWorkload(uid), ...replaced.keys()]);
  const ordered = candidates.size < 2 ? [...candidates] : first.all.filter((service) => candidates.has(service));
  return ordered.flatMap((old) => {
    const service = current(replaced, old);
    return service.endpoints
      .filter(({ workload }) => workload.uid === uid)
      .map((endpoint): Membership => ({ service, endpoint }));
  });
}
