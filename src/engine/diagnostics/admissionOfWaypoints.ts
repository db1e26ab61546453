import type { Diagnostic } from '#model/diagnostic.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import { authorize } from '../ztunnel/authorize.ts';
import { finding, refName } from './finding.ts';

/**
 * Services whose waypoint the destination's ztunnel does not let in: every request that the waypoint has allowed ends
 * with 503. Tried with the waypoint's own identity at each captured pod behind the service.
 */
export function admissionOfWaypoints(mesh: Mesh): readonly Diagnostic[] {
  if (mesh.policies.all.length === 0) return [];
  const proxies = new Map<string, Workload>();
  for (const workload of mesh.workloads.all) {
    if (workload.gateway !== undefined) proxies.set(refName(workload.gateway), workload);
  }
  return mesh.services.all.flatMap((service) => {
    const proxy = service.waypoint === undefined ? undefined : proxies.get(refName(service.waypoint.primary.gateway));
    return proxy === undefined ? [] : refusalBy(service, proxy, mesh);
  });
}

function refusalBy(service: MeshService, proxy: Workload, mesh: Mesh): readonly Diagnostic[] {
  const tried = new Set<string>();
  for (const { workload, ports } of service.endpoints) {
    // Pods with the same policies answer alike.
    const kind = `${workload.namespace} ${workload.policies.join(' ')} ${[...ports.values()].join(' ')}`;
    if (workload.capture !== 'enabled' || tried.has(kind)) continue;
    tried.add(kind);
    for (const destinationPort of ports.values()) {
      const found = refusalAt(workload, destinationPort, service, proxy, mesh);
      if (found !== undefined) return [found];
    }
  }
  return [];
}

function refusalAt(
  workload: Workload,
  destinationPort: number,
  service: MeshService,
  proxy: Workload,
  mesh: Mesh,
): Diagnostic | undefined {
  const { allowed, decision, policies } = authorize(mesh, workload, {
    sourceIp: proxy.addresses[0] ?? '',
    identity: proxy.identity,
    destinationIp: workload.addresses[0] ?? '',
    destinationPort,
  });
  if (allowed) return undefined;
  const { resource, path } = decision.because[0] ?? { resource: service.source, path: ['metadata', 'name'] };
  const waypoint = proxy.gateway === undefined ? '' : refName(proxy.gateway);
  const params = { waypoint, identity: proxy.identity, service: refName(service.source), policies };
  return finding('mesh/waypoint-not-admitted', 'error', params, resource, path);
}
