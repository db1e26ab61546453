import type { KubernetesResource, Pod } from '#model/kubernetes/kinds.ts';
import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import type { FieldLocator } from './fieldLocator.ts';

/** Control-plane settings with Istio's defaults filled in. */
export interface ResolvedSettings {
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  readonly rootNamespace: string;
  readonly clusterDomain: string;
  readonly flags: Readonly<Record<string, boolean | string>>;
  readonly meshConfig: Readonly<Record<string, unknown>>;
  /** The time tokens are judged by, in seconds. */
  readonly now: number;
}

/** The accepted resources, by kind; each list in document order. */
export interface ResourceIndex {
  all<K extends KubernetesResource['kind']>(kind: K): readonly Extract<KubernetesResource, { kind: K }>[];
  get<K extends KubernetesResource['kind']>(
    kind: K,
    namespace: string | undefined,
    name: string,
  ): Extract<KubernetesResource, { kind: K }> | undefined;
}

/** An address on the wire. */
export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

export type Capture = 'enabled' | 'pending' | 'none';

/** One L4 endpoint of the mesh, as istiod describes it to ztunnel (WDS `Workload`), with what Kubernetes knows of it. */
export interface Workload {
  readonly uid: string;
  /** Pod, WorkloadEntry, ServiceEntry (inline endpoint) or EndpointSlice (address without a pod). */
  readonly source: ResourceRef;
  readonly namespace: string;
  readonly name: string;
  readonly serviceAccount: string;
  /** `trustDomain/ns/…/sa/…`, without `spiffe://`. */
  readonly identity: string;
  readonly addresses: readonly string[];
  /** A name to resolve per connection, where there are no addresses. */
  readonly hostname?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly node: string;
  readonly region: string;
  readonly zone: string;
  readonly subzone: string;
  readonly network: string;
  /** Whether istiod tells other proxies to speak HBONE to it. */
  readonly protocol: 'HBONE' | 'TCP';
  /** Ready and not terminating. */
  readonly healthy: boolean;
  /** The Ready condition alone: a terminating pod may still serve. */
  readonly ready: boolean;
  readonly terminating: boolean;
  readonly hostNetwork: boolean;
  readonly capacity: number;
  readonly capture: Capture;
  /** The labels or annotations that decide it, where some do. */
  readonly captureBecause?: readonly FieldRef[];
  /** Present where the injector put a sidecar into the pod. */
  readonly sidecar?: { readonly hbone: boolean };
  /** Present on a proxy of a Gateway. */
  readonly gateway?: ResourceRef;
  /** What runs in it: an application (of whatever kind), or Istio's own waypoint or ingress proxy. */
  readonly role: 'app' | 'waypoint' | 'ingress';
  /** False for hostNetwork pods and slice endpoints, which ztunnel does not find by address. */
  readonly indexed: boolean;
  /** UDP and TCP to port 53 go to ztunnel's DNS proxy. */
  readonly dnsCapture: boolean;
  /** Plaintext reaches the application without its ztunnel. */
  readonly bypassInbound: boolean;
  /** Its ztunnel ends HBONE and hands the stream to the proxy inside (`waypoint-inbound-binding`). */
  readonly appTunnel?: { readonly protocol: 'NONE' | 'PROXY'; readonly port?: number };
  /** The waypoint for traffic that dials this workload's own address. */
  readonly waypoint?: WaypointBinding;
  /** Selector and converted policies that istiod attached, as `namespace/name`. */
  readonly policies: readonly string[];
  readonly pod?: Pod;
}

export interface ServicePort {
  readonly port: number;
  readonly name?: string;
  /** Kubernetes `protocol` (`TCP`, `UDP`) or the ServiceEntry's protocol. */
  readonly protocol: string;
  readonly appProtocol?: string;
  readonly targetPort?: number | string;
}

export interface Endpoint {
  readonly workload: Workload;
  /** Service port → target port, where this endpoint has it. */
  readonly ports: ReadonlyMap<number, number>;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly capacity: number;
  /** What ztunnel has instead of `ports`, for a pod that a slice alone makes an endpoint; `none` where it knows nothing of it. */
  readonly ztunnel?: ReadonlyMap<number, number> | 'none';
}

export type LocalityScope = 'NETWORK' | 'REGION' | 'ZONE' | 'SUBZONE' | 'NODE';

