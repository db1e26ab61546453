import type { Mesh, MeshService, Workload } from '../../mesh/mesh.ts';
import { familyOf, portProtocol } from '../../forward/portProtocol.ts';
import { hostMatches } from './hostNames.ts';
import { routeConfigsFor } from './meshRouteConfigs.ts';
import { sidecarScopeFor, type SidecarScope } from '../../sidecar/sidecarScope.ts';
import type { RouteConfig } from './routeConfig.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { RouteTable, TcpRoute, VirtualHost } from './routeTable.ts';
import { defaultTcpRoute, isForProxy, translateLayer4 } from './tcpRoute.ts';
import { defaultRoute } from './translateRoute.ts';
import { virtualServiceRoutes } from './virtualServiceRoutes.ts';

const known = new WeakMap<Mesh, Map<string, RouteTable>>();

/**
 * A sidecar's outbound HTTP routes on a port number: a virtual host per service with that port, chosen by Host. With
 * `service` (its port is auto-detected, so it has a listener of its own) only that service's, for every Host.
 * Mirrors istiod `buildSidecarOutboundHTTPRouteConfig`.
 */
export function routesForSidecar(mesh: Mesh, client: Workload, port: number, service?: MeshService): RouteTable {
  const tables = known.get(mesh) ?? new Map<string, RouteTable>();
  known.set(mesh, tables);
  const key = `${client.uid}:${port}/${service === undefined ? '' : `${service.namespace}/${service.hostname}`}`;
  const found = tables.get(key);
  if (found !== undefined) return found;
  const proxy = sidecarProxy(mesh, client, port);
  const scope = sidecarScopeFor(mesh, client);
  const made = service === undefined ? portTable(proxy, scope) : serviceTable(proxy, scope, service);
  tables.set(key, made);
  return made;
}

function sidecarProxy(mesh: Mesh, { namespace, labels }: Workload, port: number): RouteProxy {
  return { mesh, namespace, labels, gateway: 'mesh', port, isTls: false, waypoint: false };
}

function serviceTable(proxy: RouteProxy, scope: SidecarScope, service: MeshService): RouteTable {
  return { hosts: [{ ...hostOf(proxy, scope, service), domains: ['*'] }], ignorePortInHost: true, ignored: [] };
}

function portTable(proxy: RouteProxy, scope: SidecarScope): RouteTable {
  const services = proxy.mesh.services.all.filter(
    (service) => isVisible(proxy, scope, service) && hasHttpPort(service, proxy.port),
  );
  const taken = new Set<string>();
  const own = services.map((service): VirtualHost => {
    const host = hostOf(proxy, scope, service);
    const domains = host.domains.filter((domain) => !taken.has(domain));
    for (const domain of domains) taken.add(domain);
    return { ...host, domains };
  });
  return { hosts: [...own, ...foreignHosts(proxy, scope, services)], ignorePortInHost: true, ignored: [] };
}

function isVisible({ mesh, namespace }: RouteProxy, scope: SidecarScope, service: MeshService): boolean {
  if (scope.resource !== undefined) return scope.has(service);
  return mesh.services.byHostname(service.hostname, namespace) === service;
}

function hasHttpPort(service: MeshService, port: number): boolean {
  const own = service.ports.find((each) => each.port === port && each.protocol !== 'UDP');
  return own !== undefined && familyOf(portProtocol(service, own)) !== 'tcp';
}

/** The routes of the first VirtualService that has any for this service, or the default. */
function hostOf(proxy: RouteProxy, scope: SidecarScope, service: MeshService): VirtualHost {
  for (const config of routeConfigsFor(proxy.mesh, proxy.namespace, 'mesh')) {
    if (!isFor(config, proxy, service) || !scope.imports(config)) continue;
    const routes = virtualServiceRoutes(config, proxy);
    if (routes.length > 0) return { name: service.hostname, domains: domainsOf(proxy, service), routes };
  }
  return { name: service.hostname, domains: domainsOf(proxy, service), routes: [defaultRoute(service, proxy)] };
}

/** Gateway API routes count from the service's namespace and from the client's own. */
function isFor(config: RouteConfig, { namespace }: RouteProxy, service: MeshService): boolean {
  if (config.gatewaySemantics) {
    const isNear = config.namespace === service.namespace || config.namespace === namespace;
    return isNear && config.hosts.includes(service.hostname);
  }
  return config.hosts.some((host) => hostMatches(host, service.hostname));
}

/** Every way to write a service in a Host header. Mirrors istiod `GenerateAltVirtualHosts`. */
function domainsOf({ mesh, namespace }: RouteProxy, service: MeshService): readonly string[] {
  const { hostname, addresses } = service;
  const cluster = `.svc.${mesh.settings.clusterDomain}`;
  const ips = addresses.filter((address) => !address.includes('/')).map((ip) => (ip.includes(':') ? `[${ip}]` : ip));
  if (!hostname.endsWith(cluster)) return [hostname, ...ips];
  const short = hostname.slice(0, -cluster.length);
  const [name = short, home = ''] = short.split('.');
  return [hostname, `${short}.svc`, short, ...(home === namespace ? [name] : []), ...ips];
}

/** VirtualServices may also be for hosts that no service has. */
function foreignHosts(
  proxy: RouteProxy,
  scope: SidecarScope,
  services: readonly MeshService[],
): readonly VirtualHost[] {
  return routeConfigsFor(proxy.mesh, proxy.namespace, 'mesh')
    .filter((config) => !config.gatewaySemantics && scope.imports(config))
    .flatMap((config): readonly VirtualHost[] => {
      const domains = config.hosts.filter((host) => !services.some(({ hostname }) => hostMatches(host, hostname)));
      const isKnown = config.hosts.length > domains.length;
      if (domains.length === 0 || (!isKnown && proxy.port !== 80)) return [];
      const routes = virtualServiceRoutes(config, proxy);
      return routes.length === 0 ? [] : [{ name: domains[0] ?? '*', domains, routes }];
    });
}

/** A sidecar's outbound TCP route for one port of a service. */
export function tcpRouteForSidecar(mesh: Mesh, client: Workload, service: MeshService, port: number): TcpRoute {
  const proxy = sidecarProxy(mesh, client, port);
  const scope = sidecarScopeFor(mesh, client);
  const configs = routeConfigsFor(mesh, client.namespace, 'mesh').filter(
    (config) => isFor(config, proxy, service) && scope.imports(config),
  );
  const entry = configs.flatMap((config) => config.tcp).find((each) => !each.hasMatch || isForProxy(each, proxy));
  return entry === undefined ? defaultTcpRoute(service, proxy) : translateLayer4(entry, proxy);
}
