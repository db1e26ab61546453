import type { Namespace } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { FieldRef, ObjectMeta, ResourceRef } from '#model/kubernetes/resource.ts';
import type { BindingProblem, BindingResult, ProgrammedGateway, ResourceIndex, WaypointTarget } from '../mesh/mesh.ts';
import { canaryOf } from './canaryWaypoint.ts';
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

/**
 * Which waypoint an object uses. Its own label beats its namespace's and a broken one does not fall back; `none` opts
 * out. Mirrors istiod `fetchWaypointForTarget` and `GetUseWaypoint`.
 */
export function bindWaypoint(world: BindingWorld, asker: WaypointAsker): BindingResult {
  const asked = askedBy(world, asker);
  if (asked === 'opted-out') {
    return { optedOut: true, because: [ownLabel(asker, labels.useWaypoint)] };
  }
  if (asked === undefined) return { optedOut: false, because: [] };
  const requested = { namespace: asked.namespace, name: asked.name, by: asked.by };
  const found = obtain(world, asker, asked);
  if ('code' in found) return { requested, optedOut: false, problem: found, because: asked.because };
  const canary = asker.traffic === 'service' ? canaryOf(world, asker, asked) : undefined;
  const binding = {
    primary: found,
    ...(canary?.chosen === undefined ? {} : { canary: { target: canary.chosen.target, weight: canary.chosen.weight } }),
    because: [...asked.because, ...(canary?.because ?? [])],
  };
  return {
    requested,
    optedOut: false,
    binding,
    ...(canary?.problem === undefined ? {} : { canaryProblem: canary.problem }),
    because: asked.because,
  };
}

function askedBy(world: BindingWorld, asker: WaypointAsker): AskedWaypoint | 'opted-out' | undefined {
  const own = textOf(asker.meta.labels, labels.useWaypoint);
  if (own === 'none') return 'opted-out';
  if (own !== undefined) {
    const elsewhere = textOf(asker.meta.labels, labels.useWaypointNamespace);
    const because = [ownLabel(asker, labels.useWaypoint)];
    if (elsewhere !== undefined) because.push(ownLabel(asker, labels.useWaypointNamespace));
    return { namespace: elsewhere ?? asker.namespace, name: own, by: 'object', because };
  }
  return askedByNamespace(world.resources.get('Namespace', undefined, asker.namespace));
}

function askedByNamespace(home: Namespace | undefined): AskedWaypoint | undefined {
  const name = textOf(home?.metadata.labels, labels.useWaypoint);
  if (home === undefined || name === undefined || name === 'none') return undefined;
  const elsewhere = textOf(home.metadata.labels, labels.useWaypointNamespace);
  const because = [namespaceField(home, 'labels', labels.useWaypoint)];
  if (elsewhere !== undefined) because.push(namespaceField(home, 'labels', labels.useWaypointNamespace));
  return { namespace: elsewhere ?? home.metadata.name, name, by: 'namespace', because };
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

function textOf(map: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
}

function ownLabel(asker: WaypointAsker, name: string): FieldRef {
  return { resource: asker.ref, path: [...(asker.labelsPath ?? ['metadata', 'labels']), name] };
}

function namespaceField(home: Namespace, where: 'labels' | 'annotations', name: string): FieldRef {
  return { resource: { kind: 'Namespace', name: home.metadata.name }, path: ['metadata', where, name] };
}
