import type { EndpointSlice, Pod, WorkloadEntry } from '#model/kubernetes/kinds.ts';
import type { Endpoint, ServicePort, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { namespaceOf } from './inNamespace.ts';
import { pseudoWorkload } from './workloadEntries.ts';
import type { WorkloadWorld } from './workloads.ts';

/** Target ports of a pod for the ports of a service. A named one that no container has is left out. Mirrors istiod `constructServices`. */
export function podPorts(ports: readonly ServicePort[], pod: Pod | undefined): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const { port, targetPort } of ports) {
    const target = typeof targetPort === 'string' ? namedPort(pod, targetPort) : (targetPort ?? port);
    if (target !== undefined && target !== 0) map.set(port, target);
  }
  return map;
}

function namedPort(pod: Pod | undefined, name: string): number | undefined {
  for (const container of pod?.spec.containers ?? []) {
    const found = container.ports?.find((port) => port.name === name);
    if (found !== undefined) return found.containerPort;
  }
  // A sidecar container of the Kubernetes kind may serve the port, too.
  for (const container of pod?.spec.initContainers ?? []) {
    const found =
      container.restartPolicy === 'Always' ? container.ports?.find((port) => port.name === name) : undefined;
    if (found !== undefined) return found.containerPort;
  }
  return undefined;
}

/** Ports of a WorkloadEntry or inline endpoint: by the target port's name for a Service, by the port's name for a ServiceEntry. */
export function entryPorts(
  ports: readonly ServicePort[],
  own: Readonly<Record<string, number>> | undefined,
  naming: 'service' | 'service-entry',
): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const { port, name, targetPort } of ports) {
    const key = naming === 'service' ? targetPort : name;
    const named = typeof key === 'string' && own !== undefined && Object.hasOwn(own, key) ? own[key] : undefined;
    const target = named ?? (typeof targetPort === 'string' ? undefined : (targetPort ?? port));
    if (target !== undefined && target !== 0) map.set(port, target);
  }
  return map;
}

export function endpointOf(workload: Workload, ports: ReadonlyMap<number, number>): Endpoint {
  return {
    workload,
    ports,
    ready: workload.healthy,
    serving: workload.ready,
    terminating: workload.terminating,
    capacity: workload.capacity,
  };
}

/**
 * Endpoints that only an EndpointSlice knows: addresses without a pod behind them, always plaintext. Mirrors istiod
 * `endpointSlicesBuilder`.
 */
export function sliceEndpoints(
  world: WorkloadWorld,
  slices: readonly EndpointSlice[],
  service: { readonly namespace: string; readonly ports: readonly ServicePort[] },
): readonly Endpoint[] {
  return slices.flatMap((slice) =>
    slice.endpoints.flatMap((endpoint) => {
      if (endpoint.targetRef?.kind === 'Pod') return [];
      const ready = endpoint.conditions?.ready ?? true;
      const ports = slicePorts(slice, service.ports);
      return endpoint.addresses.map((address) => {
        const workload: Workload = {
          ...pseudoWorkload(world, service.namespace, { address }),
          uid: `Kubernetes/discovery.k8s.io/EndpointSlice/${namespaceOf(slice)}/${slice.metadata.name}/${address}`,
          source: refOf(slice),
          name: slice.metadata.name,
          labels: {},
          protocol: 'TCP',
          policies: [],
          indexed: false,
          healthy: ready,
          ready,
          node: endpoint.nodeName ?? '',
          ...(world.localities.get(endpoint.nodeName ?? '') ?? {}),
        };
        const serving = endpoint.conditions?.serving ?? ready;
        return { ...endpointOf(workload, ports), serving, terminating: endpoint.conditions?.terminating ?? false };
      });
    }),
  );
}

/**
 * Pods that a slice makes endpoints of a Service without a selector. kube-proxy and Envoys go by the slice, its port and
 * its readiness; ztunnel goes by the Service's target port and the pod, which the reference has to name with its `uid`.
 * Mirrors istiod `matchingServicesWithoutSelectors`, `constructServices` and `endpointSliceController`.
 */
export function slicePods(
  slices: readonly EndpointSlice[],
  selectable: Pick<IndexedPods, 'pod'>,
  service: { readonly namespace: string; readonly ports: readonly ServicePort[] },
): readonly Endpoint[] {
  return slices.flatMap((slice) =>
    slice.endpoints.flatMap(({ targetRef, conditions }): readonly Endpoint[] => {
      if (targetRef?.kind !== 'Pod') return [];
      const workload = selectable.pod(targetRef.namespace ?? service.namespace, targetRef.name ?? '');
      if (workload === undefined) return [];
      const ready = conditions?.ready ?? true;
      const own = podPorts(service.ports, workload.pod);
      return [
        {
          ...endpointOf(workload, slicePorts(slice, service.ports)),
          ready,
          serving: conditions?.serving ?? ready,
          terminating: conditions?.terminating ?? false,
          ztunnel: isMeant(targetRef, workload) ? own : 'none',
        },
      ];
    }),
  );
}

interface IndexedPods {
  pod(namespace: string, name: string): Workload | undefined;
}

/** A manifest that was never applied states no `uid` of the pod; the reference has to state its own. */
function isMeant(
  { namespace, uid }: { readonly namespace?: string; readonly uid?: string },
  { pod, namespace: home }: Workload,
): boolean {
  if (uid === undefined || namespace !== home) return false;
  return pod?.metadata.uid === undefined || pod.metadata.uid === uid;
}

function slicePorts(slice: EndpointSlice, ports: readonly ServicePort[]): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const { port, name } of ports) {
    const found = (slice.ports ?? []).find((candidate) => (candidate.name ?? '') === (name ?? ''));
    if (found?.port !== undefined) map.set(port, found.port);
  }
  return map;
}

/** Workloads by namespace, for selectors: only those of a service's own namespace can be its endpoints. */
export interface Selectable {
  readonly pods: ReadonlyMap<string, readonly Workload[]>;
  readonly entries: ReadonlyMap<string, readonly { readonly workload: Workload; readonly entry: WorkloadEntry }[]>;
}
