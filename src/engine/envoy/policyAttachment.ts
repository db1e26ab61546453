import type { ObjectMeta } from '#model/kubernetes/resource.ts';
import type { MeshService } from '../mesh/mesh.ts';
import type { PolicyTargetRef } from './authorization/policyObject.ts';

/** A proxy that policies may be meant for. */
export interface PolicyProxy {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly rootNamespace: string;
  /** A waypoint's own chains never look at selectors, and know Services and the GatewayClass. */
  readonly waypoint: boolean;
  /** Name of the Gateway it is a proxy of; absent for a sidecar. */
  readonly gateway?: string;
  /** The service whose chain is built; absent for pod-addressed traffic. */
  readonly service?: MeshService;
}

interface Targetable {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly targetRef?: PolicyTargetRef;
    readonly targetRefs?: readonly PolicyTargetRef[];
  };
}

/** Whether a policy acts in this proxy. Mirrors istiod `WorkloadPolicyMatcher.ShouldAttachPolicy`. */
export function isAttached(policy: Targetable, proxy: PolicyProxy): boolean {
  const namespace = policy.metadata.namespace ?? '';
  const { gateway, waypoint, rootNamespace } = proxy;
  if (namespace !== rootNamespace && namespace !== proxy.namespace && namespace !== proxy.service?.namespace)
    return false;
  const refs = targetRefsOf(policy);
  if (gateway === undefined) return refs.length === 0 && isSelected(policy, proxy);
  // Policies of the service's namespace come into play for that service only, by reference.
  if (refs.length === 0) return !waypoint && isSelected(policy, proxy);
  return refs.some((ref) => isTarget(ref, namespace, gateway, proxy));
}

function targetRefsOf({ spec }: Targetable): readonly PolicyTargetRef[] {
  const refs = spec?.targetRefs ?? [];
  if (refs.length > 0) return refs;
  return spec?.targetRef === undefined ? [] : [spec.targetRef];
}

function isSelected({ spec }: Targetable, { labels }: PolicyProxy): boolean {
  return Object.entries(spec?.selector?.matchLabels ?? {}).every(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
  );
}

function isTarget(ref: PolicyTargetRef, namespace: string, gateway: string, proxy: PolicyProxy): boolean {
  const { service, waypoint, rootNamespace } = proxy;
  const group = ref.group === 'core' ? '' : (ref.group ?? '');
  const kind = `${group}/${ref.kind}`;
  if (waypoint && (kind === '/Service' || kind === 'networking.istio.io/ServiceEntry')) {
    const { source } = service ?? {};
    return source?.kind === ref.kind && source.name === ref.name && service?.namespace === namespace;
  }
  if (waypoint && kind === 'gateway.networking.k8s.io/GatewayClass') {
    return namespace === rootNamespace && ref.name === 'istio-waypoint';
  }
  const elsewhere = ref.namespace !== undefined && ref.namespace !== '' && ref.namespace !== proxy.namespace;
  return (
    kind === 'gateway.networking.k8s.io/Gateway' && namespace === proxy.namespace && !elsewhere && ref.name === gateway
  );
}
