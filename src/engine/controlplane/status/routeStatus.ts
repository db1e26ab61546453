import type { ParentRef } from '#model/kubernetes/kinds.ts';
import type { ObjectStatus, RouteParentStatus } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { gatewayController } from '../gatewayClasses.ts';
import { namespaceOf } from '../inNamespace.ts';
import { byType, condition, generationOf, mergeConditions, type ConfigError } from './condition.ts';
import { routeError } from './routeError.ts';
import { parentRefKey, routeParents, type Route, type RouteParent } from './routeParentRefs.ts';
import { writtenConditions } from './writtenConditions.ts';

/** Status of a route, with one entry per parent that Istio handles. Mirrors istiod `createRouteStatus`. */
export function routeStatus(route: Route, mesh: Mesh): ObjectStatus {
  const home = namespaceOf(route);
  const reports = reportsOf(route, mesh);
  const existing = (route.status?.parents ?? []).map(
    (parent): RouteParentStatus => ({ ...parent, conditions: writtenConditions(parent.conditions) }),
  );
  const kept = existing.flatMap((parent) => {
    if (parent.controllerName !== gatewayController) return [parent];
    const own = reports.get(parentRefKey(parent.parentRef, home));
    if (own === undefined) return [];
    reports.delete(parentRefKey(parent.parentRef, home));
    return [{ ...own, conditions: mergeConditions(parent.conditions, own.conditions) }];
  });
  const added = [...reports].sort(([a], [b]) => (a > b ? -1 : 1)).map(([, report]) => report);
  return { parents: [...kept, ...added] };
}

function reportsOf(route: Route, mesh: Mesh): Map<string, RouteParentStatus> {
  const grouped = new Map<ParentRef, RouteParent[]>();
  for (const parent of routeParents(route, mesh)) {
    const group = grouped.get(parent.ref);
    if (group === undefined) grouped.set(parent.ref, [parent]);
    else group.push(parent);
  }
  const home = namespaceOf(route);
  return new Map([...grouped].map(([ref, parents]) => [parentRefKey(ref, home), report(route, ref, parents, mesh)]));
}

function report(route: Route, parentRef: ParentRef, parents: readonly RouteParent[], mesh: Mesh): RouteParentStatus {
  const generation = generationOf(route);
  const bound = parents.filter(({ denied }) => denied === undefined);
  const valid = bound.length > 1 ? `Route was valid, bound to ${bound.length} parents` : 'Route was valid';
  const ofMesh = parents.some((parent) => parent.mesh);
  const problem = ofMesh ? parents.find(({ waypointProblem }) => waypointProblem !== undefined) : undefined;
  const waypoints = problem?.waypointProblem ?? 'All waypoints resolved';
  return {
    parentRef,
    controllerName: gatewayController,
    conditions: byType([
      condition('Accepted', { reason: 'Accepted', message: valid }, collapsed(parents), generation),
      condition(
        'ResolvedRefs',
        { reason: 'ResolvedRefs', message: 'All references resolved' },
        routeError(route, mesh, ofMesh ? 'mesh' : 'gateway'),
        generation,
      ),
      condition('ResolvedWaypoints', { reason: 'ResolvedWaypoints', message: waypoints }, undefined, generation),
    ]),
  };
}

const severity = ['NotAllowedByListeners', 'NoMatchingListenerHostname', 'ParentRefConflict', 'NoMatchingParent'];

/** One listener that takes the route is enough; else the most telling refusals, joined. */
function collapsed(parents: readonly RouteParent[]): ConfigError | undefined {
  if (parents.some(({ denied }) => denied === undefined)) return undefined;
  const denials = parents.flatMap(({ denied }) => denied ?? []);
  const worst = Math.min(...denials.map(({ reason }) => severity.indexOf(reason)));
  const reason = severity[worst];
  if (reason === undefined) return denials[0];
  const messages = denials.filter((denial) => denial.reason === reason).map(({ message }) => message);
  return { reason, message: messages.join('; ') };
}
