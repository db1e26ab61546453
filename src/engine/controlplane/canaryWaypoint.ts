import { labels } from '#model/kubernetes/labels.ts';
import type { FieldRef, ObjectMeta, ResourceRef } from '#model/kubernetes/resource.ts';
import type { BindingProblem, WaypointTarget } from '../mesh/mesh.ts';
import { obtain, type AskedWaypoint, type BindingWorld, type WaypointAsker } from './obtainWaypoint.ts';

export interface CanaryAnswer {
  readonly chosen?: { readonly target: WaypointTarget; readonly weight: number };
  readonly problem?: BindingProblem;
  readonly because: readonly FieldRef[];
}

const weightAnnotation = 'istio.io/use-waypoint-canary-weight';

/**
 * The second, weighted waypoint of a service. It is read from the object that the primary came from, so a namespace's
 * canary is not inherited by a service with a primary of its own. Mirrors istiod `fetchCanaryWaypointForTarget`.
 */
export function canaryOf(world: BindingWorld, asker: WaypointAsker, primary: AskedWaypoint): CanaryAnswer | undefined {
  const { meta, ref, home } = originOf(world, asker, primary);
  const name = meta.labels?.[labels.useWaypointCanary];
  if (name === undefined || name === '' || name === 'none') return undefined;
  const elsewhere = meta.labels?.[labels.useWaypointCanaryNamespace];
  const namespace = elsewhere ?? home;
  const because: FieldRef[] = [{ resource: ref, path: ['metadata', 'labels', labels.useWaypointCanary] }];
  if (elsewhere !== undefined)
    because.push({ resource: ref, path: ['metadata', 'labels', labels.useWaypointCanaryNamespace] });
  if (namespace === primary.namespace && name === primary.name) {
    const message = `canary waypoint "${namespace}/${name}" must differ from the primary waypoint`;
    return { problem: { code: 'CanarySameAsPrimary', message }, because };
  }
  const text = meta.annotations?.[weightAnnotation];
  if (text !== undefined) because.push({ resource: ref, path: ['metadata', 'annotations', weightAnnotation] });
  const weight = weightOf(text);
  if (weight === undefined) {
    const message = `canary waypoint "${namespace}/${name}" has an invalid weight; must be an integer in [0,100]`;
    return { problem: { code: 'CanaryInvalidWeight', message }, because };
  }
  const found = obtain(world, asker, { namespace, name, by: primary.by });
  return 'code' in found ? { problem: found, because } : { chosen: { target: found, weight }, because };
}

interface Origin {
  readonly meta: Pick<ObjectMeta, 'labels' | 'annotations'>;
  readonly ref: ResourceRef;
  readonly home: string;
}

function originOf(world: BindingWorld, asker: WaypointAsker, primary: AskedWaypoint): Origin {
  if (primary.by === 'object') return { meta: asker.meta, ref: asker.ref, home: asker.namespace };
  const home = world.resources.get('Namespace', undefined, asker.namespace);
  return { meta: home?.metadata ?? {}, ref: { kind: 'Namespace', name: asker.namespace }, home: asker.namespace };
}

/** Go's `strconv.Atoi`, within a percentage. No annotation is no share. */
function weightOf(text: string | undefined): number | undefined {
  if (text === undefined) return 0;
  if (!/^[+-]?\d{1,9}$/.test(text)) return undefined;
  const weight = Number(text);
  return weight >= 0 && weight <= 100 ? weight : undefined;
}
