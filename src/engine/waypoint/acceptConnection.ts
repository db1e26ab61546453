import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { Payload } from '../dataplane/connection.ts';
import { familyOf, portProtocol, type PortFamily } from '../forward/portProtocol.ts';
import { nameOf } from '../forward/proxy.ts';
import { sniffProtocol } from '../forward/sniffProtocol.ts';
import { parseIp, rangeContains } from '../mesh/ipRange.ts';
import type { Mesh, MeshService, ServicePort, SocketAddress, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';
import { servedBy, type Served } from '../forward/waypointBinding.ts';
import { servedByChance, type Chance } from './servedByChance.ts';

/** Which filter chain of a waypoint takes a connection. */
export type Accepted =
  | {
      readonly kind: 'service';
      readonly service: MeshService;
      readonly port: ServicePort;
      readonly chain: 'http' | 'tcp';
      readonly decisions: readonly Decision[];
      readonly chance?: Chance;
    }
  | {
      readonly kind: 'pod';
      readonly workload: Workload;
      readonly chain: 'http' | 'tcp';
      readonly decisions: readonly Decision[];
    }
  /** No chain. With the inspector off for that port number the CONNECT itself is answered 503. */
  | {
      readonly kind: 'none';
      readonly inspected: boolean;
      readonly decisions: readonly Decision[];
      readonly chance?: Chance;
    };

/**
 * Finds the chain for an address: a bound service by its address and declared port, else a bound pod by its address
 * and any port, else none. The Host header plays no part.
 * Mirrors istiod `listener_waypoint.go buildWaypointInternal`.
 */
export function acceptConnection(
  mesh: Mesh,
  waypoint: Workload,
  { ip, port }: SocketAddress,
  payload: Payload,
  random: Random,
): Accepted {
  const served = servedBy(mesh, waypoint);
  const bound = served.services;
  const { service, chance } = serviceAt(mesh, served, ip, random);
  if (service !== undefined) {
    const declared = service.ports.find((one) => one.port === port && familyOf(portProtocol(service, one)) !== 'udp');
    if (declared !== undefined) {
      const chain = chainOf(service, declared, payload);
      return { kind: 'service', service, port: declared, ...chain, ...(chance === undefined ? {} : { chance }) };
    }
    return noChain(mesh, bound, waypoint, { ip, port }, [], chance);
  }
  const workload = served.workloads.find((one) => one.addresses.includes(ip));
  if (workload === undefined || chance !== undefined) return noChain(mesh, bound, waypoint, { ip, port }, [], chance);
  return { kind: 'pod', workload, ...podChain(workload, port, payload) };
}

interface Chain {
  readonly chain: 'http' | 'tcp';
  readonly decisions: readonly Decision[];
}

const source = 'istio pilot/pkg/networking/core/listener_waypoint.go buildWaypointInternal';

function chainOf(service: MeshService, port: ServicePort, payload: Payload): Chain {
  const protocol = portProtocol(service, port);
  const family = familyOf(protocol);
  const chain =
    family === 'auto' ? (sniffProtocol(payload) === 'http' ? 'http' : 'tcp') : family === 'http' ? 'http' : 'tcp';
  const params = { service: nameOf(service.source), port: port.port };
  const why =
    family === 'auto'
      ? reason(chain === 'http' ? 'waypoint/http-chain-sniffed' : 'waypoint/tcp-chain-sniffed', params)
      : reason(chain === 'http' ? 'waypoint/http-chain' : 'waypoint/tcp-chain', { ...params, protocol });
  return { chain, decisions: [{ reason: why, because: portFields(service, port), source }] };
}

function podChain(workload: Workload, port: number, payload: Payload): Chain {
  const chain = sniffProtocol(payload) === 'http' ? 'http' : 'tcp';
  const params = { pod: `${workload.namespace}/${workload.name}`, port, protocol: chain };
  const because = workload.waypoint?.because ?? [];
  return { chain, decisions: [{ reason: reason('waypoint/pod-chain', params), because, source }] };
}

function noChain(
  mesh: Mesh,
  bound: readonly MeshService[],
  waypoint: Workload,
  address: SocketAddress,
  because: readonly FieldRef[],
  chance: Chance | undefined,
): Accepted {
  const inspected = isInspected(mesh, bound, waypoint, address.port);
  const name = waypoint.gateway === undefined ? waypoint.name : nameOf(waypoint.gateway);
  const params = { waypoint: name, address: `${address.ip}:${address.port}`, inspected };
  const decision = { reason: reason('waypoint/no-filter-chain', params), because, source };
  return { kind: 'none', inspected, decisions: [decision], ...(chance === undefined ? {} : { chance }) };
}

/** The http_inspector is off for port numbers that are HTTP alone or TCP alone here, unless any workload is bound. */
function isInspected(mesh: Mesh, bound: readonly MeshService[], waypoint: Workload, port: number): boolean {
  if (servedBy(mesh, waypoint).workloads.length > 0) return true;
  const families = new Set<PortFamily>();
  for (const service of bound) {
    for (const one of service.ports) if (one.port === port) families.add(familyOf(portProtocol(service, one)));
  }
  families.delete('udp');
  return families.size !== 1 || families.has('auto');
}

/** The service a waypoint knows under an address: an exact one, else the longest range. */
function serviceAt(
  mesh: Mesh,
  served: Served,
  ip: string,
  random: Random,
): { readonly service?: MeshService; readonly chance?: Chance } {
  const { byAddress, ranges } = served;
  const parsed = parseIp(ip);
  const best =
    byAddress.get(ip) ??
    (parsed === undefined ? undefined : ranges.find(({ range }) => rangeContains(range, parsed))?.service);
  if (best === undefined) return {};
  const chance = servedByChance(mesh, served.services, best, ip, random);
  return chance?.served === false ? { chance } : { service: best, ...(chance === undefined ? {} : { chance }) };
}

/** The fields that state a port's protocol, or the port itself where it is left to sniffing. */
function portFields(service: MeshService, port: ServicePort): readonly FieldRef[] {
  const index = service.ports.indexOf(port);
  const path = ['spec', 'ports', index];
  if (service.source.kind === 'ServiceEntry') return [{ resource: service.source, path: [...path, 'protocol'] }];
  const field = port.appProtocol !== undefined ? 'appProtocol' : port.name !== undefined ? 'name' : 'port';
  return [{ resource: service.source, path: [...path, field] }];
}
