import type { MeshService, SocketAddress, WaypointTarget, Workload } from '../mesh/mesh.ts';
import { resolveInCluster } from '../kubernetes/clusterDns.ts';
import type { Cluster } from './cluster.ts';
import type { Dial } from './dial.ts';
import { endpointTransport } from './endpointTransport.ts';
import { hostsOf, type Weighted } from './loadBalance.ts';
import type { Proxy } from './proxy.ts';

/** One way to go on that a cluster offers. */
export interface Candidate extends Weighted {
  readonly dial: Dial;
  /** The endpoint, or the waypoint's pod; absent where an address is dialled as it is. */
  readonly workload?: Workload;
}

type EndpointCluster = Extract<Cluster, { kind: 'endpoints' }>;
type WaypointCluster = Extract<Cluster, { kind: 'service-waypoint' }>;

/**
 * The hosts of a cluster for this proxy. `original` is the address the connection came for, `host` the name an HTTP
 * request asks for.
 */
export function candidatesOf(
  proxy: Proxy,
  cluster: Cluster,
  original: SocketAddress,
  host?: string,
): readonly Candidate[] {
  switch (cluster.kind) {
    case 'endpoints':
      return [...endpointCandidates(proxy, cluster), ...namedCandidates(proxy, cluster, host)];
    case 'service-waypoint':
      return waypointCandidates(proxy, cluster);
    case 'original-destination':
      return [
        { dial: { transport: cluster.mtls ? 'istio-mtls' : 'plaintext', target: original }, weight: 1, priority: 0 },
      ];
    case 'application':
      return [
        { dial: { transport: 'plaintext', target: original, application: cluster.peer }, weight: 1, priority: 0 },
      ];
    case 'encap':
      return [{ dial: { transport: 'hbone', target: original }, weight: 1, priority: 0 }];
  }
}

function endpointCandidates(proxy: Proxy, cluster: EndpointCluster): readonly Candidate[] {
  const { mesh } = proxy.walk;
  return hostsOf(cluster.service, cluster.port, proxy.workload, cluster.subset, cluster.ranking).map((host) => {
    const { workload } = host.endpoint;
    const transport = endpointTransport(mesh, cluster.security, workload, host.port);
    const dial = { transport, target: { ip: host.ip, port: host.port } };
    return { dial, workload, weight: host.weight, priority: host.priority };
  });
}

/**
 * Endpoints that are names: Envoy asks the DNS itself, of a wildcard entry for the host of the request.
 * Mirrors Envoy's STRICT_DNS clusters and its dynamic forward proxy.
 */
function namedCandidates(proxy: Proxy, { service, port }: EndpointCluster, host?: string): readonly Candidate[] {
  const { walk, workload: client } = proxy;
  return service.endpoints.flatMap(({ workload, ports, capacity }): readonly Candidate[] => {
    const target = ports.get(port);
    if (workload.hostname === undefined || workload.addresses.length > 0 || target === undefined) return [];
    const name = workload.hostname.startsWith('*') ? (host ?? '').replace(/:\d+$/, '') : workload.hostname;
    const resolution = resolveInCluster(walk.mesh, client.namespace, name, walk.random);
    if (resolution.kind !== 'address') return [];
    const dial = { transport: 'plaintext' as const, target: { ip: resolution.ip, port: target } };
    return [{ dial, workload, weight: Math.max(1, capacity), priority: 0 }];
  });
}

/**
 * The pods of a service's waypoint, and of its canary by weight. Once there are weights there is no way back to the
 * service's own pods. Mirrors istiod `EndpointBuilder.weightedWaypointEndpoints`.
 */
function waypointCandidates(proxy: Proxy, { service, port }: WaypointCluster): readonly Candidate[] {
  const binding = service.waypoint;
  if (binding === undefined) return [];
  const target: SocketAddress = { ip: addressOf(service), port };
  if (binding.canary === undefined) return podsOf(proxy, binding.primary, target, undefined);
  const { weight } = binding.canary;
  return [
    ...podsOf(proxy, binding.primary, target, 100 - weight),
    ...podsOf(proxy, binding.canary.target, target, weight),
  ];
}

function podsOf(
  proxy: Proxy,
  waypoint: WaypointTarget,
  target: SocketAddress,
  share: number | undefined,
): readonly Candidate[] {
  if (share === 0) return [];
  const service = waypointService(proxy, waypoint);
  if (service === undefined) return [];
  const hosts = hostsOf({ ...service, loadBalancing: anyLocality }, waypoint.port, proxy.workload);
  return hosts.map((host) => ({
    dial: { transport: 'hbone' as const, target, through: { ip: host.ip, port: host.port } },
    workload: host.endpoint.workload,
    weight: share === undefined ? host.weight : share / hosts.length,
    priority: 0,
  }));
}

/** Endpoints of a waypoint are not ranked by distance at a gateway. */
const anyLocality = { mode: 'STANDARD', scopes: [], healthPolicy: 'ONLY_HEALTHY' } as const;

function waypointService(proxy: Proxy, { destination, gateway }: WaypointTarget): MeshService | undefined {
  const { services } = proxy.walk.mesh;
  return services.all.find((service) =>
    destination.kind === 'hostname'
      ? service.hostname === destination.hostname && service.namespace === destination.namespace
      : service.addresses.includes(destination.ip) && service.namespace === gateway.namespace,
  );
}

/** A headless Service stands under `0.0.0.0` in istiod's registry. */
function addressOf(service: MeshService): string {
  return service.addresses[0]?.split('/')[0] ?? '0.0.0.0';
}
