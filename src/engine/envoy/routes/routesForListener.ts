import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { isCatchAll } from './catchAll.ts';
import { isSubHost, narrowerHost } from './hostNames.ts';
import { routeConfigsFor } from './meshRouteConfigs.ts';
import type { Layer4Entry, RouteConfig } from './routeConfig.ts';
import { listenerKey } from './routeParents.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { Route, RouteTable, TcpRoute } from './routeTable.ts';
import { translateLayer4 } from './tcpRoute.ts';
import { virtualServiceRoutes } from './virtualServiceRoutes.ts';

/** What a Gateway offers on one port. */
export interface ListenerView {
  readonly name: string;
  readonly index: number;
  /** Empty: every host. */
  readonly hostname: string;
  readonly protocol: string;
  readonly port: number;
  readonly tls?: 'terminate' | 'passthrough';
}

/** The listeners of an ingress Gateway on a port; empty where the port is closed. */
export function listenersOn(mesh: Mesh, gateway: ResourceRef, port: number): readonly ListenerView[] {
  const found = mesh.resources.get('Gateway', gateway.namespace, gateway.name);
  return (found?.spec.listeners ?? []).flatMap((listener, index): readonly ListenerView[] => {
    const { name, protocol, hostname = '', tls } = listener;
    if (listener.port !== port || protocol === 'HBONE') return [];
    const encrypted = protocol === 'HTTPS' || protocol === 'TLS';
    const mode = tls?.mode === 'Passthrough' ? 'passthrough' : 'terminate';
    return [{ name, index, hostname, protocol, port, ...(encrypted ? { tls: mode } : {}) }];
  });
}

const known = new WeakMap<Mesh, Map<string, RouteTable>>();

/**
 * HTTP routes of a Gateway's port, virtual hosts by hostname. With TLS terminated, those of the listener that `sni`
 * selects. Mirrors istiod `buildGatewayHTTPRouteConfig`.
 */
export function routesForListener(mesh: Mesh, gateway: ResourceRef, port: number, sni?: string): RouteTable {
  const listeners = listenersOn(mesh, gateway, port);
  const plain = listeners.filter(({ protocol }) => protocol === 'HTTP');
  const chosen = sni === undefined || plain.length > 0 ? plain : bySni(listeners, sni);
  const tables = known.get(mesh) ?? new Map<string, RouteTable>();
  known.set(mesh, tables);
  const key = `${gateway.namespace ?? ''}/${gateway.name}:${port}/${chosen.map(({ name }) => name).join(',')}`;
  const found = tables.get(key);
  if (found !== undefined) return found;
  const made = makeTable(mesh, gateway, chosen);
  tables.set(key, made);
  return made;
}

/** The listener with the narrowest hostname that the name fits. */
function bySni(listeners: readonly ListenerView[], sni: string): readonly ListenerView[] {
  const fitting = listeners.filter(
    ({ tls, hostname }) => tls === 'terminate' && (hostname === '' || isSubHost(sni.toLowerCase(), hostname)),
  );
  return fitting.toSorted((a, b) => narrowness(b.hostname) - narrowness(a.hostname)).slice(0, 1);
}

function narrowness(hostname: string): number {
  return hostname.startsWith('*') || hostname === '' ? hostname.length : 1000 + hostname.length;
}

function listenerProxy(mesh: Mesh, gateway: ResourceRef, { name, port, tls }: ListenerView): RouteProxy {
  const { namespace = '' } = gateway;
  return {
    mesh,
    namespace,
    labels: { 'gateway.networking.k8s.io/gateway-name': gateway.name },
    gateway: listenerKey(namespace, gateway.name, name),
    port,
    isTls: tls === 'terminate',
    waypoint: false,
  };
}

function makeTable(mesh: Mesh, gateway: ResourceRef, listeners: readonly ListenerView[]): RouteTable {
  const hosts = new Map<string, Route[]>();
  for (const listener of listeners) {
    const proxy = listenerProxy(mesh, gateway, listener);
    for (const config of routeConfigsFor(mesh, proxy.namespace, proxy.gateway)) {
      const routes = virtualServiceRoutes(config, proxy);
      if (routes.length === 0) continue;
      for (const host of hostsOf(config, listener)) hosts.set(host, [...(hosts.get(host) ?? []), ...routes]);
    }
  }
  return {
    hosts: [...hosts].map(([name, routes]) => ({ name, domains: [name], routes: catchAllsLast(routes) })),
    ignorePortInHost: true,
    ignored: [],
  };
}

function hostsOf({ hosts }: RouteConfig, { hostname }: ListenerView): readonly string[] {
  const own = hostname === '' ? '*' : hostname;
  return hosts.map((host) => narrowerHost(host.toLowerCase(), own)).filter((host) => host !== undefined);
}

/** Mirrors istiod `SortVHostRoutes`. */
function catchAllsLast(routes: readonly Route[]): readonly Route[] {
  return [...routes.filter((route) => !isCatchAll(route)), ...routes.filter(isCatchAll)];
}

/** TCPRoute of a TCP listener, or TLSRoute of a passthrough listener by SNI; undefined where none is attached. */
export function tcpRouteForListener(
  mesh: Mesh,
  gateway: ResourceRef,
  port: number,
  sni?: string,
): TcpRoute | undefined {
  const entries = listenersOn(mesh, gateway, port).flatMap((listener) => {
    const proxy = listenerProxy(mesh, gateway, listener);
    const configs = routeConfigsFor(mesh, proxy.namespace, proxy.gateway);
    const usable = configs.flatMap((config) => (listener.protocol === 'TLS' ? config.tls : config.tcp));
    return usable.map((entry) => ({ entry, proxy }));
  });
  const fitting = entries
    .map((each) => ({ ...each, fit: fitOf(each.entry, sni) }))
    .filter(({ fit }) => fit >= 0)
    .toSorted((a, b) => b.fit - a.fit);
  const [best] = fitting;
  return best === undefined ? undefined : translateLayer4(best.entry, best.proxy);
}

/** How closely a rule's SNI hosts fit; negative: not at all. */
function fitOf({ sniHosts }: Layer4Entry, sni: string | undefined): number {
  if (sniHosts.length === 0) return 0;
  const fits = sniHosts.filter((host) => host === '*' || (sni !== undefined && isSubHost(sni.toLowerCase(), host)));
  return fits.length === 0 ? -1 : Math.max(...fits.map(narrowness));
}
