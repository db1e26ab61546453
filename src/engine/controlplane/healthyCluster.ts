import type { Gateway, KubernetesResource, Namespace, Pod, Service } from '#model/kubernetes/kinds.ts';
import { keyOf, type ResourceKey } from '#model/kubernetes/resource.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { indexResources, refOf } from '../mesh/resourceIndex.ts';
import { addressPool, type AddressPool } from './addresses.ts';
import { deployGateway } from './gatewayProxies.ts';
import { namespaceOf } from './inNamespace.ts';
import { expandOwners, type OwnedPods } from './ownedPods.ts';
import { hashOf } from './stableNames.ts';

/** A cluster in which everything that the manifests leave out has been filled in the way a healthy cluster would. */
export interface HealthyCluster {
  readonly resources: ResourceIndex;
  readonly owned: readonly OwnedPods[];
  /** Objects that are in no manifest, and the object each was made from. */
  readonly generated: ReadonlyMap<ResourceKey, ResourceKey | undefined>;
  readonly nodes: NodeAddresses;
}

export interface NodeAddresses {
  readonly names: readonly string[];
  addressOf(node: string): string;
}

/**
 * Fills in what a healthy cluster would have: pods of owners, proxies of Gateways, namespaces, addresses, readiness.
 * What a manifest states is believed.
 */
export function fillIn(stated: readonly KubernetesResource[]): HealthyCluster {
  const first = indexResources(stated);
  const statedKeys = new Set(stated.map((resource) => keyOf(refOf(resource))));
  const deployed = first.all('Gateway').flatMap((gateway: Gateway) => deployGateway(first, gateway));
  const second = indexResources([...stated, ...deployed]);
  const nodeNames = nodeNamesOf(second);
  const owned = expandOwners(second, nodeNames);
  const third = indexResources([...stated, ...deployed, ...owned.flatMap(({ pods }) => pods)]);
  const nodes = nodeAddresses(third, nodeNames);
  const pools = takenAddresses(third);
  const pods = byName(third.all('Pod')).map((pod) => fillPod(pod, nodes, pools.pods));
  const services = byName(third.all('Service')).map((service) => fillService(service, pools));
  const gateways = byName(third.all('Gateway')).map((gateway) => fillGatewayAddress(gateway, services, first));
  // By name, so that the order of manifests decides nothing.
  const others = byName(everythingElse(third));
  const namespaces = missingNamespaces([...others, ...pods, ...services, ...gateways], third);
  const resources = indexResources([...others, ...gateways, ...services, ...pods, ...namespaces]);
  return { resources, owned, generated: generatedOf([...pods, ...services, ...namespaces], statedKeys), nodes };
}

const filledKinds: ReadonlySet<string> = new Set(['Pod', 'Service', 'Gateway']);

function everythingElse(resources: ResourceIndex): KubernetesResource[] {
  return allOf(resources).filter((resource) => !filledKinds.has(resource.kind));
}

const kindsInOrder = [
  'Namespace',
  'Node',
  'ServiceAccount',
  'ConfigMap',
  'Endpoints',
  'Pod',
  'Service',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'EndpointSlice',
  'Gateway',
  'GatewayClass',
  'ReferenceGrant',
  'HTTPRoute',
  'GRPCRoute',
  'TCPRoute',
  'TLSRoute',
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'ServiceEntry',
  'WorkloadEntry',
  'WorkloadGroup',
  'EnvoyFilter',
  'Sidecar',
  'ProxyConfig',
  'VirtualService',
  'DestinationRule',
  'Telemetry',
  'WasmPlugin',
  'TrafficExtension',
] as const satisfies readonly KubernetesResource['kind'][];

function allOf(resources: ResourceIndex): KubernetesResource[] {
  return kindsInOrder.flatMap((kind) => resources.all(kind) as readonly KubernetesResource[]);
}

