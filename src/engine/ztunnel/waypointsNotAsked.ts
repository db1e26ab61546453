import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import type { MeshService, Workload } from '../mesh/mesh.ts';

/** A caller's own waypoint never counts; people expect it to. */
export function ownWaypoint(source: Workload): readonly Considered[] {
  if (source.waypoint === undefined) return [];
  const params = { workload: nameOf(source), waypoint: nameOf(source.waypoint.primary.gateway) };
  const why = reason('outbound/own-waypoint-not-consulted', params);
  return [
    { resource: source.waypoint.primary.gateway, outcome: 'ignored', reason: why, because: source.waypoint.because },
  ];
}

/** Waypoints of services whose pod was dialled by its own address: never asked. */
export function serviceWaypoints(services: readonly MeshService[]): readonly Considered[] {
  return services.flatMap((service): readonly Considered[] => {
    if (service.waypoint === undefined) return [];
    const params = { service: nameOf(service), waypoint: nameOf(service.waypoint.primary.gateway) };
    const why = reason('outbound/service-waypoint-not-consulted', params);
    return [
      {
        resource: service.waypoint.primary.gateway,
        outcome: 'ignored',
        reason: why,
        because: service.waypoint.because,
      },
    ];
  });
}

/** Waypoints of the pods behind a service that was dialled by its own address: never asked. */
export function podWaypoints(service: MeshService): readonly Considered[] {
  const seen = new Set<string>();
  const considered: Considered[] = [];
  for (const { workload } of service.endpoints) {
    if (workload.waypoint === undefined || considered.length >= 3) continue;
    const waypoint = nameOf(workload.waypoint.primary.gateway);
    if (seen.has(waypoint)) continue;
    seen.add(waypoint);
    const why = reason('outbound/pod-waypoint-not-consulted', { workload: nameOf(workload), waypoint });
    considered.push({
      resource: workload.waypoint.primary.gateway,
      outcome: 'ignored',
      reason: why,
      because: workload.waypoint.because,
    });
  }
  return considered;
}
