import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { FilterAnswer } from '../answer.ts';
import type { HttpAttributes, TcpAttributes } from './attributes.ts';
import type { CompiledPolicies } from './compiledPolicies.ts';

/** A rule of a policy that said yes to a request. */
export interface MatchedRule {
  readonly policy: ResourceRef;
  readonly rule: number;
  readonly because: readonly FieldRef[];
}

/** The verdict of all AuthorizationPolicies of one chain. */
export interface Authorization {
  readonly result: 'allowed' | 'denied' | 'undetermined';
  /** `namespace/name` of the policies that matched; of a denial every one that refuses. For `five.enforcers`. */
  readonly policies: readonly string[];
  /** `namespace/name`, or `no-allow-matched`. Only of a denial. */
  readonly deniedBy?: string;
  readonly matched: readonly MatchedRule[];
  /** Only of a denial: what the client gets over HTTP (the TCP chain resets instead), with Envoy's details. */
  readonly answer?: FilterAnswer;
  readonly reason: Reason;
  readonly because: readonly FieldRef[];
  readonly considered: readonly Considered[];
  /** Ready for the trace: verdict first, then what AUDIT and dry-run policies would have said. Empty without policies. */
  readonly decisions: readonly Decision[];
}

/** CUSTOM, AUDIT, DENY, ALLOW in Envoy's order. Mirrors istiod `authz/builder` and Envoy's RBAC filter. */
export function authorizeHttp(_policies: CompiledPolicies, _attributes: HttpAttributes): Authorization {
  throw new Error('not yet');
}

/** The same on a TCP chain, on the client's first bytes. Mirrors Envoy's network RBAC filter. */
export function authorizeTcp(_policies: CompiledPolicies, _attributes: TcpAttributes): Authorization {
  throw new Error('not yet');
}
