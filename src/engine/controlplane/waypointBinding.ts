import type { Namespace } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { BindingResult } from '../mesh/mesh.ts';
import { canaryOf } from './canaryWaypoint.ts';
import { obtain, type AskedWaypoint, type BindingWorld, type WaypointAsker } from './obtainWaypoint.ts';

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

function textOf(map: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
}

function ownLabel(asker: WaypointAsker, name: string): FieldRef {
  return { resource: asker.ref, path: [...(asker.labelsPath ?? ['metadata', 'labels']), name] };
}

function namespaceField(home: Namespace, where: 'labels' | 'annotations', name: string): FieldRef {
  return { resource: { kind: 'Namespace', name: home.metadata.name }, path: ['metadata', where, name] };
}
