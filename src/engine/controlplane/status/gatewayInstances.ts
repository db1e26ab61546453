import type { Gateway, GatewayListener } from '#model/kubernetes/kinds.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';
import { meshController } from '../gatewayClasses.ts';
import { annotationOf, labelOf, namespaceOf } from '../inNamespace.ts';
import type { ConfigError } from './condition.ts';

/** The Services in front of a Gateway's proxies, and what they can be reached by. Lists are sorted. */
export interface GatewayInstances {
  readonly services: readonly string[];
  readonly error?: ConfigError;
  /** `host:port` of what answers inside the cluster. */
  readonly internal: readonly string[];
  readonly internalIps: readonly string[];
  readonly external: readonly string[];
  /** Hosts of load balancers without an address yet. */
  readonly pending: readonly string[];
  readonly warnings: readonly string[];
  readonly allUsable: boolean;
}

/** Which Services a Gateway stands behind. Mirrors istiod `extractGatewayServices`. */
export function gatewayServices(
  gateway: Gateway,
  controller: string,
  clusterDomain: string,
): { readonly services: readonly string[]; readonly error?: ConfigError } {
  const namespace = namespaceOf(gateway);
  const { addresses = [], gatewayClassName } = gateway.spec;
  if (isManaged(gateway)) {
    const generated =
      controller === meshController ? gateway.metadata.name : `${gateway.metadata.name}-${gatewayClassName}`;
    const name = annotationOf(gateway, 'gateway.istio.io/name-override') ?? generated;
    return { services: [`${name}.${namespace}.svc.${clusterDomain}`] };
  }
  const hostnames = addresses.filter(({ type }) => type === 'Hostname').map(({ value = '' }) => value);
  const services = hostnames.map((name) => (name.includes('.') ? name : `${name}.${namespace}.svc.${clusterDomain}`));
  const skipped = addresses.filter(({ type }) => type !== 'Hostname').map(({ value = '' }) => value);
  if (skipped.length === 0) return { services };
  const message = `only Hostname is supported, ignoring [${skipped.join(' ')}]`;
  return { services, error: { reason: 'UnsupportedAddress', message } };
}

/** Whether istiod deploys the Gateway's proxies itself. */
export function isManaged({ spec: { addresses = [] } }: Gateway): boolean {
  const [first] = addresses;
  if (first === undefined) return true;
  return addresses.length === 1 && first.type === 'IPAddress';
}

/** Looks a Gateway's Services up. Mirrors istiod `GatewayContext.ResolveGatewayInstances`. */
export function resolveInstances(
  gateway: Gateway,
  hosts: readonly string[],
  listeners: readonly GatewayListener[],
  mesh: Mesh,
): Omit<GatewayInstances, 'services' | 'error'> {
  const found = {
    internal: new Set<string>(),
    internalIps: new Set<string>(),
    external: new Set<string>(),
    pending: new Set<string>(),
    warnings: [] as string[],
    unusable: false,
  };
  const ports = [...new Set(listeners.map(({ port }) => port))];
  for (const host of hosts) {
    const service = mesh.services.all.find(
      (candidate) => candidate.hostname === host && candidate.namespace === namespaceOf(gateway),
    );
    if (service === undefined) {
      found.warnings.push(notFound(host, namespaceOf(gateway), mesh));
      found.unusable = true;
      continue;
    }
    for (const port of ports) resolvePort(service, host, port, mesh, found);
  }
  return {
    internal: [...found.internal].sort(),
    internalIps: [...found.internalIps].sort(),
    external: [...found.external].sort(),
    pending: [...found.pending].sort(),
    warnings: found.warnings.sort(),
    allUsable: !found.unusable,
  };
}

interface Found {
  readonly internal: Set<string>;
  readonly internalIps: Set<string>;
  readonly external: Set<string>;
  readonly pending: Set<string>;
  readonly warnings: string[];
  unusable: boolean;
}

/** Endpoints count whether or not they are ready; those that have stopped serving do not. */
function resolvePort(service: MeshService, host: string, port: number, mesh: Mesh, found: Found): void {
  const endpoints = service.endpoints.filter(({ terminating, serving }) => !terminating || serving);
  if (!endpoints.some(({ ports }) => ports.has(port))) {
    warnOfPort(service, host, port, endpoints, mesh, found);
    return;
  }
  found.internal.add(`${host}:${port}`);
  service.addresses.forEach((address) => found.internalIps.add(address));
  const kubernetes = mesh.resources.get('Service', service.namespace, service.name);
  const external = externalAddresses(kubernetes);
  external.forEach((address) => found.external.add(address));
  if (external.length > 0 || kubernetes?.spec.type !== 'LoadBalancer' || found.pending.has(host)) return;
  found.warnings.push(`address pending for hostname "${host}"`);
  found.pending.add(host);
}

type KubernetesService = ReturnType<Mesh['resources']['get']> & { kind: 'Service' };

function externalAddresses(service: KubernetesService | undefined): readonly string[] {
  if (service === undefined) return [];
  const ingress = service.spec.type === 'LoadBalancer' ? (service.status?.loadBalancer?.ingress ?? []) : [];
  const balanced = ingress.flatMap(({ ip, hostname }) => [ip ?? hostname ?? []].flat());
  return [...balanced, ...(service.spec.externalIPs ?? [])];
}

function warnOfPort(
  service: MeshService,
  host: string,
  port: number,
  endpoints: MeshService['endpoints'],
  mesh: Mesh,
  found: Found,
): void {
  if (endpoints.length === 0) {
    found.warnings.push(`no instances found for hostname "${host}"`);
    return;
  }
  const hints = endpoints.flatMap(({ ports }) =>
    [...ports].filter(([, target]) => target === port).map(([own]) => own),
  );
  if (hints.length > 0) {
    const sorted = [...new Set(hints.map(String))].sort().join(' ');
    found.warnings.push(
      `port ${port} not found for hostname "${host}" (hint: the service port should be specified, ` +
        `not the workload port. Did you mean one of these ports: [${sorted}]?)`,
    );
    found.unusable = true;
    return;
  }
  const kubernetes = mesh.resources.get('Service', service.namespace, service.name);
  const managed = labelOf(kubernetes, 'gateway.istio.io/managed') !== undefined;
  if (managed && service.ports.some((candidate) => candidate.port === port)) return;
  found.warnings.push(`port ${port} not found for hostname "${host}"`);
  found.unusable = true;
}

function notFound(host: string, namespace: string, mesh: Mesh): string {
  const elsewhere = mesh.services.all.filter(({ hostname }) => hostname === host).map((service) => service.namespace);
  if (elsewhere.length === 0) return `hostname "${host}" not found`;
  const quoted = [...new Set(elsewhere)].sort().map((name) => `"${name}"`);
  return `hostname "${host}" not found in namespace "${namespace}", but it was found in namespace(s) ${quoted.join(', ')}`;
}
