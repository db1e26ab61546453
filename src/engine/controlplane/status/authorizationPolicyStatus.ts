import type { AuthorizationPolicy } from '#model/kubernetes/kinds.ts';
import type { ObjectStatus } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { byType } from './condition.ts';
import { waypointAccepted } from './waypointPolicyStatus.ts';
import { ztunnelAccepted } from './ztunnelPolicyStatus.ts';

/** Who took an AuthorizationPolicy: ztunnel, waypoints, or neither. */
export function authorizationPolicyStatus(policy: AuthorizationPolicy, mesh: Mesh): ObjectStatus | undefined {
  const conditions = [ztunnelAccepted(policy, mesh.settings), waypointAccepted(policy, mesh)].filter(
    (condition) => condition !== undefined,
  );
  return conditions.length === 0 ? undefined : { conditions: byType(conditions) };
}
