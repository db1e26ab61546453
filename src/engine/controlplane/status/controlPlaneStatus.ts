import { keyOf, type ResourceKey } from '#model/kubernetes/resource.ts';
import type { ObjectStatus } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { refOf } from '../../mesh/resourceIndex.ts';
import { namespaceOf } from '../inNamespace.ts';
import { authorizationPolicyStatus, hasCrowdedRefusals } from './authorizationPolicyStatus.ts';
import { backendTlsPolicyStatus } from './backendTlsPolicyStatus.ts';
import { builtInClassStatuses, gatewayClassStatus } from './gatewayClassStatus.ts';
import { gatewayStatus, type AttachedRoutes } from './gatewayStatus.ts';
import { routeParents, type Route } from './routeParentRefs.ts';
import { routeStatus } from './routeStatus.ts';
import { serviceEntryStatus, serviceStatus, workloadEntryStatus } from './serviceStatus.ts';

/** What the control plane says of a scenario's objects. */
export interface ControlPlaneStatus {
  /** By `namespace/name` of the pod: does the CNI capture it. */
  readonly enrolled: Readonly<Record<string, boolean>>;
  /** By `Kind/namespace/name`: what the API server would not accept, in its words. */
  readonly refused: Readonly<Record<string, string>>;
  readonly status: Readonly<Record<ResourceKey, ObjectStatus>>;
}

/** Gathers enrolment, refusals and the status of every object that istiod's controllers write to. */
export function controlPlaneStatus(mesh: Mesh, refused: Readonly<Record<string, string>>): ControlPlaneStatus {
  return { enrolled: enrolledPods(mesh), refused, status: Object.fromEntries(objectStatuses(mesh)) };
}

function enrolledPods(mesh: Mesh): Readonly<Record<string, boolean>> {
  const pods = mesh.resources.all('Pod').map((pod) => {
    const name = `${namespaceOf(pod)}/${pod.metadata.name}`;
    return [name, mesh.workloads.byPod(namespaceOf(pod), pod.metadata.name)?.capture === 'enabled'] as const;
  });
  return Object.fromEntries(pods.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Entry = readonly [key: ResourceKey, status: ObjectStatus];

/** Status of every object that has one, by its key. */
export function objectStatuses(mesh: Mesh): readonly Entry[] {
  const { resources, settings } = mesh;
  const routes: readonly Route[] = [
    ...resources.all('HTTPRoute'),
    ...resources.all('GRPCRoute'),
    ...resources.all('TCPRoute'),
    ...resources.all('TLSRoute'),
  ];
  const attached = attachedRoutes(routes, mesh);
  const crowded = hasCrowdedRefusals(mesh);
  return [
    ...of(resources.all('AuthorizationPolicy'), (policy) => authorizationPolicyStatus(policy, mesh, crowded)),
    ...of(resources.all('Gateway'), (gateway) => gatewayStatus(gateway, mesh, attached)),
    ...of(resources.all('GatewayClass'), (gatewayClass) => gatewayClassStatus(gatewayClass, settings)),
    ...builtInClassStatuses(resources, settings).map(
      ([name, status]): Entry => [keyOf({ kind: 'GatewayClass', name }), status],
    ),
    ...of(resources.all('BackendTLSPolicy'), (policy) => backendTlsPolicyStatus(policy, mesh)),
    ...of(routes, (route) => routeStatus(route, mesh)),
    ...of(resources.all('Service'), (service) => serviceStatus(service, mesh)),
    ...of(resources.all('ServiceEntry'), (entry) => serviceEntryStatus(entry, mesh)),
    ...of(resources.all('WorkloadEntry'), (entry) => workloadEntryStatus(entry, mesh)),
  ];
}

type Named = Parameters<typeof refOf>[0];

function of<T extends Named>(objects: readonly T[], status: (object: T) => ObjectStatus | undefined): readonly Entry[] {
  return objects.flatMap((object) => {
    const found = status(object);
    return found === undefined ? [] : [[keyOf(refOf(object)), found] as const];
  });
}

/** A route counts once per listener, however many of its references lead there. */
function attachedRoutes(routes: readonly Route[], mesh: Mesh): AttachedRoutes {
  const attached = new Map<string, number>();
  for (const route of routes) {
    const listeners = routeParents(route, mesh).flatMap(({ denied, listener }) =>
      denied === undefined && listener !== undefined ? [listener] : [],
    );
    for (const listener of new Set(listeners)) attached.set(listener, (attached.get(listener) ?? 0) + 1);
  }
  return attached;
}
