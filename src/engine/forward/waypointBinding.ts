import { parseRange, type IpRange } from '../mesh/ipRange.ts';
import type { Mesh, MeshService, WaypointBinding, WaypointTarget, Workload } from '../mesh/mesh.ts';

/** Everything bound to one waypoint pod. */
export interface Served {
  readonly services: readonly MeshService[];
  readonly workloads: readonly Workload[];
  /** By single address; a headless Service stands under `0.0.0.0`. The first of several wins. */
  readonly byAddress: ReadonlyMap<string, MeshService>;
  /** Longest prefix first. */
  readonly ranges: readonly { readonly range: IpRange; readonly service: MeshService }[];
}

const served = new WeakMap<Mesh, Map<string, Served>>();

/** Everything bound to a waypoint pod. A compiled mesh never changes, so it is worked out once. */
export function servedBy(mesh: Mesh, waypoint: Workload): Served {
  const known = served.get(mesh) ?? new Map<string, Served>();
  served.set(mesh, known);
  const cached = known.get(waypoint.uid);
  if (cached !== undefined) return cached;
  const services = mesh.services.all.filter((service) => isBoundTo(mesh, service, waypoint));
  const workloads = mesh.workloads.all.filter((workload) => leadsTo(mesh, workload.waypoint, waypoint));
  const fresh = { services, workloads, ...indexAddresses(services) };
  known.set(waypoint.uid, fresh);
  return fresh;
}

function indexAddresses(services: readonly MeshService[]): Pick<Served, 'byAddress' | 'ranges'> {
  const byAddress = new Map<string, MeshService>();
  const ranges: { range: IpRange; service: MeshService }[] = [];
  for (const service of services) {
    for (const address of addressesOf(service)) {
      const range = address.includes('/') ? parseRange(address) : undefined;
      const single = range === undefined || range.prefix === range.bits;
      const ip = address.split('/')[0] ?? address;
      if (!single) ranges.push({ range, service });
      else if (!byAddress.has(ip)) byAddress.set(ip, service);
    }
  }
  ranges.sort((a, b) => b.range.prefix - a.range.prefix);
  return { byAddress, ranges };
}

function addressesOf({ addresses, headless }: MeshService): readonly string[] {
  return addresses.length > 0 || !headless ? addresses : ['0.0.0.0'];
}

/**
 * Whether a waypoint pod serves this service: the binding must name a hostname or address of a Service that the pod
 * belongs to. Mirrors istiod `waypointKeyForProxy` and `ServicesForWaypoint`.
 */
export function isBoundTo(mesh: Mesh, service: MeshService, waypoint: Workload): boolean {
  return leadsTo(mesh, service.waypoint, waypoint);
}

function leadsTo(mesh: Mesh, binding: WaypointBinding | undefined, waypoint: Workload): boolean {
  if (binding === undefined) return false;
  const targets = [binding.primary, ...(binding.canary === undefined ? [] : [binding.canary.target])];
  const own = mesh.services.ofWorkload(waypoint.uid);
  return targets.some((target) => own.some((service) => names(target, service)));
}

function names(target: WaypointTarget, service: MeshService): boolean {
  const { destination } = target;
  if (destination.kind === 'address') return service.addresses.includes(destination.ip);
  return destination.hostname === service.hostname && destination.namespace === service.namespace;
}
