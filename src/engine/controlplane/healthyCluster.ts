import type { Gateway, KubernetesResource, Namespace, Pod, Service } from '#model/kubernetes/kinds.ts';
import { keyOf, type ResourceKey } from '#model/kubernetes/resource.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { indexResources, refOf } from '../mesh/resourceIndex.ts';
import { addressPool, type AddressPool } from './addresses.ts';
import { deployGateway, gatewaysWithPods } from './gatewayProxies.ts';
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
  const proxied = gatewaysWithPods(first);
  const deployed = first.all('Gateway').flatMap((gateway: Gateway) => deployGateway(first, gateway, proxied));
  const given = [...first.all('Pod'), ...ofKind(deployed, 'Pod')];
  const nodeNames = nodeNamesOf(first, given);
  const owned = expandOwners(first, nodeNames);
  const added = owned
    .flatMap(({ pods }) => pods)
    .filter((pod) => first.get('Pod', pod.metadata.namespace, pod.metadata.name) === undefined);
  const allPods = [...given, ...added];
  const allServices = [
    ...first.all('Service'),
    ...ofKind(deployed, 'Service').filter((service) => !isStated(first, service)),
  ];
  const nodes = nodeAddresses(first, allPods, nodeNames);
  const pools = takenAddresses(allPods, allServices);
  const pods = byName(allPods).map((pod) => fillPod(pod, nodes, pools.pods));
  const services = byName(allServices).map((service) => fillService(service, pools));
  const programmed = new Map(ofKind(deployed, 'Gateway').map((gateway) => [keyOf(refOf(gateway)), gateway]));
  const gateways = byName(first.all('Gateway')).map((gateway) =>
    fillGatewayAddress(programmed.get(keyOf(refOf(gateway))) ?? gateway, gateway, services),
  );
  // By name, so that the order of manifests decides nothing.
  const others = byName(everythingElse(first));
  const filled = [...others, ...gateways, ...services, ...pods];
  const namespaces = missingNamespaces(filled, first);
  const resources = indexResources([...filled, ...namespaces]);
  return { resources, owned, generated: generatedOf([...pods, ...services, ...namespaces], first), nodes };
}

function ofKind<K extends KubernetesResource['kind']>(
  resources: readonly KubernetesResource[],
  kind: K,
): readonly Extract<KubernetesResource, { kind: K }>[] {
  return resources.filter((resource): resource is Extract<KubernetesResource, { kind: K }> => resource.kind === kind);
}

function isStated(first: ResourceIndex, resource: KubernetesResource): boolean {
  const { kind, metadata } = resource;
  return first.get(kind, clusterScoped.has(kind) ? undefined : metadata.namespace, metadata.name) !== undefined;
}

const filledKinds: ReadonlySet<string> = new Set(['Pod', 'Service', 'Gateway']);

function everythingElse(resources: ResourceIndex): KubernetesResource[] {
  return allOf(resources).filter((resource) => !filledKinds.has(resource.kind));
}

/** Keyed by kind, so that a kind that is left out does not compile. */
const kindsInOrder: Readonly<Record<KubernetesResource['kind'], true>> = {
  Namespace: true,
  Node: true,
  ServiceAccount: true,
  ConfigMap: true,
  Endpoints: true,
  Pod: true,
  Service: true,
  Deployment: true,
  ReplicaSet: true,
  StatefulSet: true,
  DaemonSet: true,
  Job: true,
  CronJob: true,
  EndpointSlice: true,
  NetworkPolicy: true,
  Gateway: true,
  GatewayClass: true,
  ReferenceGrant: true,
  BackendTLSPolicy: true,
  HTTPRoute: true,
  GRPCRoute: true,
  TCPRoute: true,
  TLSRoute: true,
  AuthorizationPolicy: true,
  PeerAuthentication: true,
  RequestAuthentication: true,
  ServiceEntry: true,
  WorkloadEntry: true,
  WorkloadGroup: true,
  EnvoyFilter: true,
  Sidecar: true,
  ProxyConfig: true,
  VirtualService: true,
  DestinationRule: true,
  Telemetry: true,
  WasmPlugin: true,
  TrafficExtension: true,
};

function allOf(resources: ResourceIndex): KubernetesResource[] {
  const kinds = Object.keys(kindsInOrder) as KubernetesResource['kind'][];
  return kinds.flatMap((kind) => resources.all(kind) as readonly KubernetesResource[]);
}

function byName<T extends KubernetesResource>(list: readonly T[]): readonly T[] {
  return list
    .map((resource) => ({ resource, key: `${namespaceOf(resource)}/${resource.metadata.name}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ resource }) => resource);
}

function nodeNamesOf(resources: ResourceIndex, pods: readonly Pod[]): readonly string[] {
  const names = new Set(resources.all('Node').map((node) => node.metadata.name));
  for (const pod of pods) if (pod.spec.nodeName !== undefined) names.add(pod.spec.nodeName);
  return names.size > 0 ? [...names].sort() : ['node-a', 'node-b'];
}

function nodeAddresses(resources: ResourceIndex, pods: readonly Pod[], names: readonly string[]): NodeAddresses {
  const known = new Map<string, string>();
  for (const pod of pods) {
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

function takenAddresses(pods: readonly Pod[], services: readonly Service[]): Pools {
  const podIps = pods.flatMap(({ status }) => [status?.podIP ?? '', ...(status?.podIPs ?? []).map(({ ip }) => ip)]);
  const vips = services.flatMap(({ spec }) => [spec.clusterIP ?? '', ...(spec.clusterIPs ?? [])]);
  const external = services.flatMap(({ status }) => (status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip ?? ''));
  return {
    pods: addressPool(10, 244, new Set(podIps)),
    clusterIps: addressPool(10, 96, new Set(vips)),
    loadBalancers: addressPool(198, 18, new Set(external)),
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
function fillGatewayAddress(gateway: Gateway, stated: Gateway, services: readonly Service[]): Gateway {
  if (stated.status !== undefined || gateway.status === undefined) return gateway;
  const host = gateway.status.addresses?.[0]?.value ?? '';
  const service = services.find(
    (candidate) => namespaceOf(candidate) === namespaceOf(gateway) && host.startsWith(`${candidate.metadata.name}.`),
  );
  const ip = service?.status?.loadBalancer?.ingress?.[0]?.ip;
  if (ip === undefined) return gateway;
  return { ...gateway, status: { ...gateway.status, addresses: [{ type: 'IPAddress', value: ip }] } };
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
  first: ResourceIndex,
): ReadonlyMap<ResourceKey, ResourceKey | undefined> {
  const generated = new Map<ResourceKey, ResourceKey | undefined>();
  for (const resource of resources) {
    if (isStated(first, resource)) continue;
    const owner = resource.metadata.ownerReferences?.[0];
    const origin =
      owner === undefined ? undefined : keyOf({ kind: owner.kind, namespace: namespaceOf(resource), name: owner.name });
    generated.set(keyOf(refOf(resource)), origin);
  }
  return generated;
}
