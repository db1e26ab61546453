import type { FieldRef, ObjectMeta, ResourceRef } from '#model/kubernetes/resource.ts';
import type { BindingProblem, ProgrammedGateway, ResourceIndex, WaypointTarget } from '../mesh/mesh.ts';
import { allowsNamespace } from './programmedGateways.ts';

/** An object that may ask for a waypoint. */
export interface WaypointAsker {
  readonly ref: ResourceRef;
  readonly namespace: string;
  readonly meta: Pick<ObjectMeta, 'labels' | 'annotations'>;
  readonly traffic: 'service' | 'workload';
  /** A ServiceEntry that only its own namespace sees. */
  readonly namespaceVisibility?: boolean;
  /** Where its labels are, for evidence; `metadata.labels` by default. */
  readonly labelsPath?: readonly (string | number)[];
}

export interface BindingWorld {
  readonly resources: ResourceIndex;
  readonly programmed: ReadonlyMap<string, ProgrammedGateway>;
}

/** Who asks for which waypoint, before anyone looks whether it can be had. */
export interface AskedWaypoint {
  readonly namespace: string;
  readonly name: string;
  readonly by: 'object' | 'namespace';
  readonly because: readonly FieldRef[];
}

/** Takes the waypoint that is asked for, or says why it cannot be had. */
export function obtain(
  world: BindingWorld,
  asker: WaypointAsker,
  asked: { readonly namespace: string; readonly name: string; readonly by: 'object' | 'namespace' },
): WaypointTarget | BindingProblem {
  const key = `${asked.namespace}/${asked.name}`;
  const found = world.programmed.get(key);
  const gateway = world.resources.get('Gateway', asked.namespace, asked.name);
  if (found === undefined || gateway === undefined) {
    return { code: 'WaypointIsNotReady', message: `waypoint "${key}" is not ready` };
  }
  if (!allowsNamespace(world.resources, gateway, asker.namespace)) {
    const message = `we are not permitted to attach to waypoint "${key}" (missing allowedRoutes?)`;
    return { code: 'AttachmentDenied', message };
  }
  if (found.trafficType !== asker.traffic && found.trafficType !== 'all') {
    const message = `attempting to bind to traffic type "${asker.traffic}" which the waypoint "${key}" does not support`;
    const silent = asker.traffic === 'workload' && asked.by === 'namespace';
    return { code: 'UnsupportedTrafficType', message, ...(silent ? { silent } : {}) };
  }
  if (asker.namespaceVisibility === true && asked.namespace !== asker.namespace) {
    const message = `cannot bind to waypoint "${key}" in another namespace: cross-namespace waypoint binding is not permitted for a ServiceEntry with NAMESPACE visibility`;
    return { code: 'CrossNamespaceWaypointForbidden', message };
  }
  return found.target;
}
