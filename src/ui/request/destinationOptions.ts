import type {
  GatewaySummary,
  MeshSummary,
  ServicePortSummary,
  ServiceSummary,
  WorkloadSummary,
} from '#model/meshSummary.ts';
import type { RequestOption } from './requestOption.ts';

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** What may be called: services by short name, full name and address, each port; gateways; pods by address. */
export function destinationOptions({ services, gateways, workloads }: MeshSummary): readonly RequestOption[] {
  return [
    ...services.flatMap((service) => byName(service, shortName(service), 'services')),
    ...gateways.flatMap(byGatewayAddress),
    ...services.flatMap((service) =>
      service.hostname === shortName(service) ? [] : byName(service, service.hostname, 'full-names'),
    ),
    ...services.flatMap((service) =>
      service.addresses.flatMap((address) =>
        service.ports.map((port) => ({
          value: urlOf(schemeOf(port), address, port.port),
          group: 'addresses' as const,
          facts: [`${service.namespace}/${service.name}`],
        })),
      ),
    ),
    ...workloads.filter(({ gateway }) => gateway === undefined).flatMap(byPodAddress),
  ];
}

/** The chosen destination with the path that was already typed for another one. */
export function keepingPath(chosen: string, typed: string): string {
  const path = /^[a-z]+:\/\/[^/]*(\/.+)$/i.exec(typed)?.[1];
  return path !== undefined && chosen.endsWith('/') ? chosen.slice(0, -1) + path : chosen;
}

function shortName({ ref, name, namespace, hostname }: ServiceSummary): string {
  return ref.kind === 'Service' ? `${name}.${namespace}` : hostname;
}

function byName(service: ServiceSummary, host: string, group: 'services' | 'full-names'): readonly RequestOption[] {
  return service.ports.map((port) => ({
    value: urlOf(schemeOf(port), host, port.port),
    group,
    facts: [port.name ?? port.protocol.toLowerCase(), ...(group === 'services' ? service.addresses.slice(0, 1) : [])],
  }));
}

function byGatewayAddress({ role, addresses, namespace, name }: GatewaySummary): readonly RequestOption[] {
  if (role === 'waypoint') return [];
  return addresses.map((address) => ({
    value: urlOf('http', address, 80),
    group: 'gateways' as const,
    facts: [`${namespace}/${name}`],
  }));
}

function byPodAddress({ addresses, ports, namespace, name }: WorkloadSummary): readonly RequestOption[] {
  return addresses.flatMap((address) =>
    ports.map((port) => ({
      value: urlOf('http', address, port),
      group: 'pod-addresses' as const,
      facts: [`${namespace}/${name}`],
    })),
  );
}

/** What a port speaks, by its name as Istio reads it, else HTTP, which an unnamed port may carry. */
function schemeOf({ name = '', protocol }: ServicePortSummary): 'http' | 'https' | 'grpc' | 'tcp' {
  const declared = `${name.split('-')[0] ?? ''} ${protocol}`.toLowerCase();
  if (/\bgrpc\b/.test(declared)) return 'grpc';
  if (/\b(https|tls)\b/.test(declared)) return 'https';
  if (/^http|\bhttp2?\b/.test(declared)) return 'http';
  return /^(tcp|mongo|mysql|redis)\b/.test(declared) ? 'tcp' : 'http';
}

function urlOf(scheme: string, host: string, port: number): string {
  const written = host.includes(':') ? `[${host}]` : host;
  const suffix = defaultPorts[scheme] === port ? '' : `:${String(port)}`;
  return `${scheme}://${written}${suffix}${scheme === 'tcp' ? '' : '/'}`;
}
