import type { Pod } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type {
  GatewaySummary,
  MeshSummary,
  NamespaceSummary,
  Participation,
  ServiceSummary,
  WaypointBindingSummary,
  WorkloadSummary,
} from '#model/meshSummary.ts';
import type { BindingResult, Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import { groupBy } from '../mesh/groupBy.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { attachmentsOf } from './attachments.ts';
import { isIngressGateway, isWaypointGateway, trafficTypeOf } from './gatewayClasses.ts';
import type { HealthyCluster } from './healthyCluster.ts';
import { labelOf, namespaceOf } from './inNamespace.ts';

/** What the control plane derived, for the canvas and for completion. */
export function summarize(mesh: Mesh, cluster: HealthyCluster): MeshSummary {
  const pods = mesh.workloads.all.filter(isShown);
  return {
    namespaces: namespaces(mesh, cluster),
    workloads: pods.map((workload) => workloadSummary(mesh, cluster, workload)),
    services: mesh.services.all.map((service) => serviceSummary(mesh, service)),
    gateways: gateways(mesh, pods),
    attachments: attachmentsOf(mesh),
    notSimulated: (['EnvoyFilter', 'Sidecar', 'ProxyConfig', 'WorkloadGroup'] as const).flatMap((kind) =>
      mesh.resources.all(kind).map(refOf),
    ),
  };
}

/** What stands in the place of what, since a summary was made. */
export interface Renewals {
  readonly workloads: ReadonlyMap<Workload, Workload>;
  readonly services: ReadonlyMap<MeshService, MeshService>;
}

/** The summary of a mesh in which some objects have other labels: what stayed as it was is taken over. */
export function summarizeAgain(
  mesh: Mesh,
  cluster: HealthyCluster,
  known: MeshSummary,
  renewed: Renewals,
): MeshSummary {
  const workloads = new Map([...renewed.workloads].map(([old, workload]) => [old.source, workload]));
  const services = new Map([...renewed.services].map(([old, service]) => [old.source, service]));
  return {
    ...known,
    namespaces: namespaces(mesh, cluster),
    workloads: known.workloads.map((entry) => {
      const workload = workloads.get(entry.ref);
      return workload === undefined ? entry : workloadSummary(mesh, cluster, workload);
    }),
    services: known.services.map((entry) => {
      const service = services.get(entry.ref);
      return service === undefined ? entry : serviceSummary(mesh, service);
    }),
    attachments: attachmentsOf(mesh),
  };
}

function isShown({ source }: Workload): boolean {
  return source.kind === 'Pod' || source.kind === 'WorkloadEntry';
}

function namespaces(mesh: Mesh, cluster: HealthyCluster): readonly NamespaceSummary[] {
  return mesh.resources.all('Namespace').map((home) => {
    const { name } = home.metadata;
    const use = labelOf(home, labels.useWaypoint);
    const where = labelOf(home, labels.useWaypointNamespace) ?? name;
    const bound = use === undefined ? undefined : mesh.waypoints.get(`${where}/${use}`);
    const because = [{ resource: refOf(home), path: ['metadata', 'labels', labels.useWaypoint] }];
    const useWaypoint: WaypointBindingSummary | undefined =
      use === undefined
        ? undefined
        : {
            requested: use === 'none' ? 'none' : `${where}/${use}`,
            ...(bound === undefined ? {} : { bound: bound.gateway }),
            reason: use === 'none' ? 'none' : bound === undefined ? 'WaypointIsNotReady' : 'WaypointAccepted',
            because,
          };
    return {
      name,
      declared: !cluster.generated.has(keyOf(refOf(home))),
      ambient: labelOf(home, labels.dataplaneMode) === 'ambient',
      ...(useWaypoint === undefined ? {} : { useWaypoint }),
    };
  });
}

function participationOf({ role, capture, sidecar }: Workload): Participation {
  if (role === 'waypoint') return 'waypoint';
  if (role === 'ingress') return 'gateway';
  if (sidecar !== undefined) return 'sidecar';
  return capture === 'enabled' ? 'captured' : capture === 'pending' ? 'pending' : 'outside';
}

function workloadSummary(mesh: Mesh, cluster: HealthyCluster, workload: Workload): WorkloadSummary {
  const origin = originOf(cluster, workload.source);
  const binding = bindingSummary(mesh.bindings.get(keyOf(workload.source)));
  return {
    ref: workload.source,
    ...(origin === undefined ? {} : { origin }),
    namespace: workload.namespace,
    name: workload.name,
    serviceAccount: workload.serviceAccount,
    addresses: workload.addresses,
    node: workload.node,
    ready: workload.healthy,
    participation: participationOf(workload),
    hbone: workload.sidecar?.hbone === true,
    hostNetwork: workload.hostNetwork,
    ports: portsOf(workload.pod),
    ...(binding === undefined ? {} : { waypoint: binding }),
    ...(workload.gateway === undefined ? {} : { gateway: workload.gateway }),
    labels: workload.labels,
  };
}

function originOf(cluster: HealthyCluster, ref: ResourceRef): ResourceRef | undefined {
  const key = cluster.generated.get(keyOf(ref));
  if (key === undefined) return undefined;
  const [kind = '', namespace = '', name = ''] = key.split('/');
  return { kind, namespace, name };
}

function portsOf(pod: Pod | undefined): readonly number[] {
  return (pod?.spec.containers ?? []).flatMap(({ ports }) => (ports ?? []).map(({ containerPort }) => containerPort));
}

/** What became of a wish for a waypoint, in the words of istiod's condition. */
export function bindingSummary(result: BindingResult | undefined): WaypointBindingSummary | undefined {
  if (result === undefined) return undefined;
  if (result.optedOut) return { requested: 'none', reason: 'none', because: result.because };
  if (result.requested === undefined) return undefined;
  return {
    requested: `${result.requested.namespace}/${result.requested.name}`,
    ...(result.binding === undefined ? {} : { bound: result.binding.primary.gateway }),
    reason: result.problem?.code ?? 'WaypointAccepted',
    because: result.because,
  };
}

function serviceSummary(mesh: Mesh, service: MeshService): ServiceSummary {
  const binding = bindingSummary(mesh.bindings.get(keyOf(service.source)));
  return {
    ref: service.source,
    namespace: service.namespace,
    name: service.name,
    hostname: service.hostname,
    addresses: service.addresses,
    ports: service.ports.map(({ port, name, protocol }) => ({
      port,
      protocol,
      ...(name === undefined ? {} : { name }),
    })),
    endpoints: service.endpoints.map(({ workload, ready }) => ({ workload: workload.source, ready })),
    headless: service.headless,
    ...(binding === undefined ? {} : { waypoint: binding }),
  };
}

function gateways(mesh: Mesh, pods: readonly Workload[]): readonly GatewaySummary[] {
  const proxies = groupBy(pods, ({ gateway }) => (gateway === undefined ? '' : keyOf(gateway)));
  return mesh.resources.all('Gateway').map((gateway) => {
    const namespace = namespaceOf(gateway);
    const { name } = gateway.metadata;
    const waypoint = isWaypointGateway(mesh.resources, gateway);
    const own = proxies.get(keyOf(refOf(gateway))) ?? [];
    return {
      ref: refOf(gateway),
      namespace,
      name,
      role: waypoint ? 'waypoint' : isIngressGateway(mesh.resources, gateway) ? 'ingress' : 'other',
      programmed: mesh.waypoints.has(`${namespace}/${name}`),
      pods: own.map(({ source }) => source),
      waypointFor: waypoint ? trafficTypeOf(mesh.resources, gateway) : '',
      addresses: (gateway.status?.addresses ?? []).map(({ value }) => value),
    };
  });
}
