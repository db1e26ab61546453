import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';
import { hostMatches } from './hostNames.ts';
import { isCatchAll } from './catchAll.ts';
import { meshRouteConfigs, routeConfigsFor } from './meshRouteConfigs.ts';
import type { HttpMatch, RouteConfig } from './routeConfig.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { IgnoredRoute, Route, RouteTable, TcpRoute } from './routeTable.ts';
import { defaultTcpRoute, tcpRouteOf } from './tcpRoute.ts';
import { defaultRoute } from './translateRoute.ts';
import { virtualServiceMatches, virtualServiceRoutes } from './virtualServiceRoutes.ts';

const known = new WeakMap<Mesh, Map<string, RouteTable>>();

/** The waypoint's HTTP routes for one port of a service. Mirrors istiod `buildWaypointInboundHTTPRouteConfig`. */
export function routesForService(mesh: Mesh, waypoint: ResourceRef, service: MeshService, port: number): RouteTable {
  const tables = known.get(mesh) ?? new Map<string, RouteTable>();
  known.set(mesh, tables);
  const key = `${waypoint.namespace ?? ''}/${waypoint.name}/${service.namespace}/${service.hostname}:${port}`;
  const found = tables.get(key);
  if (found !== undefined) return found;
  const made = makeTable(waypointProxy(mesh, waypoint, port), service);
  tables.set(key, made);
  return made;
}

/** The waypoint's TCP route for one port of a service: TLSRoute before TCPRoute. Mirrors `getWaypointTCPRoutes`. */
export function tcpRouteForService(mesh: Mesh, waypoint: ResourceRef, service: MeshService, port: number): TcpRoute {
  const proxy = waypointProxy(mesh, waypoint, port);
  const configs = candidates(proxy, service);
  return tcpRouteOf(configs, service, proxy) ?? defaultTcpRoute(service, proxy);
}

/** The matches that a waypoint gets routes for on one port of a service: none after one that takes everything. */
export function matchesForService(
  mesh: Mesh,
  waypoint: ResourceRef,
  service: MeshService,
  port: number,
): readonly HttpMatch[] {
  const proxy = waypointProxy(mesh, waypoint, port);
  return candidates(proxy, service).flatMap((config) => virtualServiceMatches(config, proxy));
}

function waypointProxy(mesh: Mesh, waypoint: ResourceRef, port: number): RouteProxy {
  const labels = { 'gateway.networking.k8s.io/gateway-name': waypoint.name };
  return { mesh, namespace: waypoint.namespace ?? '', labels, gateway: 'mesh', port, isTls: false, waypoint: true };
}

/** Only routes from the waypoint's own namespace or the service's count. Mirrors `getVirtualServiceForWaypoint`. */
function candidates({ mesh, namespace }: RouteProxy, service: MeshService): readonly RouteConfig[] {
  return routeConfigsFor(mesh, namespace, 'mesh').filter(
    (config) =>
      (config.namespace === namespace || config.namespace === service.namespace) &&
      config.hosts.some((host) => hostMatches(host, service.hostname)),
  );
}

function makeTable(proxy: RouteProxy, service: MeshService): RouteTable {
  const routes: Route[] = [];
  const ignored: IgnoredRoute[] = [...strangers(proxy, service)];
  for (const config of candidates(proxy, service)) {
    const own = virtualServiceRoutes(config, proxy);
    if (routes.some(isCatchAll)) ignored.push(...ignoredOf(config, { kind: 'after-catch-all' }));
    if (own.length === 0 && config.http.length > 0) ignored.push(...otherPort(config, proxy));
    routes.push(...own);
  }
  return {
    hosts: [
      {
        name: service.hostname,
        domains: [service.resolution === 'DYNAMIC_DNS' ? service.hostname : '*'],
        routes: routes.length === 0 ? [defaultRoute(service, proxy)] : routes,
      },
    ],
    ignorePortInHost: false,
    ignored,
  };
}

function ignoredOf({ sources }: RouteConfig, why: IgnoredRoute['why']): readonly IgnoredRoute[] {
  return sources.map((source) => ({ source, why, because: [{ resource: source, path: ['spec'] }] }));
}

function otherPort(config: RouteConfig, { port }: RouteProxy): readonly IgnoredRoute[] {
  const stated = config.http.flatMap(({ matches }) => matches).find((match) => match.port !== undefined)?.port;
  return stated === undefined || stated === port ? [] : ignoredOf(config, { kind: 'other-port', port: stated });
}

/** Routes for the service that this waypoint does not look at. */
function strangers({ mesh, namespace }: RouteProxy, service: MeshService): readonly IgnoredRoute[] {
  const { all, discarded } = meshRouteConfigs(mesh);
  const namespaces = [...new Set([service.namespace, namespace])];
  const foreign = all.filter(
    (config) =>
      config.http.length > 0 &&
      config.gateways.includes('mesh') &&
      !namespaces.includes(config.namespace) &&
      config.hosts.some((host) => hostMatches(host, service.hostname)),
  );
  return [
    ...foreign.flatMap((config) => ignoredOf(config, { kind: 'other-namespace', namespaces })),
    ...discarded
      .filter(({ hosts }) => hosts.includes(service.hostname))
      .map(
        ({ source, problem }): IgnoredRoute => ({
          source,
          why: { kind: 'discarded', problem },
          because: [{ resource: source, path: ['spec', 'rules'] }],
        }),
      ),
  ];
}
