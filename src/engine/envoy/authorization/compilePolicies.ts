import type { ResolvedSettings } from '../../mesh/mesh.ts';
import type { AuthorizationPolicyObject } from './policyObject.ts';
import type { CompiledPolicies } from './compiledPolicies.ts';

/** Policies of one HTTP chain, by action. Mirrors istiod `authz/builder.build` with `forTCP=false`. */
export function compileHttpPolicies(
  _policies: readonly AuthorizationPolicyObject[],
  _settings: ResolvedSettings,
): CompiledPolicies {
  throw new Error('not yet');
}

/** Policies of one TCP chain: HTTP fields empty an ALLOW rule and widen any other. Mirrors `builder.BuildTCP`. */
export function compileTcpPolicies(
  _policies: readonly AuthorizationPolicyObject[],
  _settings: ResolvedSettings,
): CompiledPolicies {
  throw new Error('not yet');
}
