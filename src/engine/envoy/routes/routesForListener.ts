import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import type { RouteTable, TcpRoute } from './routeTable.ts';

/** What a Gateway offers on one port. */
export interface ListenerView {
  readonly name: string;
  readonly index: number;
  readonly hostname: string;
  readonly protocol: string;
  readonly port: number;
  readonly tls?: 'terminate' | 'passthrough';
}

/** The listeners of an ingress Gateway on a port; empty where the port is closed. */
export function listenersOn(_mesh: Mesh, _gateway: ResourceRef, _port: number): readonly ListenerView[] {
  throw new Error('not yet');
}

/**
 * HTTP routes of a Gateway's port, virtual hosts by hostname. With TLS terminated, those of the listener that `sni`
 * selects. Mirrors istiod `buildGatewayHTTPRouteConfig`.
 */
export function routesForListener(_mesh: Mesh, _gateway: ResourceRef, _port: number, _sni?: string): RouteTable {
  throw new Error('not yet');
}

/** TCPRoute of a TCP listener, or TLSRoute of a passthrough listener by SNI; undefined where none is attached. */
export function tcpRouteForListener(
  _mesh: Mesh,
  _gateway: ResourceRef,
  _port: number,
  _sni?: string,
): TcpRoute | undefined {
  throw new Error('not yet');
}
