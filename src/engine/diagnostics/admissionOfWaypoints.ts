import type { Diagnostic } from '#model/diagnostic.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import { authorize } from '../ztunnel/authorize.ts';
import { finding, refName } from './finding.ts';

/**
 * Services whose waypoint the destination's ztunnel does not let in: every request that the waypoint has allowed ends
 * with 503. Tried with the waypoint's own identity at each captured pod behind the service.
 */
export function admissionOfWaypoints(mesh: Mesh): readonly Diagnostic[] {
  return mesh.services.all.flatMap((service) => {
    const { waypoint } = service;
    if (waypoint === undefined) return [];
    const proxies = proxiesOf(refName(waypoint.primary.gateway), mesh);
    return proxies.slice(0, 1).flatMap((proxy) => refusalBy(service, proxy, mesh));
  });
}

function proxiesOf(gateway: string, mesh: Mesh): readonly Workload[] {
  return mesh.workloads.all.filter(
    (workload) => workload.gateway !== undefined && refName(workload.gateway) === gateway,
  );
}

function refusalBy(service: MeshService, proxy: Workload, mesh: Mesh): readonly Diagnostic[] {
  for (const { workload, ports } of service.endpoints) {
    if (workload.capture !== 'enabled') continue;
    for (const destinationPort of ports.values()) {
      const verdict = authorize(mesh, workload, {
        sourceIp: proxy.addresses[0] ?? '',
        identity: proxy.identity,
        destinationIp: workload.addresses[0] ?? '',
        destinationPort,
      });
      if (verdict.allowed) continue;
      const place = verdict.decision.because[0] ?? { resource: service.source, path: ['metadata', 'name'] };
      const params = {
        waypoint: proxy.gateway === undefined ? '' : refName(proxy.gateway),
        identity: proxy.identity,
        service: refName(service.source),
        policies: verdict.policies,
      };
      return [finding('mesh/waypoint-not-admitted', 'error', params, place.resource, place.path)];
    }
  }
  return [];
}
