import type { BackendTLSPolicy } from '#model/kubernetes/kinds.ts';
import type { ObjectStatus, PolicyAncestorStatus } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { judgeBackendTls, type BackendTlsTarget } from '../backendTls.ts';
import { namespaceOf } from '../inNamespace.ts';
import { byType, condition, generationOf, type ConfigError } from './condition.ts';

const mostAncestors = 16;
const valid = 'Configuration is valid';

/**
 * `Accepted` and `ResolvedRefs` of a BackendTLSPolicy: one entry per target, for the mesh, then one per Gateway whose
 * routes lead there. Mirrors istiod `BackendTLSPolicyCollection`, `setAncestorStatus` and `mergeAncestors`.
 */
export function backendTlsPolicyStatus(policy: BackendTLSPolicy, mesh: Mesh): ObjectStatus {
  const generation = generationOf(policy);
  const { resources, settings } = mesh;
  const verdict = judgeBackendTls({ resources, clusterDomain: settings.clusterDomain }, policy);
  const conditions = (accepted: ConfigError | undefined) =>
    byType([
      condition('Accepted', { reason: 'Accepted', message: `${valid}${verdict.warning}` }, accepted, generation),
      condition('ResolvedRefs', { reason: 'ResolvedRefs', message: valid }, verdict.resolved, generation),
    ]);
  const ancestors = verdict.targets.map(({ target, accepted }): PolicyAncestorStatus => {
    const base = { ancestorRef: target, controllerName: 'istio.io/mesh-controller' };
    return verdict.ignored
      ? { ...base, conditions: [condition('Accepted', ignoredError, ignoredError, generation)] }
      : { ...base, conditions: conditions(accepted) };
  });
  if (verdict.ignored) return { ancestors };
  const last = verdict.targets.at(-1)?.accepted;
  const gateways = gatewaysTo(verdict.targets, namespaceOf(policy), mesh).map(
    (name): PolicyAncestorStatus => ({
      ancestorRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name },
      controllerName: 'istio.io/gateway-controller',
      conditions: conditions(last),
    }),
  );
  return { ancestors: [...ancestors, ...gateways].slice(0, mostAncestors) };
}

const ignoredError: ConfigError = {
  reason: 'IgnoredByIstio',
  message: 'Ignored by Istio due to annotation istio.io/ignore-policy-attachment=true',
};

/** Gateways that routes to the targets are attached to, by namespace and name. Mirrors istiod `extractAncestorBackends`. */
function gatewaysTo(targets: readonly BackendTlsTarget[], home: string, { resources }: Mesh): readonly string[] {
  const wanted = new Set(
    targets.flatMap(({ found, target }) => (found ? `${target.kind}/${home}/${target.name}` : [])),
  );
  const routes = [
    ...resources.all('HTTPRoute'),
    ...resources.all('GRPCRoute'),
    ...resources.all('TCPRoute'),
    ...resources.all('TLSRoute'),
  ];
  const gateways = new Map<string, string>();
  for (const route of routes) {
    const own = namespaceOf(route);
    const backends = (route.spec.rules ?? []).flatMap(({ backendRefs = [] }) =>
      backendRefs.map(({ kind, namespace, name }) => `${kind}/${namespace ?? own}/${name}`),
    );
    if (!backends.some((backend) => wanted.has(backend))) continue;
    for (const { kind, namespace, name } of route.spec.parentRefs ?? []) {
      if (kind === 'Gateway') gateways.set(`${namespace ?? own}/${name}`, name);
    }
  }
  return [...gateways].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}
