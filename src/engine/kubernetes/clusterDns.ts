import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';

/** What a name resolves to, or the resolver's answer that there is nothing. */
export type Resolution =
  | { readonly kind: 'address'; readonly ip: string; readonly by: 'dns-proxy' | 'cluster-dns' | 'public-dns' }
  | { readonly kind: 'no-such-name' }
  | { readonly kind: 'no-address' }
  /** The network of the caller drops the question. */
  | { readonly kind: 'no-answer'; readonly policies: readonly string[]; readonly because: readonly FieldRef[] };

/**
 * The cluster's own DNS, asked with the search path of a pod: Services, headless Services, pod host names, external
 * names, and the public DNS for the rest. Mirrors the Kubernetes DNS specification.
 */
export function resolveInCluster(mesh: Mesh, namespace: string, host: string, random: Random): Resolution {
  const domain = mesh.settings.clusterDomain;
  for (const search of [`.${namespace}.svc.${domain}`, `.svc.${domain}`, `.${domain}`, '']) {
    const answer = lookUp(mesh, `${host}${search}`, random, 0);
    if (answer !== undefined) return answer;
  }
  return resolvePublicly(mesh, host);
}

/** Public DNS alone. A name that ends in one of the cluster's namespaces was meant for the cluster, top-level domain or not. */
export function resolvePublicly(mesh: Mesh, host: string): Resolution {
  const meant = mesh.resources.get('Namespace', undefined, host.split('.').at(-1) ?? '') !== undefined;
  const ip = meant ? undefined : resolvePublicName(host);
  return ip === undefined ? { kind: 'no-such-name' } : { kind: 'address', ip, by: 'public-dns' };
}

/** Chains of external names that lead to each other have to end somewhere. */
const longestChain = 8;

function lookUp(mesh: Mesh, name: string, random: Random, depth: number): Resolution | undefined {
  const suffix = `.svc.${mesh.settings.clusterDomain}`;
  if (!name.endsWith(suffix)) return undefined;
  const parts = name.slice(0, -suffix.length).split('.');
  const namespace = parts.at(-1) ?? '';
  const serviceName = parts.at(-2);
  if (serviceName === undefined || parts.length > 3) return undefined;
  const external = mesh.cluster.externalName(namespace, serviceName);
  if (external !== undefined && parts.length === 2) return follow(mesh, external, random, depth + 1);
  const service = mesh.cluster.service(namespace, serviceName);
  if (service === undefined) return undefined;
  if (parts.length === 3) return podName(service, parts[0] ?? '');
  return addressOf(service, random);
}

function follow(mesh: Mesh, name: string, random: Random, depth: number): Resolution {
  const target = name.endsWith('.') ? name.slice(0, -1) : name;
  const answer = depth > longestChain ? undefined : lookUp(mesh, target, random, depth);
  if (answer !== undefined) return answer;
  const ip = resolvePublicName(target);
  return ip === undefined ? { kind: 'no-such-name' } : { kind: 'address', ip, by: 'public-dns' };
}

function addressOf(service: MeshService, random: Random): Resolution {
  if (!service.headless) {
    const [ip] = service.addresses;
    return ip === undefined ? { kind: 'no-address' } : { kind: 'address', ip, by: 'cluster-dns' };
  }
  const ready = service.endpoints.filter(
    (endpoint) => isPublished(service, endpoint.ready) && isKubernetes(endpoint.workload),
  );
  const ips = ready.flatMap(({ workload }) => workload.addresses[0] ?? []);
  const ip = ips[Math.floor(random.next() * ips.length)];
  return ip === undefined ? { kind: 'no-address' } : { kind: 'address', ip, by: 'cluster-dns' };
}

function isKubernetes({ source }: Workload): boolean {
  return source.kind === 'Pod' || source.kind === 'EndpointSlice';
}

export function isPublished(service: MeshService, ready: boolean): boolean {
  return ready || service.loadBalancing.healthPolicy === 'ALLOW_ALL';
}

/** `pod-0.service.namespace`: a pod that states this host name and the service as its subdomain. */
function podName(service: MeshService, hostname: string): Resolution | undefined {
  const found = service.endpoints.find(
    ({ workload, ready }) =>
      workload.pod?.spec.hostname === hostname &&
      workload.pod.spec.subdomain === service.name &&
      isPublished(service, ready),
  );
  const ip = found?.workload.addresses[0];
  return ip === undefined ? undefined : { kind: 'address', ip, by: 'cluster-dns' };
}

/** Endings that no public server answers for: RFC 2606, 6761 and 6762, ICANN's reservations, and those of clusters. */
const reserved = [
  'example',
  'test',
  'invalid',
  'localhost',
  'local',
  'internal',
  'lan',
  'home',
  'corp',
  'svc',
  'cluster',
];

/**
 * Public DNS: any dotted name outside the reserved endings has an address, always the same one of the documentation
 * network 198.51.100.0/24. What answers there is another question.
 */
export function resolvePublicName(host: string): string | undefined {
  const parts = host.toLowerCase().split('.');
  const last = parts.at(-1) ?? '';
  if (
    parts.length < 2 ||
    reserved.includes(last) ||
    parts.some((part) => !/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(part))
  ) {
    return undefined;
  }
  if (/^\d+$/.test(last)) return undefined;
  let number = 7;
  for (let index = 0; index < host.length; index += 1) number = (number * 31 + host.charCodeAt(index)) % 65521;
  return `198.51.100.${String(1 + (number % 254))}`;
}
