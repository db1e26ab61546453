import type { Authorization, MeshService, WaypointBinding, Workload } from '../mesh/mesh.ts';

export interface Allowed {
  readonly services: readonly MeshService[];
  readonly workloads: readonly Workload[];
}

/**
 * Attaches the synthetic ALLOW policies to each workload that uses a waypoint, by itself or through any of its services.
 * Mirrors istiod `implicitWaypointPolicies`.
 */
export function attachAllowWaypoints(
  services: readonly MeshService[],
  workloads: readonly Workload[],
  allowances: ReadonlyMap<string, Authorization>,
): Allowed {
  if (allowances.size === 0) return { services, workloads };
  const used = new Map<string, Set<string>>();
  const note = (uid: string, binding: WaypointBinding | undefined) => {
    for (const target of binding === undefined
      ? []
      : [binding.primary, ...(binding.canary === undefined ? [] : [binding.canary.target])]) {
      const policy = allowances.get(`${target.gateway.namespace ?? ''}/${target.gateway.name}`);
      if (policy !== undefined) used.set(uid, (used.get(uid) ?? new Set()).add(`${policy.namespace}/${policy.name}`));
    }
  };
  for (const workload of workloads) note(workload.uid, workload.waypoint);
  for (const { endpoints, waypoint } of services) for (const { workload } of endpoints) note(workload.uid, waypoint);
  const renewed = new Map<string, Workload>();
  const allow = (workload: Workload): Workload => {
    const keys = used.get(workload.uid);
    if (keys === undefined) return workload;
    const known = renewed.get(workload.uid) ?? { ...workload, policies: [...workload.policies, ...keys] };
    renewed.set(workload.uid, known);
    return known;
  };
  return {
    workloads: workloads.map(allow),
    services: services.map((service) => ({
      ...service,
      endpoints: service.endpoints.map((endpoint) => ({ ...endpoint, workload: allow(endpoint.workload) })),
    })),
  };
}
