import type { LoadBalancer } from '#model/kubernetes/kinds.ts';
import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import { destinationRuleFor } from '../envoy/routes/destinationRule.ts';
import type { TrafficPolicy } from '../envoy/routes/trafficPolicy.ts';
import type { Mesh, MeshService, SocketAddress } from '../mesh/mesh.ts';
import { rankingOf, type Ranking } from './balancing/ranking.ts';
import type { ClusterSecurity } from './endpointTransport.ts';
import { hasSidecarTls } from './endpointTransport.ts';
import { isExportedTo } from './exportedTo.ts';
import { namespaceMtlsMode } from './peerAuthentication.ts';
import { familyOf, portProtocol } from './portProtocol.ts';
import type { Proxy } from './proxy.ts';
import { isBoundTo } from './waypointBinding.ts';

/** Who an application has to do with, as its sidecar knows. */
export interface Peer {
  readonly source: SocketAddress;
  readonly identity?: string;
}

type ConsistentHash = NonNullable<LoadBalancer['consistentHash']>;

/** Where an Envoy sends what it has decided to send on. */
export type Cluster =
  /** Chooses among the endpoints of a service. */
  | {
      readonly kind: 'endpoints';
      readonly name: string;
      readonly service: MeshService;
      readonly port: number;
      readonly subset?: Readonly<Record<string, string>>;
      readonly security: ClusterSecurity;
      readonly ranking: Ranking;
      /** Requests are told apart and kept to one host each. */
      readonly hash?: ConsistentHash;
      /** The fields of a DestinationRule that say how to balance. */
      readonly because: readonly FieldRef[];
    }
  /** Dials the address that the connection was for. */
  | {
      readonly kind: 'original-destination';
      readonly name: string;
      readonly mtls: boolean;
      readonly service?: MeshService;
    }
  /** A gateway's way to a service that wants its waypoint used: that waypoint's pods, the service's address inside. */
  | { readonly kind: 'service-waypoint'; readonly name: string; readonly service: MeshService; readonly port: number }
  /** The application behind a sidecar, on the port that was asked for. */
  | { readonly kind: 'application'; readonly name: string; readonly peer: Peer }
  /** A waypoint's way to a dialled pod: HBONE, whatever the pod is. */
  | { readonly kind: 'encap'; readonly name: 'encap' };

export const encap: Cluster = { kind: 'encap', name: 'encap' };
export const passthrough: Cluster = { kind: 'original-destination', name: 'PassthroughCluster', mtls: false };

/**
 * The cluster behind a service port. A waypoint has clusters of its own for what it serves; everything else, and
 * every other proxy, uses `outbound|`. A headless Service has no endpoints there: it dials the original address.
 * Mirrors istiod `getWaypointDestinationCluster`, `convertResolution` and `buildUpstreamTLSSettings`.
 */
export function clusterOf(proxy: Proxy, service: MeshService, port: number, subset?: string): Cluster {
  const { mesh } = proxy.walk;
  const direction = proxy.kind === 'waypoint' && isBoundTo(mesh, service, proxy.workload) ? 'inbound-vip' : 'outbound';
  const name = clusterName(service, port, direction, subset);
  if (proxy.kind === 'gateway' && usesWaypointFromIngress(mesh, service)) {
    return { kind: 'service-waypoint', name, service, port };
  }
  if (isPassthrough(service) && proxy.kind !== 'gateway') {
    const mtls = direction === 'outbound' && autoMtls(mesh, service) && everyEndpointHasSidecar(service, port);
    return { kind: 'original-destination', name, mtls, service };
  }
  // istiod names the cluster but finds no service for it, so it stays empty.
  const unknown = !isExportedTo(mesh, service, proxy.workload.namespace);
  const { namespace, labels: own } = proxy.workload;
  const client = { namespace, labels: own, direction: direction === 'outbound' ? direction : 'inbound' } as const;
  const rule = destinationRuleFor(mesh, client, service);
  const labels = subset === undefined ? undefined : rule?.subsets.find((one) => one.name === subset)?.labels;
  const policy = rule?.trafficPolicy(port, subset) ?? {};
  const { tlsMode, sni, loadBalancer } = policy;
  const balancing = balancingOf(proxy, service, policy, rule?.source);
  return {
    kind: 'endpoints',
    name,
    service: unknown ? { ...service, endpoints: [], sharedEndpoints: [] } : service,
    port,
    ...(labels === undefined ? {} : { subset: labels }),
    ...balancing,
    ...(loadBalancer?.consistentHash === undefined ? {} : { hash: loadBalancer.consistentHash }),
    security: {
      direction,
      autoMtls: autoMtls(mesh, service),
      external: isExternal(mesh, service),
      ...(tlsMode && { tlsMode }),
      ...(sni && { sni }),
    },
  };
}

