import { groupBy } from '../mesh/groupBy.ts';
import type { Endpoint, MeshService, ResourceIndex } from '../mesh/mesh.ts';

/**
 * Keeps one service per host and namespace, a Kubernetes Service before the oldest ServiceEntry, and marks the canonical
 * one across namespaces: the Kubernetes Service, else the oldest entry everybody sees. Mirrors istiod's merge of services.
 */
export function oneServicePerHost(services: readonly MeshService[], resources: ResourceIndex): readonly MeshService[] {
  const age = (service: MeshService) => ageOf(resources, service);
  const winners = new Map<string, MeshService>();
  for (const service of services) {
    const key = keyOf(service);
    const current = winners.get(key);
    if (current === undefined || beats(service, current, age)) winners.set(key, service);
  }
  const canonical = new Map<string, MeshService>();
  for (const service of winners.values()) {
    if (service.visibility !== 'PUBLIC') continue;
    const current = canonical.get(service.hostname);
    if (current === undefined || beats(service, current, age)) canonical.set(service.hostname, service);
  }
  const sameHost = groupBy(services, keyOf);
  return [...winners.values()].map((service) => {
    const losers = (sameHost.get(keyOf(service)) ?? []).filter((one) => one !== service);
    const shared = losers.flatMap((loser) =>
      loser.endpoints.flatMap((endpoint) => byPortName(endpoint, loser, service)),
    );
    return {
      ...service,
      canonical: canonical.get(service.hostname) === service,
      ...(shared.length === 0 ? {} : { sharedEndpoints: shared }),
    };
  });
}

/**
 * An endpoint of a service that lost, under the ports of the one that won: istiod files endpoints by host and port name.
 * Mirrors istiod `EndpointBuilder.snapshotShards`.
 */
function byPortName(endpoint: Endpoint, from: MeshService, to: MeshService): readonly Endpoint[] {
  const ports = new Map<number, number>();
  for (const port of to.ports) {
    const own = from.ports.find(({ name = '' }) => name === (port.name ?? ''));
    const target = own === undefined ? undefined : endpoint.ports.get(own.port);
    if (target !== undefined) ports.set(port.port, target);
  }
  return ports.size === 0 ? [] : [{ ...endpoint, ports }];
}

function keyOf({ namespace, hostname }: MeshService): string {
  return `${namespace}/${hostname}`;
}

function beats(a: MeshService, b: MeshService, age: (service: MeshService) => string): boolean {
  if ((a.source.kind === 'Service') !== (b.source.kind === 'Service')) return a.source.kind === 'Service';
  if (age(a) !== age(b)) return age(a) < age(b);
  return `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}`;
}

function ageOf(resources: ResourceIndex, service: MeshService): string {
  if (service.source.kind !== 'ServiceEntry') return '';
  return resources.get('ServiceEntry', service.namespace, service.name)?.metadata.creationTimestamp ?? '';
}
