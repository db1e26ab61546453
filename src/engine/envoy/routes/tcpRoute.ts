import type { MeshService } from '../../mesh/mesh.ts';
import type { Layer4Entry, RouteConfig } from './routeConfig.ts';
import { noHeaders } from './convertFilters.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { TcpRoute } from './routeTable.ts';
import { noEdits, translateDestination } from './translateDestination.ts';

/** The first TLS rule for the service's own name, then the first TCP rule. Mirrors istiod `getWaypointTCPRoutes`. */
export function tcpRouteOf(
  configs: readonly RouteConfig[],
  service: MeshService,
  proxy: RouteProxy,
): TcpRoute | undefined {
  const tls = configs
    .flatMap((config) => config.tls)
    .find((entry) => {
      if (!entry.hasMatch) return true;
      return entry.sniHosts.length === 1 && entry.sniHosts[0] === service.hostname && isForProxy(entry, proxy);
    });
  const entry =
    tls ?? configs.flatMap((config) => config.tcp).find((each) => !each.hasMatch || isForProxy(each, proxy));
  return entry === undefined ? undefined : translateLayer4(entry, proxy);
}

/** Mirrors istiod `matchTCP` and `matchTLS`. */
export function isForProxy({ port, gateways, asksSource, asksSubnet }: Layer4Entry, proxy: RouteProxy): boolean {
  const isForPort = port === undefined || port === proxy.port;
  const isAnswerable = !asksSource && (proxy.waypoint || !asksSubnet);
  return isForPort && isAnswerable && (gateways.length === 0 || gateways.includes(proxy.gateway));
}

export function translateLayer4({ source, because, destinations }: Layer4Entry, proxy: RouteProxy): TcpRoute {
  const usable = destinations.length === 1 ? destinations : destinations.filter(({ weight }) => weight > 0);
  return {
    source,
    because: [because],
    destinations: usable.map(({ destination, weight }) =>
      translateDestination(destination, Math.max(weight, 1), noHeaders, proxy, 503),
    ),
  };
}

export function defaultTcpRoute(service: MeshService, { port }: RouteProxy): TcpRoute {
  const { source: ref, hostname: host } = service;
  const edits = { requestHeaders: noEdits, responseHeaders: noEdits };
  return { because: [], destinations: [{ ref, host, port, weight: 1, service, because: [], ...edits }] };
}
