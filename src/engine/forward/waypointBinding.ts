import type { Mesh, MeshService, WaypointBinding, WaypointTarget, Workload } from '../mesh/mesh.ts';

interface Served {
  readonly services: readonly MeshService[];
  readonly workloads: readonly Workload[];
}

const served = new WeakMap<Mesh, Map<string, Served>>();

/** Everything bound to a waypoint pod. A compiled mesh never changes, so it is worked out once. */
export function servedBy(mesh: Mesh, waypoint: Workload): Served {
  const known = served.get(mesh) ?? new Map<string, Served>();
  served.set(mesh, known);
  const cached = known.get(waypoint.uid);
  if (cached !== undefined) return cached;
  const fresh = {
    services: mesh.services.all.filter((service) => isBoundTo(mesh, service, waypoint)),
    workloads: mesh.workloads.all.filter((workload) => leadsTo(mesh, workload.waypoint, waypoint)),
  };
  known.set(waypoint.uid, fresh);
  return fresh;
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
