import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import type { HttpAttributes } from '#engine/envoy/authorization/attributes.ts';
import type { AccessRule } from './authorizationRules.ts';
import type { Contender } from './row.ts';

/** The cheap comparison comes first; `keyMatch` takes a trailing `*`. Deny beats allow, as in Istio. */
const model = `
[request_definition]
r = sub, act, obj
[policy_definition]
p = sub, act, obj, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.sub == p.sub && r.act == p.act && keyMatch(r.obj, p.obj)
`;

export async function casbinPeer(rules: readonly AccessRule[]): Promise<Contender<HttpAttributes>> {
  const lines = rules.map(
    ({ effect, principal, method, prefix }) => `p, ${principal}, ${method}, ${prefix}*, ${effect}`,
  );
  const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(lines.join('\n')));
  return {
    name: 'casbin',
    answer: ({ principal, method, path }) => enforcer.enforceSync(principal, method, path),
  };
}
