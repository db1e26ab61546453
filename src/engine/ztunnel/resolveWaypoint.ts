import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import { formatSocket, isV6 } from '../mesh/ipRange.ts';
import type { Mesh, MeshService, SocketAddress, WaypointBinding, WaypointTarget, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';
import { loadBalance } from './loadBalance.ts';

/** A proxy of the waypoint to talk to, or ztunnel's own words for why there is none. */
export type ResolvedWaypoint =
  | {
      readonly kind: 'found';
      readonly workload: Workload;
      readonly address: SocketAddress;
      readonly expectedIdentities: readonly string[];
      readonly decision: Decision;
    }
  | { readonly kind: 'missing'; readonly error: string };

const source = 'ztunnel src/state.rs fetch_waypoint';

/** Draws between a primary waypoint and its canary. Mirrors ztunnel `sample_weighted_waypoint`. */
export function drawWaypoint(
  binding: WaypointBinding,
  random: Random,
): { readonly target: WaypointTarget; readonly weight?: number } {
  if (binding.canary === undefined) return { target: binding.primary };
  const { target, weight } = binding.canary;
  const canary = random.next() * 100 < weight;
  return canary ? { target, weight } : { target: binding.primary, weight: 100 - weight };
}

/**
 * Finds a proxy of a waypoint: by the service of its hostname or address, balanced like any other, or by the address
 * of a workload. Whatever is missing, nothing falls back to a direct call. Mirrors ztunnel `fetch_waypoint`.
 */
export function resolveWaypoint(
  mesh: Mesh,
  target: WaypointTarget,
  client: Workload,
  random: Random,
): ResolvedWaypoint {
  const { destination, port } = target;
  if (destination.kind === 'hostname') {
    const service = serviceOf(mesh, destination.namespace, destination.hostname);
    if (service === undefined) {
      return { kind: 'missing', error: `unknown waypoint: waypoint ${destination.hostname} not found` };
    }
    return balance(service, target, client, random);
  }
  const service = mesh.services.byAddress(destination.ip, client.namespace);
  if (service !== undefined) return balance(service, target, client, random);
  const workload = mesh.workloads.byAddress(destination.ip);
  if (workload === undefined) return { kind: 'missing', error: unknown(target) };
  return found(target, workload, { ip: destination.ip, port }, [workload.identity], 1);
}

function serviceOf(mesh: Mesh, namespace: string, hostname: string): MeshService | undefined {
  const service = mesh.services.byHostname(hostname, namespace);
  return service?.namespace === namespace ? service : undefined;
}

function balance(service: MeshService, target: WaypointTarget, client: Workload, random: Random): ResolvedWaypoint {
  const { endpoint, candidates } = loadBalance(tunnelView(service, target.port), target.port, client, random);
  if (endpoint === undefined) return { kind: 'missing', error: unknown(target) };
  const ip = endpoint.workload.addresses.find((address) => !isV6(address)) ?? endpoint.workload.addresses[0];
  if (ip === undefined) return { kind: 'missing', error: unknown(target) };
  const address = { ip, port: endpoint.ports.get(target.port) ?? target.port };
  return found(
    target,
    endpoint.workload,
    address,
    [...service.subjectAltNames, endpoint.workload.identity],
    candidates,
  );
}

/** The Service of a captured waypoint need not carry the tunnel's port: its proxy is reached through its own ztunnel. */
function tunnelView(service: MeshService, port: number): MeshService {
  if (!service.endpoints.some(({ workload, ports }) => workload.appTunnel !== undefined && !ports.has(port)))
    return service;
  return {
    ...service,
    endpoints: service.endpoints.map((endpoint) =>
      endpoint.workload.appTunnel === undefined || endpoint.ports.has(port)
        ? endpoint
        : { ...endpoint, ports: new Map([...endpoint.ports, [port, port]]) },
    ),
  };
}

function found(
  target: WaypointTarget,
  workload: Workload,
  address: SocketAddress,
  expectedIdentities: readonly string[],
  candidates: number,
): ResolvedWaypoint {
  const params = { waypoint: nameOf(target.gateway), address: formatSocket(address.ip, address.port), candidates };
  const decision = { reason: reason('outbound/waypoint-endpoint', params), because: [], source };
  return { kind: 'found', workload, address, expectedIdentities, decision };
}

/** ztunnel prints the structure it could not resolve. */
function unknown({ destination, port }: WaypointTarget): string {
  const shown =
    destination.kind === 'hostname'
      ? `Hostname(NamespacedHostname { namespace: "${destination.namespace}", hostname: "${destination.hostname}" })`
      : `Address(NetworkAddress { network: "", address: ${destination.ip} })`;
  return `unknown waypoint: waypoint GatewayAddress { destination: ${shown}, hbone_mtls_port: ${String(port)} } not found`;
}
