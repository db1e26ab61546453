import type { Telemetry } from '#model/kubernetes/kinds.ts';
import { isAttached, type PolicyProxy } from '../envoy/policyAttachment.ts';
import type { Proxy } from '../forward/proxy.ts';
import type { MeshService } from '../mesh/mesh.ts';

/**
 * Root namespace, the proxy's, and at a waypoint the service's; then what is aimed at it, in the last of these
 * namespaces alone. Later ones override earlier ones. Mirrors istiod `applicableTelemetries`.
 */
export function applicableTelemetries(proxy: Proxy, service?: MeshService): readonly Telemetry[] {
  const { mesh } = proxy.walk;
  const stated = mesh.resources.all('Telemetry');
  if (stated.length === 0) return stated;
  const all = stated.toSorted(byAge);
  const matched = policyProxy(proxy, service);
  const { namespace, rootNamespace } = matched;
  const last = matched.waypoint && service !== undefined ? service.namespace : namespace;
  const wide = [...new Set([rootNamespace, namespace, last])].flatMap(
    (home) => all.find((each) => each.metadata.namespace === home && !isAimed(each)) ?? [],
  );
  const aimed = all.filter((each) => each.metadata.namespace === last && isAimed(each) && isAttached(each, matched));
  return [...wide, ...aimed];
}

function policyProxy({ walk, kind, workload, gateway }: Proxy, service: MeshService | undefined): PolicyProxy {
  return {
    namespace: workload.namespace,
    labels: workload.labels,
    rootNamespace: walk.mesh.settings.rootNamespace,
    waypoint: kind === 'waypoint',
    ...(gateway === undefined ? {} : { gateway: gateway.name }),
    ...(service === undefined ? {} : { service }),
  };
}

function isAimed({ spec }: Telemetry): boolean {
  const { selector, targetRef, targetRefs = [] } = spec;
  return targetRef !== undefined || targetRefs.length > 0 || Object.keys(selector?.matchLabels ?? {}).length > 0;
}

function byAge({ metadata: a }: Telemetry, { metadata: b }: Telemetry): number {
  const key = (one: typeof a): string => `${one.creationTimestamp ?? ''} ${one.name} ${one.namespace ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}
