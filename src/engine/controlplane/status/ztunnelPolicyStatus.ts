import type { AuthorizationPolicy } from '#model/kubernetes/kinds.ts';
import type { StatusCondition } from '#model/objectStatus.ts';
import type { ResolvedSettings } from '../../mesh/mesh.ts';
import { convertAuthorizationPolicy } from '../authorization.ts';
import { namespaceOf } from '../inNamespace.ts';
import { generationOf } from './condition.ts';

/** What istiod says about a policy's form at ztunnel; `bound` is whether ztunnel gets it at all. */
export interface ZtunnelPolicyMessage {
  readonly bound: boolean;
  readonly message?: string;
}

/**
 * `ZtunnelAccepted` of an AuthorizationPolicy; absent for one that is a waypoint's alone.
 * Mirrors istiod `WorkloadAuthorization.GetConditions`.
 */
export function ztunnelAccepted(policy: AuthorizationPolicy, settings: ResolvedSettings): StatusCondition | undefined {
  const said = ztunnelPolicyMessage(policy, settings);
  if (said === undefined) return undefined;
  return {
    type: 'ZtunnelAccepted',
    status: said.bound ? 'True' : 'False',
    reason: said.message === undefined ? 'Accepted' : 'UnsupportedValue',
    message: said.message ?? 'attached to ztunnel',
    observedGeneration: String(generationOf(policy)),
  };
}

/** What istiod objects to in a policy for ztunnel, in its words. Mirrors istiod `convertAuthorizationPolicy`. */
export function ztunnelPolicyMessage(
  policy: AuthorizationPolicy,
  settings: ResolvedSettings,
): ZtunnelPolicyMessage | undefined {
  const conversion = convertAuthorizationPolicy(policy, settings);
  if (conversion.kind === 'for-waypoint') return undefined;
  if (conversion.kind === 'not-sent') return { bound: false, message: refusal(policy, conversion) };
  const { authorization, l7Fields, effective } = conversion;
  if (l7Fields.length === 0) return { bound: true };
  return {
    bound: true,
    message:
      `ztunnel does not support HTTP attributes (found: ${l7Fields.join(', ')}). ` +
      `In ambient mode you must use a waypoint proxy to enforce HTTP rules. ${consequence(authorization.action, effective)}`,
  };
}

function refusal(
  policy: AuthorizationPolicy,
  { why, action }: { readonly why: 'dry-run' | 'action'; readonly action: string },
): string {
  if (why === 'action') return `ztunnel does not support the ${action} action`;
  const name = `${namespaceOf(policy)}/${policy.metadata.name}`;
  return `found policy "${name}" using dry-run annotation, but support for ambient dry-run authorizationPolicies isn't enabled`;
}

function consequence(action: 'ALLOW' | 'DENY', effective: boolean): string {
  if (action === 'ALLOW')
    return 'Within an ALLOW policy, rules matching HTTP attributes are omitted. This will be more restrictive than requested.';
  if (effective)
    return 'DENY policy with HTTP attributes is enforced without the HTTP rules. This will be more restrictive than requested.';
  return (
    'After omitting unsupported HTTP attributes, this DENY policy has no enforceable rules at ztunnel ' +
    'and will have no effect. Deploy a waypoint proxy and use a targetRef to enforce this policy.'
  );
}
