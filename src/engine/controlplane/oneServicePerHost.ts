import type { MeshService, ResourceIndex } from '../mesh/mesh.ts';

/**
 * Keeps one service per host and namespace, a Kubernetes Service before the oldest ServiceEntry, and marks the canonical
 * one across namespaces: the Kubernetes Service, else the oldest entry everybody sees. Mirrors istiod's merge of services.
 */
export function oneServicePerHost(services: readonly MeshService[], resources: ResourceIndex): readonly MeshService[] {
  const age = (service: MeshService) => ageOf(resources, service);
  const winners = new Map<string, MeshService>();
  for (const service of services) {
    const key = `${service.namespace}/${service.hostname}`;
    const current = winners.get(key);
    if (current === undefined || beats(service, current, age)) winners.set(key, service);
  }
  const canonical = new Map<string, MeshService>();
  for (const service of winners.values()) {
    if (service.visibility !== 'PUBLIC') continue;
    const current = canonical.get(service.hostname);
    if (current === undefined || beats(service, current, age)) canonical.set(service.hostname, service);
  }
  return [...winners.values()].map((service) =>
    service.canonical === (canonical.get(service.hostname) === service)
      ? service
      : { ...service, canonical: !service.canonical },
  );
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
