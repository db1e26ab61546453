import type { Diagnostic } from '#model/diagnostic.ts';
import type { NetworkPolicy } from '#model/kubernetes/kinds.ts';
import { isolates, opensPort, rulesOf } from '../kubernetes/networkPolicy.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { finding, nameOf } from './finding.ts';

const hbonePort = 15008;

/** NetworkPolicies that shut the mesh out, and port rules that stop meaning anything inside it. */
export function networkPolicyDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const policies = mesh.resources.all('NetworkPolicy');
  if (policies.length === 0) return [];
  const captured = mesh.workloads.all
    .filter(({ capture, hostNetwork }) => capture === 'enabled' && !hostNetwork)
    .map((workload) => policies.filter((policy) => isolates(policy, workload, 'ingress')));
  return policies.flatMap((policy) => {
    const isolated = captured.filter((of) => of.includes(policy));
    if (isolated.length === 0 || rulesOf(policy, 'ingress').length === 0) return [];
    const shut = isolated.filter((of) => !of.some(opensTunnel)).length;
    if (shut > 0) {
      const params = { policy: nameOf(policy), pods: shut };
      return [finding('mesh/network-policy-blocks-hbone', 'error', params, refOf(policy), ['spec', 'ingress'])];
    }
    const ports = [...new Set(rulesOf(policy, 'ingress').flatMap(statedPorts))];
    if (!opensTunnel(policy) || ports.length === 0) return [];
    const params = { policy: nameOf(policy), ports };
    return [finding('mesh/network-policy-ports-bypassed', 'warning', params, refOf(policy), ['spec', 'ingress'])];
  });
}

function opensTunnel(policy: NetworkPolicy): boolean {
  return rulesOf(policy, 'ingress').some((rule) => opensPort(rule, hbonePort, undefined));
}

/** The ports that a rule names beside the tunnel's. */
function statedPorts({ ports = [] }: ReturnType<typeof rulesOf>[number]): readonly string[] {
  return ports.flatMap(({ port }) => (port === undefined || port === hbonePort ? [] : [String(port)]));
}
