import { keyOf, sameResource, type ResourceKey, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshSummary, ServiceSummary } from '#model/meshSummary.ts';

/** The Gateway that each proxy pod is drawn as. */
export type Proxies = ReadonlyMap<ResourceKey, ResourceRef>;

export function proxiesOf({ workloads, gateways }: MeshSummary): Proxies {
  const drawn = new Set(gateways.map(({ ref }) => keyOf(ref)));
  return new Map(
    workloads.flatMap(({ ref, gateway }) =>
      gateway !== undefined && drawn.has(keyOf(gateway)) ? [[keyOf(ref), gateway] as const] : [],
    ),
  );
}

/** The Gateway that a Service is drawn as: the one whose proxies are all that stands behind it. */
export function gatewayOfService({ endpoints }: ServiceSummary, proxies: Proxies): ResourceRef | undefined {
  const gateways = endpoints.map(({ workload }) => proxies.get(keyOf(workload)));
  const [first] = gateways;
  return first !== undefined && gateways.every((each) => each !== undefined && sameResource(each, first))
    ? first
    : undefined;
}

/** Everything that has a node of its own, containers first. */
export function drawnObjects(summary: MeshSummary): readonly ResourceRef[] {
  const proxies = proxiesOf(summary);
  return [
    ...summary.namespaces.map(({ name }) => ({ kind: 'Namespace', name })),
    ...summary.gateways.map(({ ref }) => ref),
    ...summary.services.filter((service) => gatewayOfService(service, proxies) === undefined).map(({ ref }) => ref),
    ...summary.workloads.filter(({ ref }) => !proxies.has(keyOf(ref))).map(({ ref }) => ref),
  ];
}