export interface LoadBalancing {
  readonly mode: 'STANDARD' | 'STRICT' | 'FAILOVER' | 'PASSTHROUGH';
  readonly scopes: readonly LocalityScope[];
  readonly healthPolicy: 'ONLY_HEALTHY' | 'ALLOW_ALL';
}

/** A Service or a host of a ServiceEntry, as istiod describes it to ztunnel (WDS `Service`). */
export interface MeshService {
  readonly source: ResourceRef;
  readonly namespace: string;
  readonly name: string;
  readonly hostname: string;
  /** VIPs and CIDRs. Empty for a headless Service. */
  readonly addresses: readonly string[];
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  readonly endpoints: readonly Endpoint[];
  /** Endpoints of ServiceEntries with the same host and namespace, which only Envoys balance over as well. */
  readonly sharedEndpoints?: readonly Endpoint[];
  readonly loadBalancing: LoadBalancing;
  readonly waypoint?: WaypointBinding;
  readonly ingressUseWaypoint: boolean;
  readonly visibility: 'PUBLIC' | 'NAMESPACE' | 'NONE';
  readonly canonical: boolean;
  readonly ipFamilies: readonly ('IPv4' | 'IPv6')[];
  /** ServiceEntry resolution; `CLUSTER` for Kubernetes Services. */
  readonly resolution: 'CLUSTER' | 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  readonly subjectAltNames: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Field that lets balancing differ from the default, where one does. */
  readonly loadBalancingBecause?: FieldRef;
}

export interface WaypointTarget {
  readonly gateway: ResourceRef;
  /** As ztunnel is told: by hostname of the waypoint's Service, or by address. */
  readonly destination:
    | { readonly kind: 'hostname'; readonly namespace: string; readonly hostname: string }
    | { readonly kind: 'address'; readonly ip: string };
  readonly port: number;
}

/** A Gateway with an address. The class does not matter to istiod: any of them can be bound. */
export interface ProgrammedGateway {
  readonly gateway: ResourceRef;
  readonly target: WaypointTarget;
  /** `istio.io/waypoint-for` as it resolves. */
  readonly trafficType: string;
  readonly controller: string;
}

/** Which waypoint an object uses, and the labels that say so. */
export interface WaypointBinding {
  readonly primary: WaypointTarget;
  readonly canary?: { readonly target: WaypointTarget; readonly weight: number };
  readonly because: readonly FieldRef[];
}

/** What became of an object's wish for a waypoint: istiod's `istio.io/WaypointBound` condition, before it is worded. */
export interface BindingResult {
  /** `namespace/name` of the Gateway asked for; absent where nobody asks. */
  readonly requested?: { readonly namespace: string; readonly name: string; readonly by: 'object' | 'namespace' };
  readonly optedOut: boolean;
  readonly binding?: WaypointBinding;
  /** Why there is no binding, in istiod's words. */
  readonly problem?: BindingProblem;
  /** Why a canary that was asked for is not used. */
  readonly canaryProblem?: BindingProblem;
  readonly because: readonly FieldRef[];
}

export interface BindingProblem {
  readonly code:
    | 'WaypointIsNotReady'
    | 'AttachmentDenied'
    | 'UnsupportedTrafficType'
    | 'CrossNamespaceWaypointForbidden'
    | 'CanaryInvalidWeight'
    | 'CanarySameAsPrimary';
  readonly message: string;
  /** An inherited waypoint of the wrong traffic type is passed over without a condition. */
  readonly silent?: boolean;
}

export interface WorkloadIndex {
  readonly all: readonly Workload[];
  /** By IP as ztunnel indexes it: hostNetwork and slice workloads are not found. */
  byAddress(ip: string): Workload | undefined;
  /** Whose network namespace answers for this IP: pods that own it, then node addresses. */
  owner(ip: string): Workload | undefined;
  /** Every pod that answers for this IP: several hostNetwork pods share a node's address. */
  owners(ip: string): readonly Workload[];
  /** Something beyond the cluster that a manifest states as an endpoint. */
  beyond(ip: string): Workload | undefined;
  byUid(uid: string): Workload | undefined;
  byPod(namespace: string, name: string): Workload | undefined;
}

export interface Membership {
  readonly service: MeshService;
  readonly endpoint: Endpoint;
}