function byName<T extends KubernetesResource>(list: readonly T[]): readonly T[] {
  const key = (resource: T) => `${namespaceOf(resource)}/${resource.metadata.name}`;
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function nodeNamesOf(resources: ResourceIndex): readonly string[] {
  const names = new Set(resources.all('Node').map((node) => node.metadata.name));
  for (const pod of resources.all('Pod')) if (pod.spec.nodeName !== undefined) names.add(pod.spec.nodeName);
  return names.size > 0 ? [...names].sort() : ['node-a', 'node-b'];
}

function nodeAddresses(resources: ResourceIndex, names: readonly string[]): NodeAddresses {
  const known = new Map<string, string>();
  for (const pod of resources.all('Pod')) {
    const { nodeName } = pod.spec;
    if (nodeName !== undefined && pod.status?.hostIP !== undefined) known.set(nodeName, pod.status.hostIP);
  }
  for (const node of resources.all('Node')) {
    const internal = node.status?.addresses?.find(({ type }) => type === 'InternalIP');
    if (internal !== undefined) known.set(node.metadata.name, internal.address);
  }
  const pool = addressPool(172, 18, new Set(known.values()));
  for (const name of names) if (!known.has(name)) known.set(name, pool.take(name));
  return { names, addressOf: (node) => known.get(node) ?? '' };
}

interface Pools {
  readonly pods: AddressPool;
  readonly clusterIps: AddressPool;
  readonly loadBalancers: AddressPool;
}

function takenAddresses(resources: ResourceIndex): Pools {
  const pods = new Set(
    resources.all('Pod').flatMap(({ status }) => [status?.podIP ?? '', ...(status?.podIPs ?? []).map(({ ip }) => ip)]),
  );
  const vips = new Set(
    resources.all('Service').flatMap(({ spec }) => [spec.clusterIP ?? '', ...(spec.clusterIPs ?? [])]),
  );
  const external = new Set(
    resources.all('Service').flatMap(({ status }) => (status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip ?? '')),
  );
  return {
    pods: addressPool(10, 244, pods),
    clusterIps: addressPool(10, 96, vips),
    loadBalancers: addressPool(198, 18, external),
  };
}

function fillPod(pod: Pod, nodes: NodeAddresses, pool: AddressPool): Pod {
  const name = `${namespaceOf(pod)}/${pod.metadata.name}`;
  const nodeName = pod.spec.nodeName ?? nodes.names[hashOf(name) % nodes.names.length] ?? 'node-a';
  const spec = pod.spec.nodeName === undefined ? { ...pod.spec, nodeName } : pod.spec;
  const { status } = pod;
  if (status?.podIP !== undefined || status?.phase === 'Pending') return spec === pod.spec ? pod : { ...pod, spec };
  const first = status?.podIPs?.[0]?.ip;
  const podIP = first ?? (spec.hostNetwork === true ? nodes.addressOf(nodeName) : pool.take(name));
  return {
    ...pod,
    spec,
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }], ...status, podIP },
  };
}

function fillService(service: Service, pools: Pools): Service {
  const { spec } = service;
  if (spec.type === 'ExternalName') return service;
  const name = `${namespaceOf(service)}/${service.metadata.name}`;
  const clusterIP = spec.clusterIP ?? spec.clusterIPs?.[0] ?? pools.clusterIps.take(name);
  const ports = (spec.ports ?? []).map((port) =>
    spec.type === 'ClusterIP' || port.nodePort !== undefined
      ? port
      : { ...port, nodePort: 30000 + (hashOf(`${name}/${String(port.port)}`) % 2768) },
  );
  const filled: Service = { ...service, spec: { ...spec, clusterIP, ports } };
  if (spec.type !== 'LoadBalancer' || service.status?.loadBalancer?.ingress !== undefined) return filled;
  const ip = spec.loadBalancerIP ?? pools.loadBalancers.take(name);
  return { ...filled, status: { ...service.status, loadBalancer: { ingress: [{ ip }] } } };
}

/** An ingress Gateway reports the address of its load balancer, which is only known once that has one. */
function fillGatewayAddress(gateway: Gateway, services: readonly Service[], stated: ResourceIndex): Gateway {
  const own = stated.get('Gateway', gateway.metadata.namespace, gateway.metadata.name);
  if (own?.status !== undefined || gateway.status === undefined) return gateway;
  const service = services.find(
    (candidate) =>
      namespaceOf(candidate) === namespaceOf(gateway) &&
      gateway.status?.addresses?.[0]?.value.startsWith(`${candidate.metadata.name}.`) === true,
  );
  const ip = service?.status?.loadBalancer?.ingress?.[0]?.ip;
  return ip === undefined
    ? gateway
    : { ...gateway, status: { ...gateway.status, addresses: [{ type: 'IPAddress', value: ip }] } };
}

const clusterScoped: ReadonlySet<string> = new Set(['Namespace', 'Node', 'GatewayClass']);

function missingNamespaces(resources: readonly KubernetesResource[], known: ResourceIndex): readonly Namespace[] {
  const missing = new Set<string>();
  for (const resource of resources) {
    if (clusterScoped.has(resource.kind)) continue;
    const name = namespaceOf(resource);
    if (known.get('Namespace', undefined, name) === undefined) missing.add(name);
  }
  return [...missing].sort().map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  }));
}

function generatedOf(
  resources: readonly KubernetesResource[],
  stated: ReadonlySet<ResourceKey>,
): ReadonlyMap<ResourceKey, ResourceKey | undefined> {
  const generated = new Map<ResourceKey, ResourceKey | undefined>();
  for (const resource of resources) {
    const key = keyOf(refOf(resource));
    if (stated.has(key)) continue;
    const owner = resource.metadata.ownerReferences?.[0];
    generated.set(
      key,
      owner === undefined ? undefined : keyOf({ kind: owner.kind, namespace: namespaceOf(resource), name: owner.name }),
    );
  }
  return generated;
}
