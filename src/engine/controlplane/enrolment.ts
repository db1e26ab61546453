import type { Namespace, Pod } from '#model/kubernetes/kinds.ts';
import { annotations, labels } from '#model/kubernetes/labels.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Capture } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { annotationOf, labelOf, namespaceOf } from './inNamespace.ts';

/** Namespaces that istio-cni's chart excludes. */
const excludedNamespaces: ReadonlySet<string> = new Set(['kube-system']);

export interface Enrolment {
  readonly capture: Capture;
  readonly decision: Decision;
}

/**
 * Whether a pod's traffic is redirected to ztunnel. The annotation that istio-cni wrote is believed; without one the
 * labels of pod and namespace decide. Mirrors istio-cni `PodEligible` and the default `enablementSelectors`.
 */
export function enrolmentOf(pod: Pod, namespace: Namespace | undefined): Enrolment {
  const excluded = exclusionOf(pod);
  if (excluded !== undefined) return answer('none', pod, excluded.why, excluded.because);
  const stated = annotationOf(pod, annotations.redirection);
  if (stated === 'enabled' || stated === 'pending') {
    return answer(stated, pod, 'annotation', [field(pod, 'annotations', annotations.redirection)]);
  }
  return byLabels(pod, namespace);
}

function byLabels(pod: Pod, namespace: Namespace | undefined): Enrolment {
  const own = labelOf(pod, labels.dataplaneMode);
  const home = labelOf(namespace, labels.dataplaneMode);
  if (own === 'ambient') return answer('enabled', pod, 'pod-label', [field(pod, 'labels', labels.dataplaneMode)]);
  if (home !== 'ambient' || namespace === undefined) return answer('none', pod, 'no-label', []);
  const inherited = field(namespace, 'labels', labels.dataplaneMode);
  if (own === 'none') return answer('none', pod, 'opted-out', [field(pod, 'labels', labels.dataplaneMode), inherited]);
  return answer('enabled', pod, 'namespace-label', [inherited]);
}

export type EnrolmentRule =
  | 'host-network'
  | 'sidecar'
  | 'excluded-namespace'
  | 'finished'
  | 'annotation'
  | 'pod-label'
  | 'namespace-label'
  | 'opted-out'
  | 'no-label';

function exclusionOf(pod: Pod): { readonly why: EnrolmentRule; readonly because: readonly FieldRef[] } | undefined {
  if (pod.spec.hostNetwork === true) {
    return { why: 'host-network', because: [{ resource: refOf(pod), path: ['spec', 'hostNetwork'] }] };
  }
  if (annotationOf(pod, annotations.sidecarStatus) !== undefined) {
    return { why: 'sidecar', because: [field(pod, 'annotations', annotations.sidecarStatus)] };
  }
  if (excludedNamespaces.has(namespaceOf(pod))) {
    return { why: 'excluded-namespace', because: [{ resource: refOf(pod), path: ['metadata', 'namespace'] }] };
  }
  if (isFinished(pod)) return { why: 'finished', because: [{ resource: refOf(pod), path: ['status', 'phase'] }] };
  return undefined;
}

/** A pod that ran to its end is neither captured nor a workload. */
export function isFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

function field(resource: Pod | Namespace, where: 'labels' | 'annotations', name: string): FieldRef {
  return { resource: refOf(resource), path: ['metadata', where, name] };
}

function answer(capture: Capture, pod: Pod, rule: EnrolmentRule, because: readonly FieldRef[]): Enrolment {
  const name = `${namespaceOf(pod)}/${pod.metadata.name}`;
  const code = capture === 'none' ? 'control-plane/not-captured' : 'control-plane/captured';
  return {
    capture,
    decision: { reason: reason(code, { pod: name, rule }), because, source: 'istio cni/pkg/util PodEligible' },
  };
}