export interface ServiceIndex {
  readonly all: readonly MeshService[];
  /** VIP, then CIDR, as visible from a client namespace. ztunnel `fetch_address` order. */
  byAddress(ip: string, clientNamespace: string): MeshService | undefined;
  byHostname(hostname: string, clientNamespace: string): MeshService | undefined;
  bySource(ref: ResourceRef): readonly MeshService[];
  /** The services a workload is an endpoint of. */
  ofWorkload(uid: string): readonly MeshService[];
  /** The same with the endpoint that the workload is there. */
  membershipsOf(uid: string): readonly Membership[];
}

/** What kube-proxy does with one `ip:port`: a cluster IP, a load balancer or external address, or a node port. */
export interface Frontend {
  readonly kind: 'cluster-ip' | 'load-balancer' | 'node-port';
  readonly service: MeshService;
  readonly port: number;
  readonly because: FieldRef;
  /** `internalTrafficPolicy: Local` (or the external one): only endpoints of the caller's node. */
  readonly local: boolean;
}

/** Kubernetes without a mesh: service addresses, nodes, and the names its DNS knows. */
export interface ClusterIndex {
  frontend(ip: string, port: number): Frontend | undefined;
  /** The Service that owns a cluster IP or load-balancer IP, whatever the port. */
  ownerOfServiceIp(ip: string): MeshService | undefined;
  nodeByAddress(ip: string): string | undefined;
  /** The pod behind a `hostPort` of a node, with its own port. */
  hostPort(ip: string, port: number): { readonly workload: Workload; readonly port: number } | undefined;
  service(namespace: string, name: string): MeshService | undefined;
  externalName(namespace: string, name: string): string | undefined;
  /** Names that a load balancer answers for towards the outside, from Gateways and their routes. */
  publicAddress(host: string): string | undefined;
}

/** ztunnel's form of an AuthorizationPolicy or converted PeerAuthentication. */
export interface Authorization {
  readonly namespace: string;
  readonly name: string;
  readonly scope: 'GLOBAL' | 'NAMESPACE' | 'WORKLOAD_SELECTOR';
  readonly action: 'ALLOW' | 'DENY';
  readonly dryRun: boolean;
  /** groups (OR) → clauses (AND) → entries (OR). Paths lead back to the manifest. */
  readonly groups: readonly AuthorizationGroup[];
  /** Absent for synthetic policies such as `istio_converted_static_strict`. */
  readonly source?: ResourceRef;
}

export interface AuthorizationGroup {
  readonly clauses: readonly (readonly AuthorizationEntry[])[];
  readonly because: readonly FieldRef[];
}

export interface AuthorizationEntry {
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
  readonly serviceAccounts?: readonly string[];
  readonly notServiceAccounts?: readonly string[];
  readonly sourceIps?: readonly string[];
  readonly notSourceIps?: readonly string[];
  readonly destinationIps?: readonly string[];
  readonly notDestinationIps?: readonly string[];
  readonly destinationPorts?: readonly number[];
  readonly notDestinationPorts?: readonly number[];
}

export interface PolicyIndex {
  readonly all: readonly Authorization[];
  /** Global, namespace and attached policies of a workload; unknown keys are left out. */
  forWorkload(workload: Workload): readonly Authorization[];
  /** The PeerAuthentication field that decides a workload's mTLS mode, where one does. */
  mtlsField(workload: Workload): FieldRef | undefined;
}

/** Something the control plane decided and a trace may quote. */
export interface Remark {
  readonly about: ResourceRef;
  readonly reason: Reason;
  readonly because: readonly FieldRef[];
}

/** The compiled read model: what istiod would have pushed. The data plane only reads it; it never leaves the worker. */
export interface Mesh {
  readonly settings: ResolvedSettings;
  readonly resources: ResourceIndex;
  readonly workloads: WorkloadIndex;
  readonly services: ServiceIndex;
  readonly policies: PolicyIndex;
  readonly cluster: ClusterIndex;
  /** By `ResourceKey` of Services, ServiceEntries, Pods and WorkloadEntries that ask for a waypoint. */
  readonly bindings: ReadonlyMap<string, BindingResult>;
  /** Gateways with an address, by `namespace/name`: what `istio.io/use-waypoint` can refer to. */
  readonly waypoints: ReadonlyMap<string, ProgrammedGateway>;
  /** Pods that stand for a Deployment or another owner, by `namespace/owner`. */
  readonly owners: ReadonlyMap<string, readonly Workload[]>;
  /** Leads evidence to fields that are really written. */
  readonly fields: FieldLocator;
  readonly remarks: readonly Remark[];
}
