import type { Mesh, MeshService, Workload } from '../../mesh/mesh.ts';
import type { RouteTable, TcpRoute } from './routeTable.ts';

/**
 * A sidecar's outbound HTTP routes on a port number: a virtual host per service with that port, chosen by Host. With
 * `service` (its port is auto-detected, so it has a listener of its own) only that service's.
 * Mirrors istiod `buildSidecarOutboundHTTPRouteConfig`.
 */
export function routesForSidecar(_mesh: Mesh, _client: Workload, _port: number, _service?: MeshService): RouteTable {
  throw new Error('not yet');
}

/** A sidecar's outbound TCP route for one port of a service. */
export function tcpRouteForSidecar(_mesh: Mesh, _client: Workload, _service: MeshService, _port: number): TcpRoute {
  throw new Error('not yet');
}
