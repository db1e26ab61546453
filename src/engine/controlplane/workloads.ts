import type { Pod } from '#model/kubernetes/kinds.ts';
import { annotations, labels } from '#model/kubernetes/labels.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { ResolvedSettings, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { enrolmentOf, isFinished } from './enrolment.ts';
import { controllerOf, gatewayController, meshController } from './gatewayClasses.ts';
import { parseGoBool } from './goBool.ts';
import { annotationOf, labelOf, namespaceOf } from './inNamespace.ts';
import { nowhere, type Locality } from './localities.ts';
import type { Policies } from './policies.ts';
import { inboundBindingOf } from './programmedGateways.ts';
import type { BindingWorld } from './obtainWaypoint.ts';
import { bindWaypoint } from './waypointBinding.ts';
import type { BindingResult } from '../mesh/mesh.ts';

/** What a workload is built with. */
export interface WorkloadWorld extends BindingWorld {
  readonly settings: ResolvedSettings;
  readonly policies: Policies;
  readonly localities: ReadonlyMap<string, Locality>;
  /** Filled along the way: what became of each wish for a waypoint. */
  readonly bindings: Map<string, BindingResult>;
}

export function identityOf(settings: ResolvedSettings, namespace: string, serviceAccount: string): string {
  return `${settings.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

/** A pod as istiod describes it to ztunnel, or nothing for one that has ended or has no address yet. Mirrors istiod `podWorkloadBuilder`. */
export function podWorkload(world: WorkloadWorld, pod: Pod): Workload | undefined {
  const { resources, settings } = world;
  const addresses = addressesOf(pod);
  if (isFinished(pod) || addresses.length === 0) return undefined;
  const namespace = namespaceOf(pod);
  const serviceAccount = pod.spec.serviceAccountName ?? pod.spec.serviceAccount ?? 'default';
  const { capture, decision } = enrolmentOf(pod, resources.get('Namespace', undefined, namespace));
  const node = pod.spec.nodeName ?? '';
  const gateway = gatewayOf(world, pod);
  const hbone = speaksHbone(pod.metadata.labels);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  return {
    uid: `Kubernetes//Pod/${namespace}/${pod.metadata.name}`,
    source: refOf(pod),
    namespace,
    name: pod.metadata.name,
    serviceAccount,
    identity: identityOf(settings, namespace, serviceAccount),
    addresses,
    labels: pod.metadata.labels ?? {},
    node,
    ...(world.localities.get(node) ?? nowhere),
    // A pod's own label is for proxies that read it themselves; istiod goes by the cluster's network.
    network: homeNetwork(world),
    protocol: capture === 'enabled' || hbone ? 'HBONE' : 'TCP',
    healthy: isReady(pod) && !terminating,
    ready: isReady(pod),
    terminating,
    hostNetwork: pod.spec.hostNetwork === true,
    indexed: pod.spec.hostNetwork !== true,
    capacity: 1,
    capture,
    ...(decision.because.length === 0 ? {} : { captureBecause: decision.because }),
    ...(annotationOf(pod, annotations.sidecarStatus) === undefined ? {} : { sidecar: { hbone } }),
    ...gateway,
    dnsCapture: capture === 'enabled' && parseGoBool(annotationOf(pod, annotations.dnsCapture) ?? '') !== false,
    bypassInbound: parseGoBool(annotationOf(pod, annotations.bypassInboundCapture) ?? '') === true,
    ...waypointOf(world, pod, namespace, gateway.gateway),
    policies: world.policies.attachedTo(namespace, pod.metadata.labels ?? {}),
    pod,
  };
}

/** The network of the control plane, which what says nothing belongs to. */
export function homeNetwork({ resources, settings }: Pick<WorkloadWorld, 'resources' | 'settings'>): string {
  return labelOf(resources.get('Namespace', undefined, settings.rootNamespace), labels.network) ?? '';
}

function addressesOf(pod: Pod): readonly string[] {
  const listed = (pod.status?.podIPs ?? []).map(({ ip }) => ip);
  if (listed.length > 0) return listed;
  return pod.status?.podIP === undefined ? [] : [pod.status.podIP];
}

/** Without a list of conditions a running pod is ready, as a healthy cluster would have it. */
function isReady(pod: Pod): boolean {
  const conditions = pod.status?.conditions;
  if (conditions === undefined) return pod.status?.phase !== 'Pending';
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

export function speaksHbone(own: Readonly<Record<string, string>> | undefined): boolean {
  return (own?.[labels.tunnel] ?? '').split(',').some((protocol) => protocol.trim() === 'http');
}

type GatewayPart = Pick<Workload, 'role'> & Partial<Pick<Workload, 'gateway' | 'appTunnel'>>;

/** Which Gateway a pod is a proxy of, and whether it is one of istiod's own proxies. */
function gatewayOf({ resources }: WorkloadWorld, pod: Pod): GatewayPart {
  const name = labelOf(pod, labels.gatewayName);
  if (name === undefined) return { role: 'app' };
  const namespace = namespaceOf(pod);
  const gateway: ResourceRef = { kind: 'Gateway', namespace, name };
  const resource = resources.get('Gateway', namespace, name);
  const managed = labelOf(pod, labels.gatewayManaged);
  const controller = resource === undefined ? '' : controllerOf(resources, resource.spec.gatewayClassName);
  const binding = resource === undefined ? undefined : inboundBindingOf(resources, resource);
  const tunnel = binding === undefined ? {} : { appTunnel: binding };
  if (managed === 'istio.io-mesh-controller' || (managed === undefined && controller === meshController)) {
    return { role: 'waypoint', gateway, ...tunnel };
  }
  if (managed === 'istio.io-gateway-controller' || (managed === undefined && controller === gatewayController)) {
    return { role: 'ingress', gateway };
  }
  return { role: 'app', gateway, ...tunnel };
}

/** A proxy of a Gateway that has an address gets no waypoint itself. */
function waypointOf(
  world: WorkloadWorld,
  pod: Pod,
  namespace: string,
  gateway: ResourceRef | undefined,
): Partial<Pick<Workload, 'waypoint'>> {
  if (gateway !== undefined && world.programmed.has(`${namespace}/${gateway.name}`)) return {};
  const result = bindWaypoint(world, { ref: refOf(pod), namespace, meta: pod.metadata, traffic: 'workload' });
  world.bindings.set(`Pod/${namespace}/${pod.metadata.name}`, result);
  return result.binding === undefined ? {} : { waypoint: result.binding };
}
