import type { Compiled } from '#model/compiled.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import { sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { Expectation, ScenarioRequest } from '#model/scenario.ts';

const home: ResourceRef = { kind: 'Namespace', name: 'shop' };
const waypoint: ResourceRef = { kind: 'Gateway', namespace: 'shop', name: 'waypoint' };
const policy: ResourceRef = { kind: 'AuthorizationPolicy', namespace: 'shop', name: 'no-delete' };
const service: ResourceRef = { kind: 'Service', namespace: 'shop', name: 'orders' };

/** What becomes of the request that the policy is about. */
export const refusal: Expectation = { verdict: 'denied', status: 403, deniedBy: 'shop/no-delete' };

/** The lines of the change that are worth reading. */
export const waypointDiff = {
  removed: 'selector: { matchLabels: { app: orders } }',
  added: ['targetRefs: [{ kind: Service, name: orders }]', 'istio.io/use-waypoint: waypoint'],
} as const;

/**
 * The edits that give the first run's scenario a guard that can read HTTP: a waypoint, used by the namespace, and the
 * policy attached to the Service instead of the pod. None where the scenario is no longer the one of the first run.
 */
export function giveItAWaypoint({ manifests, spec }: Pick<Compiled, 'manifests' | 'spec'>): readonly ScenarioEdit[] {
  const has = (ref: ResourceRef): boolean =>
    manifests.some(({ resources }) => resources.some((other) => sameResource(ref, other)));
  if (!has(home) || !has(policy) || !has(service) || has(waypoint)) return [];
  const target = { kind: service.kind, group: '', name: service.name };
  return [
    { kind: 'add-resource', resource: { kind: 'waypoint', namespace: home.name, name: waypoint.name, for: 'service' } },
    { kind: 'set-waypoint', target: home, waypoint },
    { kind: 'remove-field', ref: policy, path: ['spec', 'selector'] },
    { kind: 'set-field', ref: policy, path: ['spec', 'targetRefs'], value: [target] },
    { kind: 'set-requests', requests: spec.requests.map(expecting) },
  ];
}

function expecting(request: ScenarioRequest): ScenarioRequest {
  if (request.expect === undefined) return request;
  const expect = request.method === 'DELETE' ? refusal : { ...request.expect, via: ['shop/waypoint'] };
  return { ...request, expect };
}
