import type { AuthorizationPolicy } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { ObjectStatus } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { labelOf } from '../inNamespace.ts';
import { byType } from './condition.ts';
import { waypointAccepted } from './waypointPolicyStatus.ts';
import { ztunnelAccepted, ztunnelPolicyMessage } from './ztunnelPolicyStatus.ts';

/**
 * Who took an AuthorizationPolicy: ztunnel, waypoints, or neither. Another revision's is left alone. `crowded` is
 * `hasCrowdedRefusals` of the mesh.
 */
export function authorizationPolicyStatus(
  policy: AuthorizationPolicy,
  mesh: Mesh,
  crowded: boolean,
): ObjectStatus | undefined {
  const revision = labelOf(policy, labels.revision) ?? '';
  if (revision !== '' && revision !== 'default') return undefined;
  const atZtunnel = ztunnelAccepted(policy, mesh.settings);
  const settled = atZtunnel?.status === 'False' && crowded ? undefined : atZtunnel;
  const conditions = [settled, waypointAccepted(policy, mesh)].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? undefined : { conditions: byType(conditions) };
}

/**
 * Whether several policies have no form that ztunnel could get. istiod keeps all of those under one key, so only one of
 * them gets its condition, and which one is left to chance: none is reported. Mirrors istiod
 * `WorkloadAuthorization.ResourceName`.
 */
export function hasCrowdedRefusals({ resources, settings }: Mesh): boolean {
  const refused = resources.all('AuthorizationPolicy').filter((policy) => {
    return ztunnelPolicyMessage(policy, settings)?.bound === false;
  });
  return refused.length > 1;
}
