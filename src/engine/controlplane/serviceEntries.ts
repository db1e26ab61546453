import type { ServiceEntry } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { Endpoint, MeshService, ServicePort } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { endpointOf, entryPorts, podPorts } from './endpoints.ts';
import { labelOf, namespaceOf } from './inNamespace.ts';
import { loadBalancingOf } from './loadBalancing.ts';
import type { Selectable } from './selectable.ts';
import { ingressUsesWaypoint, serviceWaypoint } from './services.ts';
import { isOn } from './settings.ts';
import { hashOf } from './stableNames.ts';
import { visibilityOf } from './visibility.ts';
import { inlineWorkloads } from './workloadEntries.ts';
import type { WorkloadWorld } from './workloads.ts';

/** The services of a ServiceEntry, one per host, as istiod describes them to ztunnel. Mirrors istiod `serviceEntriesInfo`. */
export function entryServices(
  world: WorkloadWorld,
  entry: ServiceEntry,
  selectable: Selectable,
  allocated: Map<string, string>,
): readonly MeshService[] {
  const namespace = namespaceOf(entry);
  const visibility = visibilityOf(world.resources, world.settings, namespace);
  if (visibility === 'NONE') return [];
  const ref = refOf(entry);
  const ports = portsOf(entry);
  const resolution = entry.spec.resolution ?? 'NONE';
  const home = world.resources.get('Namespace', undefined, namespace);
  const balancing = loadBalancingOf(
    { ref, metadata: entry.metadata, spec: {}, passthrough: resolution === 'NONE' },
    home,
  );
  const restricted = visibility === 'NAMESPACE' ? { namespaceVisibility: true } : {};
  const waypoint = serviceWaypoint(world, { ref, namespace, meta: entry.metadata, traffic: 'service', ...restricted });
  return entry.spec.hosts.map((host) => ({
    source: ref,
    namespace,
    name: entry.metadata.name,
    hostname: host,
    addresses: addressesOf(world, entry, host, allocated),
    headless: false,
    ports,
    endpoints: endpointsOf(world, entry, host, ports, selectable),
    loadBalancing: balancing.loadBalancing,
    ...(balancing.because === undefined ? {} : { loadBalancingBecause: balancing.because }),
    ...waypoint,
    ingressUseWaypoint: ingressUsesWaypoint(world, namespace, entry.metadata.labels),
    visibility,
    canonical: false,
    ipFamilies: [],
    resolution,
    subjectAltNames: (entry.spec.subjectAltNames ?? []).flatMap(identityIn),
    labels: entry.metadata.labels ?? {},
  }));
}

function portsOf(entry: ServiceEntry): readonly ServicePort[] {
  return (entry.spec.ports ?? []).map(({ number, name, protocol, targetPort }) => ({
    port: number,
    name,
    protocol: protocol ?? 'TCP',
    ...(targetPort === undefined || targetPort === 0 ? {} : { targetPort }),
  }));
}

function endpointsOf(
  world: WorkloadWorld,
  entry: ServiceEntry,
  host: string,
  ports: readonly ServicePort[],
  selectable: Selectable,
): readonly Endpoint[] {
  const selector = entry.spec.workloadSelector?.labels;
  if (selector === undefined) {
    const inline = entry.spec.endpoints ?? [];
    return inlineWorkloads(world, entry, host).map((workload, index) =>
      endpointOf(workload, entryPorts(ports, inline[index]?.ports, 'service-entry')),
    );
  }
  const namespace = namespaceOf(entry);
  const pods = selectable.pods(namespace, selector).map((pod) => endpointOf(pod, podPorts(ports, pod.pod)));
  const entries = selectable
    .entries(namespace, selector)
    .map(({ workload, entry: own }) => endpointOf(workload, entryPorts(ports, own.spec.ports, 'service-entry')));
  return [...pods, ...entries];
}

/** Given addresses, else those istiod allocated for this host, else a stable one as it would allocate. */
function addressesOf(
  world: WorkloadWorld,
  entry: ServiceEntry,
  host: string,
  allocated: Map<string, string>,
): readonly string[] {
  const given = entry.spec.addresses ?? [];
  if (given.length > 0) return given;
  if (!allocates(world, entry, host)) return [];
  const stated = (entry.status?.addresses ?? []).flatMap(({ value, host: owner }) =>
    value !== undefined && (owner === undefined || owner === host) ? [value] : [],
  );
  return stated.length > 0 ? stated : [allocate(`${namespaceOf(entry)}/${entry.metadata.name}/${host}`, allocated)];
}

/** Whether istiod's allocator hands out a VIP. Mirrors istiod `ShouldV2AutoAllocateIP`. */
function allocates(world: WorkloadWorld, entry: ServiceEntry, host: string): boolean {
  const { resolution = 'NONE' } = entry.spec;
  if (!isOn(world.settings, 'PILOT_ENABLE_IP_AUTOALLOCATE')) return false;
  if (labelOf(entry, labels.enableAutoallocateIp)?.toLowerCase() === 'false') return false;
  if (resolution === 'NONE') return false;
  return !host.startsWith('*') || resolution === 'DYNAMIC_DNS';
}

/** ztunnel leaves out a name that is no SPIFFE identity. Mirrors ztunnel `Identity::from_str`. */
function identityIn(name: string): readonly string[] {
  const identity = /^spiffe:\/\/([^/]*\/ns\/[^/]*\/sa\/[^/]*)$/.exec(name)?.[1];
  return identity === undefined ? [] : [identity];
}

function allocate(name: string, allocated: Map<string, string>): string {
  for (let step = 0; ; step += 1) {
    const number = (hashOf(name) + step) % 64000;
    const address = `240.240.${String(Math.floor(number / 250))}.${String(1 + (number % 250))}`;
    const owner = allocated.get(address);
    if (owner !== undefined && owner !== name) continue;
    allocated.set(address, name);
    return address;
  }
}
