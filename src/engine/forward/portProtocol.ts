import type { MeshService, ServicePort } from '../mesh/mesh.ts';

export type PortProtocol =
  | 'HTTP'
  | 'HTTP2'
  | 'HTTP_PROXY'
  | 'GRPC'
  | 'GRPC-Web'
  | 'TCP'
  | 'HTTPS'
  | 'TLS'
  | 'Mongo'
  | 'Redis'
  | 'MySQL'
  | 'UDP'
  | 'Unsupported';

export type PortFamily = 'http' | 'tcp' | 'auto' | 'udp';

const byName: ReadonlyMap<string, PortProtocol> = new Map([
  ['tcp', 'TCP'],
  ['udp', 'UDP'],
  ['grpc', 'GRPC'],
  ['grpc-web', 'GRPC-Web'],
  ['http', 'HTTP'],
  ['http_proxy', 'HTTP_PROXY'],
  ['http2', 'HTTP2'],
  ['https', 'HTTPS'],
  ['tls', 'TLS'],
  ['mongo', 'Mongo'],
  ['redis', 'Redis'],
  ['mysql', 'MySQL'],
]);

const kubernetesNames: ReadonlyMap<string, PortProtocol> = new Map([
  ['kubernetes.io/h2c', 'HTTP2'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/wss', 'HTTPS'],
]);

/** SMTP, DNS, MySQL and MongoDB: servers that speak first, so sniffing would stall them. */
const wellKnownTcpPorts: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

const httpFamily: ReadonlySet<PortProtocol> = new Set(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-Web']);

/**
 * Decides which protocol a Service port speaks: `appProtocol` alone, else the name up to its first dash, else the number.
 * Mirrors istio `pkg/config/kube/conversion.go ConvertProtocol`; a ServiceEntry states it in `protocol`.
 */
export function portProtocol(service: Pick<MeshService, 'source'>, port: ServicePort): PortProtocol {
  if (service.source.kind === 'ServiceEntry') return parse(port.protocol);
  if (port.protocol.toUpperCase() === 'UDP') return 'UDP';
  const own = port.appProtocol === undefined ? undefined : kubernetesNames.get(port.appProtocol);
  if (own !== undefined) return own;
  const name = port.appProtocol ?? port.name ?? '';
  // Its own name holds a dash, so it comes before the cut.
  if (name.toLowerCase().startsWith('grpc-web')) return 'GRPC-Web';
  const dash = name.indexOf('-');
  const parsed = parse(dash < 0 ? name : name.slice(0, dash));
  return parsed === 'Unsupported' && wellKnownTcpPorts.has(port.port) ? 'TCP' : parsed;
}

/** Groups protocols as Envoy's listeners do: one HTTP chain, one TCP chain, or both behind an inspector. */
export function familyOf(protocol: PortProtocol): PortFamily {
  if (protocol === 'UDP') return 'udp';
  if (protocol === 'Unsupported') return 'auto';
  return httpFamily.has(protocol) ? 'http' : 'tcp';
}

export function isTls(protocol: PortProtocol): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}

function parse(name: string): PortProtocol {
  return byName.get(name.toLowerCase()) ?? 'Unsupported';
}
