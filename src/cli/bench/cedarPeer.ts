import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { HttpAttributes } from '#engine/envoy/authorization/attributes.ts';
import type { AccessRule } from './authorizationRules.ts';
import type { Contender } from './row.ts';

/** Cedar with its policies parsed beforehand. Every question crosses from JavaScript to WebAssembly as JSON. */
export function cedarPeer(rules: readonly AccessRule[]): Contender<HttpAttributes> {
  const id = `rules-${String(rules.length)}`;
  const parsed = preparsePolicySet(id, { staticPolicies: rules.map(policyText).join('\n') });
  if (parsed.type !== 'success') throw new Error(`Cedar does not take the policies: ${JSON.stringify(parsed)}`);
  return {
    name: 'Cedar',
    answer: ({ principal = '', method, path }) => {
      const answer = statefulIsAuthorized({
        principal: { type: 'Client', id: principal },
        action: { type: 'Action', id: method },
        resource: { type: 'Service', id: 'api' },
        context: { path },
        preparsedPolicySetId: id,
        entities: [],
      });
      return answer.type === 'success' && answer.response.decision === 'allow';
    },
  };
}

function policyText({ effect, principal, method, prefix }: AccessRule): string {
  const word = effect === 'allow' ? 'permit' : 'forbid';
  return `${word}(principal == Client::"${principal}", action == Action::"${method}", resource) when { context.path like "${prefix}*" };`;
}
