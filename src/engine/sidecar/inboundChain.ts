import type { Payload } from '../dataplane/connection.ts';
import { familyOf, portProtocol } from '../forward/portProtocol.ts';
import { sniffProtocol } from '../forward/sniffProtocol.ts';
import type { Mesh, MeshService, ServicePort, Workload } from '../mesh/mesh.ts';

/** How a sidecar reads what arrives on one port of its pod. */
export interface InboundChain {
  /** `not-http`: the port is declared HTTP and these bytes are not. */
  readonly protocol: 'http' | 'tcp' | 'not-http';
  /** The Service whose port this is; absent on the catch-all chain of undeclared ports. */
  readonly service?: MeshService;
  readonly port?: ServicePort;
}

/**
 * The chain for a port: that of the oldest Service with this target port, else the catch-all, which sniffs.
 * Mirrors istiod `listener_inbound.go getFilterChainsByServicePort` and `buildInboundPassthroughChains`.
 */
export function inboundChain(mesh: Mesh, workload: Workload, target: number, payload: Payload): InboundChain {
  const sniffed = sniffProtocol(payload) === 'http' ? 'http' : 'tcp';
  const found = oldestPort(mesh, workload, target);
  if (found === undefined) return { protocol: sniffed };
  const family = familyOf(portProtocol(found.service, found.port));
  if (family === 'auto') return { protocol: sniffed, ...found };
  if (family === 'tcp') return { protocol: 'tcp', ...found };
  return { protocol: payload.kind === 'http' ? 'http' : 'not-http', ...found };
}

interface Found {
  readonly service: MeshService;
  readonly port: ServicePort;
}

function oldestPort(mesh: Mesh, workload: Workload, target: number): Found | undefined {
  const services = [...mesh.services.ofWorkload(workload.uid)].sort((a, b) => compareAge(mesh, a, b));
  for (const service of services) {
    const endpoint = service.endpoints.find((one) => one.workload.uid === workload.uid);
    for (const port of service.ports) {
      if (endpoint?.ports.get(port.port) === target && familyOf(portProtocol(service, port)) !== 'udp')
        return { service, port };
    }
  }
  return undefined;
}

function compareAge(mesh: Mesh, a: MeshService, b: MeshService): number {
  const [x, y] = [createdAt(mesh, a), createdAt(mesh, b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.hostname < b.hostname ? -1 : a.hostname > b.hostname ? 1 : 0;
}

function createdAt(mesh: Mesh, { source }: MeshService): string {
  const kind = source.kind === 'ServiceEntry' ? 'ServiceEntry' : 'Service';
  return mesh.resources.get(kind, source.namespace, source.name)?.metadata.creationTimestamp ?? '';
}
