import type { GRPCRoute, HTTPRoute, TCPRoute, TLSRoute, VirtualService } from '#model/kubernetes/kinds.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { convertGrpcRoute } from './convertGrpcRoute.ts';
import { convertHttpRoute } from './convertHttpRoute.ts';
import { convertLayer4Route, convertVirtualServiceLayer4 } from './convertLayer4.ts';
import { fullHost } from './convertVirtualService.ts';
import { hostMatches, narrowerHost } from './hostNames.ts';
import { mergeDelegates } from './mergeDelegates.ts';
import type { HttpEntry, HttpMatch, Layer4Entry, RouteConfig } from './routeConfig.ts';
import type { RouteParent } from './routeParents.ts';
import { isIsolatedFrom, routeParents } from './routeParents.ts';
import { everySource } from './convertHttpRoute.ts';
import { sortEntries } from './sortEntries.ts';

/** A Gateway API route whose rules istiod threw away. */
export interface DiscardedRoute {
  readonly source: ResourceRef;
  readonly problem: string;
  readonly hosts: readonly string[];
}

export interface RouteConfigs {
  /** Oldest first. */
  readonly all: readonly RouteConfig[];
  readonly discarded: readonly DiscardedRoute[];
}

const known = new WeakMap<Mesh, RouteConfigs>();

/** Every route of the mesh as istiod's internal VirtualServices, once per mesh. Mirrors `mergeHTTPRoutes`. */
export function meshRouteConfigs(mesh: Mesh): RouteConfigs {
  const found = known.get(mesh);
  if (found !== undefined) return found;
  const made = makeRouteConfigs(mesh);
  known.set(mesh, made);
  return made;
}

interface Draft {
  readonly discarded: DiscardedRoute[];
  readonly parts: { readonly key: string; readonly config: RouteConfig }[];
  readonly layer4: RouteConfig[];
}

function makeRouteConfigs(mesh: Mesh): RouteConfigs {
  const draft: Draft = { discarded: [], parts: [], layer4: [] };
  for (const route of mesh.resources.all('HTTPRoute')) addHttpRoute(mesh, route, draft);
  for (const route of mesh.resources.all('GRPCRoute')) addHttpRoute(mesh, route, draft);
  for (const route of mesh.resources.all('TCPRoute')) addLayer4Route(mesh, route, draft);
  for (const route of mesh.resources.all('TLSRoute')) addLayer4Route(mesh, route, draft);
  const own = mesh.resources.all('VirtualService').map((each) => ownRouteConfig(mesh, each));
  const all = [...own, ...draft.layer4, ...mergeByKey(draft.parts)];
  const discarded = draft.discarded.toSorted((a, b) => compare(keyOf(a.source), keyOf(b.source)));
  return { all: all.toSorted(byAge), discarded };
}

function byAge(a: RouteConfig, b: RouteConfig): number {
  return compare(a.created, b.created) || compare(a.name, b.name) || compare(a.namespace, b.namespace);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function addHttpRoute(mesh: Mesh, route: HTTPRoute | GRPCRoute, draft: Draft): void {
  const source = refOf(route);
  const convert = (needsGrant: boolean): ReturnType<typeof convertHttpRoute> =>
    route.kind === 'HTTPRoute' ? convertHttpRoute(mesh, route, needsGrant) : convertGrpcRoute(mesh, route, needsGrant);
  routeParents(mesh, route).forEach((parent, index) => {
    const converted = convert(parent.kind === 'gateway');
    if ('error' in converted) {
      draft.discarded.push({ source, problem: converted.error, hosts: parent.kind === 'mesh' ? parent.hosts : [] });
      return;
    }
    const port = parent.kind === 'mesh' ? parent.port : undefined;
    const http = sortEntries(port === undefined ? converted : converted.map((entry) => onPort(entry, port)));
    if (http.length === 0) return;
    for (const host of hostsOf(route, parent)) {
      const base =
        parent.kind === 'mesh' ? `${source.namespace}${port === undefined ? '' : `/${port}`}` : parent.listener;
      const config = { ...emptyConfig(route, parent), name: `${source.name}~${index}`, hosts: [host], http };
      draft.parts.push({ key: `${base}/${host}`, config });
    }
  });
}

function hostsOf(route: HTTPRoute | GRPCRoute, parent: RouteParent): readonly string[] {
  if (parent.kind === 'mesh') return parent.hosts;
  const { hostnames = [] } = route.spec;
  return (hostnames.length === 0 ? ['*'] : hostnames).filter((host) => !isIsolatedFrom(parent, host));
}

function refOf({
  kind,
  metadata,
}: HTTPRoute | GRPCRoute | TCPRoute | TLSRoute): ResourceRef & { readonly namespace: string } {
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name };
}

function emptyConfig(route: HTTPRoute | GRPCRoute | TCPRoute | TLSRoute, parent: RouteParent): RouteConfig {
  return {
    name: route.metadata.name,
    namespace: route.metadata.namespace ?? '',
    created: route.metadata.creationTimestamp ?? '',
    gatewaySemantics: true,
    sources: [refOf(route)],
    hosts: [],
    gateways: [parent.kind === 'mesh' ? 'mesh' : parent.listener],
    exportTo: [],
    http: [],
    tls: [],
    tcp: [],
  };
}

/** A `port` of the parentRef becomes a condition of every match. Mirrors istiod `augmentPortMatch`. */
function onPort(entry: HttpEntry, port: number): HttpEntry {
  const everything: HttpMatch = { ...everySource, because: entry.because, headers: [], queryParams: [] };
  const matches = entry.matches.length === 0 ? [everything] : entry.matches;
  return { ...entry, matches: matches.map((match) => ({ ...match, port })) };
}

