import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import type { AuthenticationRules } from './authentication/authenticate.ts';
import type { CompiledPolicies } from './authorization/compiledPolicies.ts';

/** Everything that AuthorizationPolicies and RequestAuthentications put into the filter chains for one target. */
export interface ProxyPolicies {
  readonly http: CompiledPolicies;
  readonly tcp: CompiledPolicies;
  readonly authentication: AuthenticationRules;
}

/**
 * Policies attached to a waypoint's chain for a service (Service, ServiceEntry, Gateway, GatewayClass refs), or for
 * pod-addressed traffic (`undefined`: Gateway and GatewayClass refs only). Mirrors istiod `PolicyMatcher.ShouldAttachPolicy`.
 */
export function policiesForWaypoint(
  _mesh: Mesh,
  _gateway: ResourceRef,
  _service: MeshService | undefined,
): ProxyPolicies {
  throw new Error('not yet');
}

/**
 * L4 policies that run on the CONNECT itself where ENABLE_LAYERED_WAYPOINT_AUTHORIZATION_POLICIES is on; undefined
 * where it is off. Mirrors istiod `buildWaypointConnectTerminate`.
 */
export function layeredPolicies(_mesh: Mesh, _waypoint: Workload): CompiledPolicies | undefined {
  throw new Error('not yet');
}

/** Policies of an ingress gateway's pod: by selector, namespace, root namespace, and Gateway targetRefs. */
export function policiesForGateway(_mesh: Mesh, _gateway: ResourceRef, _proxy: Workload): ProxyPolicies {
  throw new Error('not yet');
}

/** Policies of a sidecar as a server: by selector, namespace and root namespace; none that has targetRefs. */
export function policiesForSidecar(_mesh: Mesh, _workload: Workload): ProxyPolicies {
  throw new Error('not yet');
}
