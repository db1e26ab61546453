import type { EndpointSlice, Service } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { Endpoint, MeshService, ServicePort } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { endpointOf, entryPorts, podPorts, sliceEndpoints, slicePods } from './endpoints.ts';
import { parseGoBool } from './goBool.ts';
import { labelOf, namespaceOf } from './inNamespace.ts';
import { loadBalancingOf } from './loadBalancing.ts';
import type { Selectable } from './selectable.ts';
import type { WaypointAsker } from './obtainWaypoint.ts';
import { bindWaypoint } from './waypointBinding.ts';
import type { WorkloadWorld } from './workloads.ts';

/** Services that istiod's own proxies of the mesh stand behind never have a waypoint. */
const managedByMesh: ReadonlySet<string> = new Set(['istio.io-mesh-controller', 'istio.io-eastwest-controller']);

/** A Kubernetes Service as istiod describes it to ztunnel. ExternalNames are none. Mirrors istiod `serviceServiceBuilder`. */
export function kubernetesService(
  world: WorkloadWorld,
  service: Service,
  selectable: Selectable,
  slices: readonly EndpointSlice[],
): MeshService | undefined {
  const { spec } = service;
  if (spec.type === 'ExternalName') return undefined;
  const namespace = namespaceOf(service);
  const ref = refOf(service);
  const ports = portsOf(service);
  const addresses = addressesOf(service);
  const home = world.resources.get('Namespace', undefined, namespace);
  const balancing = loadBalancingOf({ ref, metadata: service.metadata, spec, passthrough: false }, home);
  const selector = spec.selector ?? {};
  const endpoints: Endpoint[] = selectable
    .pods(namespace, selector)
    .map((pod) => endpointOf(pod, podPorts(ports, pod.pod)));
  for (const { workload, entry } of selectable.entries(namespace, selector)) {
    endpoints.push(endpointOf(workload, entryPorts(ports, entry.spec.ports, 'service')));
  }
  endpoints.push(...sliceEndpoints(world, slices, { namespace, ports }));
  if (Object.keys(selector).length === 0) endpoints.push(...slicePods(slices, selectable, { namespace, ports }));
  return {
    source: ref,
    namespace,
    name: service.metadata.name,
    hostname: `${service.metadata.name}.${namespace}.svc.${world.settings.clusterDomain}`,
    addresses,
    headless: spec.clusterIP === 'None',
    ports,
    endpoints,
    loadBalancing: balancing.loadBalancing,
    ...(balancing.because === undefined ? {} : { loadBalancingBecause: balancing.because }),
    ...serviceWaypoint(world, { ref, namespace, meta: service.metadata, traffic: 'service' }),
    ingressUseWaypoint: ingressUsesWaypoint(world, namespace, service.metadata.labels),
    visibility: 'PUBLIC',
    canonical: true,
    ipFamilies: spec.ipFamilies ?? [],
    resolution: 'CLUSTER',
    subjectAltNames: [],
    labels: service.metadata.labels ?? {},
  };
}

function portsOf(service: Service): readonly ServicePort[] {
  return (service.spec.ports ?? []).map(({ port, name, protocol, appProtocol, targetPort }) => ({
    port,
    protocol,
    ...(name === undefined ? {} : { name }),
    ...(appProtocol === undefined ? {} : { appProtocol }),
    ...(targetPort === undefined ? {} : { targetPort: numeric(targetPort) }),
  }));
}

/** YAML may quote a port number. */
function numeric(port: number | string): number | string {
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
}

function addressesOf(service: Service): readonly string[] {
  const { clusterIP, clusterIPs = [] } = service.spec;
  const listed = clusterIPs.length > 0 ? clusterIPs : [clusterIP ?? ''];
  return listed.filter((ip) => ip !== '' && ip !== 'None');
}

/** Binds a service to its waypoint, and keeps what became of the wish. */
export function serviceWaypoint(world: WorkloadWorld, asker: WaypointAsker): Pick<MeshService, 'waypoint'> {
  const managed = labelOf({ metadata: { name: '', ...asker.meta } }, labels.gatewayManaged);
  if (managed !== undefined && managedByMesh.has(managed)) return {};
  const result = bindWaypoint(world, asker);
  world.bindings.set(`${asker.ref.kind}/${asker.namespace}/${asker.ref.name}`, result);
  return result.binding === undefined ? {} : { waypoint: result.binding };
}

/** The label of the object, else of its namespace; a malformed one of the object's is false and silences the namespace. */
export function ingressUsesWaypoint(
  world: WorkloadWorld,
  namespace: string,
  own: Readonly<Record<string, string>> | undefined,
): boolean {
  const stated =
    own !== undefined && Object.hasOwn(own, labels.ingressUseWaypoint) ? own[labels.ingressUseWaypoint] : undefined;
  if (stated !== undefined) return parseGoBool(stated) ?? false;
  const home = world.resources.get('Namespace', undefined, namespace);
  return parseGoBool(labelOf(home, labels.ingressUseWaypoint) ?? '') ?? false;
}
