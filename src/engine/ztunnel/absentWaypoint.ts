import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import type { Mesh } from '../mesh/mesh.ts';

/** Why what was dialled has no waypoint, in istiod's words; nothing where it has one and its canary is in order. */
export function absentWaypoint(mesh: Mesh, dialled: ResourceRef): readonly Considered[] {
  const result = mesh.bindings.get(keyOf(dialled));
  if (result === undefined) return [];
  const { because, problem, canaryProblem, requested } = result;
  const object = nameOf(dialled);
  const gateway =
    requested === undefined
      ? {}
      : { resource: { kind: 'Gateway', namespace: requested.namespace, name: requested.name } };
  if (result.optedOut) {
    return [{ outcome: 'ignored', reason: reason('control-plane/waypoint-opted-out', { object }), because }];
  }
  if (problem !== undefined) {
    const why = reason('control-plane/waypoint-not-bound', { object, message: problem.message });
    return [{ ...gateway, outcome: 'lost', reason: why, because }];
  }
  if (canaryProblem !== undefined) {
    const why = reason('control-plane/canary-not-bound', { object, message: canaryProblem.message });
    return [{ outcome: 'lost', reason: why, because }];
  }
  if (result.binding !== undefined) return [];
  return [{ outcome: 'ignored', reason: reason('control-plane/no-waypoint-asked', { object }) }];
}