/**
 * Ejection after errors is a matter of earlier requests, so a proxy at rest has ejected nobody; zone-aware balancing
 * depends on the sizes of all zones.
 */
function balancingOf(
  proxy: Proxy,
  service: MeshService,
  policy: TrafficPolicy,
  rule: ResourceRef | undefined,
): Pick<Extract<Cluster, { kind: 'endpoints' }>, 'ranking' | 'because'> {
  const { loadBalancer, outlierDetection } = policy;
  const { meshConfig } = proxy.walk.mesh.settings;
  const zoneAware = loadBalancer?.zoneAwareLbSetting ?? meshConfig['zoneAwareLbSetting'];
  if (zoneAware !== undefined) proxy.walk.approximate('proxy/load-balancing');
  const ranking = rankingOf(service, policy, meshConfig['localityLbSetting'], proxy.workload);
  const stated = loadBalancer !== undefined || outlierDetection !== undefined;
  return {
    ranking,
    because: stated && rule !== undefined ? [{ resource: rule, path: ['spec', 'trafficPolicy'] }] : [],
  };
}

/** Mirrors istiod `EndpointBuilder.findServiceWaypoint`: opted in, bound, and with an address to be addressed by. */
function usesWaypointFromIngress(mesh: Mesh, service: MeshService): boolean {
  if (String(mesh.settings.flags['ENABLE_INGRESS_WAYPOINT_ROUTING'] ?? true) === 'false') return false;
  if (service.waypoint === undefined || !service.ingressUseWaypoint) return false;
  const dns = service.resolution === 'DNS' || service.resolution === 'DNS_ROUND_ROBIN';
  return !dns && (service.addresses.length > 0 || service.headless);
}

/** The server name where a DestinationRule makes the proxy speak TLS itself, inside whatever carries the bytes. */
export function originatedTls(cluster: Extract<Cluster, { kind: 'endpoints' }>): string | undefined {
  const { tlsMode, sni } = cluster.security;
  return tlsMode === 'SIMPLE' || tlsMode === 'MUTUAL' ? (sni ?? cluster.service.hostname) : undefined;
}

/** Headless Services and entries without resolution: Envoy is told no endpoints, except at a gateway. */
function isPassthrough(service: MeshService): boolean {
  return service.headless || service.resolution === 'NONE';
}

function everyEndpointHasSidecar(service: MeshService, port: number): boolean {
  const endpoints = service.endpoints.filter((endpoint) => endpoint.ports.has(port));
  return endpoints.length > 0 && endpoints.every((endpoint) => hasSidecarTls(endpoint.workload));
}

function autoMtls(mesh: Mesh, service: MeshService): boolean {
  if (isExternal(mesh, service)) return false;
  return namespaceMtlsMode(mesh, service.namespace) !== 'DISABLE';
}

function isExternal(mesh: Mesh, service: MeshService): boolean {
  if (service.source.kind !== 'ServiceEntry') return false;
  const entry = mesh.resources.get('ServiceEntry', service.source.namespace, service.source.name);
  return entry?.spec.location !== 'MESH_INTERNAL';
}

function clusterName(
  service: MeshService,
  port: number,
  direction: ClusterSecurity['direction'],
  subset: string | undefined,
): string {
  if (direction === 'outbound') return `outbound|${port}|${subset ?? ''}|${service.hostname}`;
  const own = service.ports.find((one) => one.port === port);
  const family = own !== undefined && familyOf(portProtocol(service, own)) === 'tcp' ? 'tcp' : 'http';
  return `inbound-vip|${port}|${subset === undefined ? family : `${family}/${subset}`}|${service.hostname}`;
}
