import type { Mesh, MeshService, WaypointBinding, WaypointTarget, Workload } from '../mesh/mesh.ts';

/**
 * Whether a waypoint pod serves this service: the binding must name a hostname or address of a Service that the pod
 * belongs to. Mirrors istiod `waypointKeyForProxy` and `ServicesForWaypoint`.
 */
export function isBoundTo(mesh: Mesh, service: MeshService, waypoint: Workload): boolean {
  return leadsTo(mesh, service.waypoint, waypoint);
}

/** The same for a workload that is dialled by its own address. */
export function isWorkloadBoundTo(mesh: Mesh, workload: Workload, waypoint: Workload): boolean {
  return leadsTo(mesh, workload.waypoint, waypoint);
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
