import type { Authorization, PolicyIndex, Workload } from './mesh.ts';

/**
 * Indexes policies the way ztunnel looks them up: those of the workload's namespace, the global ones, and the keys
 * istiod attached to the workload; a key without a policy is skipped. Mirrors ztunnel `DemandProxyState::assert_rbac`.
 */
export function indexPolicies(
  policies: readonly Authorization[],
  mtlsField: PolicyIndex['mtlsField'] = () => undefined,
): PolicyIndex {
  const byKey = new Map<string, Authorization>();
  const byNamespace = new Map<string, Authorization[]>();
  const global: Authorization[] = [];
  for (const policy of policies) {
    byKey.set(`${policy.namespace}/${policy.name}`, policy);
    if (policy.scope === 'GLOBAL') global.push(policy);
    if (policy.scope === 'NAMESPACE') {
      const list = byNamespace.get(policy.namespace);
      if (list === undefined) byNamespace.set(policy.namespace, [policy]);
      else list.push(policy);
    }
  }
  const answers = new WeakMap<Workload, readonly Authorization[]>();
  return {
    all: policies,
    mtlsField,
    forWorkload(workload) {
      const known = answers.get(workload);
      if (known !== undefined) return known;
      const attached = workload.policies.flatMap((key) => byKey.get(key) ?? []);
      const answer = [...(byNamespace.get(workload.namespace) ?? []), ...global, ...attached];
      answers.set(workload, answer);
      return answer;
    },
  };
}
