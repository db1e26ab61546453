import type { ServiceEntry, WorkloadEntry, WorkloadEntrySpec } from '#model/kubernetes/kinds.ts';
import type { Workload } from '../mesh/mesh.ts';
import { isIp } from '../mesh/ipRange.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { namespaceOf } from './inNamespace.ts';
import { parseLocality } from './localities.ts';
import { bindWaypoint } from './waypointBinding.ts';
import { homeNetwork, identityOf, speaksHbone, type WorkloadWorld } from './workloads.ts';

/** Labels of metadata and spec together, as istiod reads a WorkloadEntry. */
export function labelsOfEntry(entry: WorkloadEntry): Readonly<Record<string, string>> {
  return { ...entry.metadata.labels, ...entry.spec.labels };
}

/** A WorkloadEntry as istiod describes it to ztunnel. Mirrors istiod `workloadEntryWorkloadBuilder`. */
export function entryWorkload(world: WorkloadWorld, entry: WorkloadEntry): Workload {
  const namespace = namespaceOf(entry);
  const own = labelsOfEntry(entry);
  const asker = {
    ref: refOf(entry),
    namespace,
    meta: { ...entry.metadata, labels: own },
    traffic: 'workload',
  } as const;
  const result = bindWaypoint(world, asker);
  world.bindings.set(`WorkloadEntry/${namespace}/${entry.metadata.name}`, result);
  return {
    ...pseudoWorkload(world, namespace, entry.spec),
    uid: `Kubernetes/networking.istio.io/WorkloadEntry/${namespace}/${entry.metadata.name}`,
    source: refOf(entry),
    name: entry.metadata.name,
    labels: own,
    protocol: speaksHbone(own) ? 'HBONE' : 'TCP',
    policies: world.policies.attachedTo(namespace, own),
    ...(result.binding === undefined ? {} : { waypoint: result.binding }),
  };
}

/**
 * The inline endpoints of a ServiceEntry, or the implicit one that stands for its host. An endpoint's `network` is kept
 * for all that follow it, as upstream does. Mirrors istiod `serviceEntryWorkloadBuilder`.
 */
export function inlineWorkloads(world: WorkloadWorld, entry: ServiceEntry, host: string): readonly Workload[] {
  const namespace = namespaceOf(entry);
  const { resolution = 'NONE', endpoints = [] } = entry.spec;
  const own = entry.metadata.labels ?? {};
  const shared = {
    source: refOf(entry),
    labels: own,
    protocol: speaksHbone(own) ? 'HBONE' : 'TCP',
    policies: world.policies.attachedTo(namespace, own),
  } as const;
  if (resolution !== 'NONE' && resolution !== 'STATIC' && endpoints.length === 0) {
    return [
      {
        ...pseudoWorkload(world, namespace, { address: host }),
        ...shared,
        uid: inlineUid(entry, host, host),
        name: entry.metadata.name,
      },
    ];
  }
  let network = homeNetwork(world);
  return endpoints.map((endpoint, index) => {
    network = endpoint.network ?? network;
    const asker = {
      ref: refOf(entry),
      namespace,
      meta: { labels: endpoint.labels ?? {} },
      traffic: 'workload',
      labelsPath: ['spec', 'endpoints', index, 'labels'],
    } as const;
    const { binding } = bindWaypoint(world, asker);
    return {
      ...pseudoWorkload(world, namespace, endpoint),
      ...shared,
      uid: inlineUid(entry, host, `${endpoint.address ?? ''}#${String(index)}`),
      name: entry.metadata.name,
      network,
      ...(binding === undefined ? {} : { waypoint: binding }),
    };
  });
}

function inlineUid(entry: ServiceEntry, host: string, address: string): string {
  return `Kubernetes/networking.istio.io/ServiceEntry/${namespaceOf(entry)}/${entry.metadata.name}/${host}/${address}`;
}

type PseudoWorkload = Omit<Workload, 'uid' | 'source' | 'name' | 'labels' | 'protocol' | 'policies'>;

/** What is known of something outside the cluster: its address, and what its entry says of it. Always healthy. */
export function pseudoWorkload(
  world: Pick<WorkloadWorld, 'settings' | 'resources'>,
  namespace: string,
  spec: WorkloadEntrySpec,
): PseudoWorkload {
  const serviceAccount =
    spec.serviceAccount === undefined || spec.serviceAccount === '' ? 'default' : spec.serviceAccount;
  const address = spec.address ?? '';
  return {
    namespace,
    serviceAccount,
    identity: identityOf(world.settings, namespace, serviceAccount),
    addresses: isIp(address) ? [address] : [],
    ...(isIp(address) || address === '' ? {} : { hostname: address }),
    node: '',
    ...parseLocality(spec.locality),
    network: spec.network ?? homeNetwork(world),
    healthy: true,
    ready: true,
    terminating: false,
    hostNetwork: false,
    indexed: true,
    capacity: spec.weight === undefined || spec.weight === 0 ? 1 : spec.weight,
    capture: 'none',
    role: 'app',
    dnsCapture: false,
    bypassInbound: false,
  };
}
