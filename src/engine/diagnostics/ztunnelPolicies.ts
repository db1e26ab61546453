import type { Diagnostic } from '#model/diagnostic.ts';
import type { AuthorizationPolicy } from '#model/kubernetes/kinds.ts';
import { annotations } from '#model/kubernetes/labels.ts';
import { convertAuthorizationPolicy } from '../controlplane/authorization.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { containsLabels } from '../controlplane/labelSelector.ts';
import { targetRefsOf } from '../controlplane/status/targetRefsOf.ts';
import { groupBy } from '../mesh/groupBy.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { finding, nameOf, refName } from './finding.ts';

/** What becomes of AuthorizationPolicies without targets, which ztunnel enforces as far as it can. */
export function ztunnelPolicyDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const byNamespace = groupBy(mesh.workloads.all, ({ namespace }) => namespace);
  return mesh.resources
    .all('AuthorizationPolicy')
    .filter(({ spec }) => targetRefsOf(spec).length === 0)
    .flatMap((policy) => diagnose(policy, mesh, byNamespace));
}

type ByNamespace = ReadonlyMap<string, readonly Workload[]>;

function diagnose(policy: AuthorizationPolicy, mesh: Mesh, byNamespace: ByNamespace): readonly Diagnostic[] {
  const scope = workloadsOf(policy, mesh, byNamespace);
  const name = nameOf(policy);
  const ref = refOf(policy);
  const { selector } = policy.spec;
  // istiod attaches an empty selector to no workload; sidecars and gateways read it as their whole namespace.
  const isEmpty = selector !== undefined && Object.keys(selector.matchLabels ?? {}).length === 0;
  const reached = isEmpty ? scope.filter(({ capture }) => capture !== 'enabled') : scope;
  if (reached.length === 0 && selector !== undefined)
    return [finding('mesh/selects-nothing', 'warning', { policy: name }, ref, ['spec', 'selector'])];
  // Sidecars and gateways enforce all of it themselves.
  const atZtunnel = reached.filter(({ capture }) => capture === 'enabled');
  if (atZtunnel.length === 0) return [];
  const conversion = convertAuthorizationPolicy(policy, mesh.settings);
  if (conversion.kind === 'for-waypoint') return [];
  if (conversion.kind === 'not-sent') {
    if (conversion.why === 'dry-run') {
      const path = ['metadata', 'annotations', annotations.dryRun];
      return [finding('mesh/dry-run-not-at-ztunnel', 'warning', { policy: name }, ref, path)];
    }
    const params = { policy: name, action: conversion.action };
    return [finding('mesh/action-not-at-ztunnel', 'warning', params, ref, ['spec', 'action'])];
  }
  const { l7Fields: fields, effective, authorization } = conversion;
  const rules = ['spec', 'rules'];
  const pods = atZtunnel.length;
  if (fields.length > 0) {
    if (authorization.action === 'ALLOW')
      return authorization.groups.length === 0
        ? [finding('mesh/allow-denies-all', 'error', { policy: name, fields, pods }, ref, rules)]
        : [];
    const code = effective ? 'mesh/deny-broader-than-written' : 'mesh/deny-without-effect';
    return [finding(code, effective ? 'warning' : 'error', { policy: name, fields }, ref, rules)];
  }
  if (authorization.action === 'ALLOW' && (policy.spec.rules ?? []).length === 0)
    return [finding('mesh/allow-without-rules', 'info', { policy: name, pods }, ref, ['spec'])];
  return portDiagnostics(policy, atZtunnel, mesh);
}

/** The workloads a policy is about, by scope and selector. */
function workloadsOf(policy: AuthorizationPolicy, mesh: Mesh, byNamespace: ByNamespace): readonly Workload[] {
  const home = namespaceOf(policy);
  const candidates = home === mesh.settings.rootNamespace ? mesh.workloads.all : (byNamespace.get(home) ?? []);
  const wanted = policy.spec.selector?.matchLabels ?? {};
  return candidates.filter(({ labels }) => containsLabels(labels, wanted));
}

/** ztunnel compares the pod's port; a Service's port that no pod has never matches. */
function portDiagnostics(
  policy: AuthorizationPolicy,
  workloads: readonly Workload[],
  mesh: Mesh,
): readonly Diagnostic[] {
  return (policy.spec.rules ?? []).flatMap((rule, ruleIndex) =>
    (rule.to ?? []).flatMap(({ operation }, toIndex) =>
      (operation?.ports ?? []).flatMap((port, portIndex) => {
        const mistaken = serviceWithPort(Number(port), workloads, mesh);
        if (mistaken === undefined) return [];
        const path = ['spec', 'rules', ruleIndex, 'to', toIndex, 'operation', 'ports', portIndex];
        const params = { policy: nameOf(policy), port, ...mistaken };
        return [finding('mesh/port-of-service-not-pod', 'warning', params, refOf(policy), path)];
      }),
    ),
  );
}

function serviceWithPort(
  port: number,
  workloads: readonly Workload[],
  mesh: Mesh,
): { readonly service: string; readonly target: number } | undefined {
  const services = workloads.flatMap(({ uid }) => mesh.services.ofWorkload(uid));
  const uids = new Set(workloads.map(({ uid }) => uid));
  const endpoints = services.flatMap((service) => service.endpoints.map((endpoint) => ({ service, endpoint })));
  const own = endpoints.filter(({ endpoint }) => uids.has(endpoint.workload.uid));
  if (own.some(({ endpoint }) => [...endpoint.ports.values()].includes(port))) return undefined;
  const mistaken = own.find(({ endpoint }) => endpoint.ports.has(port));
  const target = mistaken?.endpoint.ports.get(port);
  return mistaken === undefined || target === undefined
    ? undefined
    : { service: refName(mistaken.service.source), target };
}