function mergeByKey(parts: Draft['parts']): readonly RouteConfig[] {
  const groups = new Map<string, RouteConfig[]>();
  for (const { key, config } of parts) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [config]);
    else group.push(config);
  }
  return [...groups].map(([key, configs]) => {
    const sorted = configs.toSorted(
      (a, b) => compare(a.created, b.created) || compare(a.namespace, b.namespace) || compare(a.name, b.name),
    );
    const [base] = sorted;
    const http = sortEntries(sorted.flatMap((config) => config.http));
    const sources = sorted.flatMap((config) => config.sources);
    return { ...(base as RouteConfig), name: key.replaceAll('/', '~'), sources, http };
  });
}

function addLayer4Route(mesh: Mesh, route: TCPRoute | TLSRoute, draft: Draft): void {
  routeParents(mesh, route).forEach((parent, index) => {
    const converted = convertLayer4Route(mesh, route, parent.kind === 'gateway');
    if ('error' in converted) {
      const hosts = parent.kind === 'mesh' ? parent.hosts : [];
      draft.discarded.push({ source: refOf(route), problem: converted.error, hosts });
      return;
    }
    const isTls = route.kind === 'TLSRoute';
    for (const host of layer4Hosts(route, parent)) {
      const entries = converted.flatMap((entry) => layer4Entry(entry, parent, host));
      const name = `${route.metadata.name}~${isTls ? 'tls' : 'tcp'}~${index}`;
      draft.layer4.push({ ...emptyConfig(route, parent), name, hosts: [host], [isTls ? 'tls' : 'tcp']: entries });
    }
  });
}

function layer4Hosts(route: TCPRoute | TLSRoute, parent: RouteParent): readonly string[] {
  if (parent.kind === 'mesh') return parent.hosts;
  if (route.kind === 'TCPRoute') return ['*'];
  const { hostname } = parent;
  if (hostname === '') return route.spec.hostnames;
  return route.spec.hostnames.map((own) => narrowerHost(own, hostname)).filter((host) => host !== undefined);
}

/** Without hostnames the parent's own hosts are the SNI. Mirrors istiod `augmentTLSPortMatch`, `compatibleRoutesForHost`. */
function layer4Entry(entry: Layer4Entry, parent: RouteParent, host: string): readonly Layer4Entry[] {
  if (parent.kind === 'gateway') {
    const { hostname } = parent;
    if (entry.sniHosts.length === 0 || hostname === '') return [entry];
    const sniHosts = entry.sniHosts.map((own) => narrowerHost(own, hostname)).filter((own) => own !== undefined);
    return sniHosts.length === 0 ? [] : [{ ...entry, sniHosts }];
  }
  const port = parent.port === undefined ? {} : { port: parent.port, hasMatch: true };
  const stated = entry.sniHosts.length === 1 && entry.sniHosts[0] === '*' ? parent.hosts : entry.sniHosts;
  const sniHosts = stated.length > 1 ? stated.filter((own) => hostMatches(host, own)) : stated;
  return [{ ...entry, ...port, sniHosts }];
}

function ownRouteConfig(mesh: Mesh, virtualService: VirtualService): RouteConfig {
  const { namespace = '', name, creationTimestamp = '' } = virtualService.metadata;
  const source = { kind: 'VirtualService', namespace, name };
  const context = { source, clusterDomain: mesh.settings.clusterDomain };
  const { hosts = [], gateways = [], exportTo = [] } = virtualService.spec;
  return {
    name,
    namespace,
    created: creationTimestamp,
    gatewaySemantics: false,
    sources: [source],
    hosts: hosts.map((host) => fullHost(host, context)),
    gateways: gateways.length === 0 ? ['mesh'] : gateways,
    exportTo: exportTo.map((each) => (each === '.' ? namespace : each)),
    http: mergeDelegates(mesh, virtualService, context),
    tls: convertVirtualServiceLayer4(virtualService, 'tls', context),
    tcp: convertVirtualServiceLayer4(virtualService, 'tcp', context),
  };
}

/**
 * The routes bound to a gateway (or `mesh`) that a proxy in that namespace sees, in istiod's order: exported to it
 * alone, then Gateway API routes of its own namespace, then the others. Mirrors `VirtualServicesForGateway`.
 */
export function routeConfigsFor(mesh: Mesh, namespace: string, gateway: string): readonly RouteConfig[] {
  const bound = meshRouteConfigs(mesh).all.filter(({ gateways }) => gateways.includes(gateway));
  const byDefault = mesh.settings.meshConfig['defaultVirtualServiceExportTo'];
  const exportsOf = (config: RouteConfig): readonly string[] => {
    if (config.exportTo.length > 0) return config.exportTo;
    const stated = Array.isArray(byDefault) ? byDefault.map(String) : ['*'];
    return stated.map((each) => (each === '.' ? config.namespace : each));
  };
  const isPublic = (config: RouteConfig): boolean => exportsOf(config).includes('*');
  const reaches = (config: RouteConfig): boolean =>
    !isPublic(config) && !exportsOf(config).includes('~') && exportsOf(config).includes(namespace);
  const isOwn = (config: RouteConfig): boolean => config.gatewaySemantics && config.namespace === namespace;
  return [
    ...bound.filter((config) => reaches(config) && config.namespace === namespace),
    ...bound.filter((config) => reaches(config) && config.namespace !== namespace),
    ...bound.filter((config) => isPublic(config) && isOwn(config)),
    ...bound.filter((config) => isPublic(config) && !isOwn(config)),
  ];
}
