import { familyOf, portProtocol, type PortFamily } from '../forward/portProtocol.ts';
import { parseIp, parseRange, rangeContains } from '../mesh/ipRange.ts';
import type { Mesh, MeshService, ServicePort, SocketAddress, Workload } from '../mesh/mesh.ts';
import { sidecarScopeFor, type SidecarScope } from './sidecarScope.ts';

/** Which listener of a sidecar takes what its application sends. */
export type OutboundListener =
  /** A service's own address and port, or a headless service's pods: bytes to that service. */
  | { readonly kind: 'tcp'; readonly service: MeshService; readonly port: ServicePort }
  /** The same with its protocol left open: HTTP by that service's routes, other bytes to the service. */
  | { readonly kind: 'auto'; readonly service: MeshService; readonly port: ServicePort }
  /** Every HTTP service of that port number: the Host header decides. Other bytes pass through. */
  | { readonly kind: 'http'; readonly port: number }
  | { readonly kind: 'none' };

/**
 * Finds the listener for an address the application dialled: an exact address first, then the wildcard of that port
 * number, then none. Mirrors istiod `buildSidecarOutboundListeners` and Envoy's filter chain matching.
 */
export function outboundListener(mesh: Mesh, client: Workload, target: SocketAddress): OutboundListener {
  const here = portsFor(mesh, client).get(target.port) ?? [];
  const exact = preferred(
    here.filter(({ service, family }) => family !== 'http' && ownsAddress(service, target.ip)),
    client,
  );
  if (exact !== undefined) return exact;
  const headless = here.find(({ service, port, family }) => isHeadlessPod(service, port, family, target.ip, client));
  if (headless !== undefined) return listenerOf(headless);
  const range = here.find(({ service, family }) => family !== 'http' && coversAddress(service, target.ip));
  if (range !== undefined) return listenerOf(range);
  return here.some(({ family }) => family === 'http') ? { kind: 'http', port: target.port } : { kind: 'none' };
}

const indexes = new WeakMap<SidecarScope, ReadonlyMap<number, readonly Here[]>>();

/** Every visible service port by its number. A compiled mesh never changes, so it is worked out once per scope. */
function portsFor(mesh: Mesh, client: Workload): ReadonlyMap<number, readonly Here[]> {
  const scope = sidecarScopeFor(mesh, client);
  const cached = indexes.get(scope);
  if (cached !== undefined) return cached;
  const ports = new Map<number, Here[]>();
  for (const service of scope.services) {
    for (const port of service.ports) {
      const here = { service, port, family: familyOf(portProtocol(service, port)) };
      const list = ports.get(port.port);
      if (list === undefined) ports.set(port.port, [here]);
      else list.push(here);
    }
  }
  indexes.set(scope, ports);
  return ports;
}

interface Here {
  readonly service: MeshService;
  readonly port: ServicePort;
  readonly family: PortFamily;
}

function listenerOf({ service, port, family }: Here): OutboundListener {
  return { kind: family === 'auto' ? 'auto' : 'tcp', service, port };
}

function preferred(found: readonly Here[], client: Workload): OutboundListener | undefined {
  const own = found.find(({ service }) => service.namespace === client.namespace) ?? found[0];
  return own === undefined || own.family === 'udp' ? undefined : listenerOf(own);
}

function ownsAddress(service: MeshService, ip: string): boolean {
  return service.addresses.includes(ip);
}

function coversAddress(service: MeshService, ip: string): boolean {
  const parsed = parseIp(ip);
  return service.addresses.some((address) => {
    const range = address.includes('/') ? parseRange(address) : undefined;
    return range !== undefined && parsed !== undefined && rangeContains(range, parsed);
  });
}

/** A headless Service without HTTP has a chain for every pod of its own; the port compared is the Service's. */
function isHeadlessPod(
  service: MeshService,
  port: ServicePort,
  family: PortFamily,
  ip: string,
  client: Workload,
): boolean {
  if (!service.headless || (family !== 'tcp' && family !== 'auto')) return false;
  return service.endpoints.some(
    ({ workload, ports }) => workload.uid !== client.uid && ports.has(port.port) && workload.addresses.includes(ip),
  );
}
