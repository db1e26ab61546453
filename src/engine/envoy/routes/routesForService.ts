import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';
import type { RouteTable, TcpRoute } from './routeTable.ts';

/** The waypoint's HTTP routes for one port of a service. Mirrors istiod `buildWaypointInboundHTTPRouteConfig`. */
export function routesForService(
  _mesh: Mesh,
  _waypoint: ResourceRef,
  _service: MeshService,
  _port: number,
): RouteTable {
  throw new Error('not yet');
}

/** The waypoint's TCP route for one port of a service: TLSRoute before TCPRoute. Mirrors `waypointTCPRoute`. */
export function tcpRouteForService(
  _mesh: Mesh,
  _waypoint: ResourceRef,
  _service: MeshService,
  _port: number,
): TcpRoute {
  throw new Error('not yet');
}
