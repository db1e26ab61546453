import { labels } from '#model/kubernetes/labels.ts';
import type { NamespaceSummary, WorkloadSummary } from '#model/meshSummary.ts';

/** Why a pod takes part in the mesh the way it does, as far as its labels and its namespace tell. */
export type ParticipationCause =
  | { readonly kind: 'sidecar' | 'proxy' | 'host-network' | 'pending' | 'other' }
  | { readonly kind: 'pod-label'; readonly value: string }
  | { readonly kind: 'namespace' | 'namespace-without'; readonly namespace: string };

/** Follows the CNI's order: a pod that is not its to capture first, then the pod's own label, then its namespace's. */
export function participationCause(
  workload: WorkloadSummary,
  namespaces: readonly NamespaceSummary[],
): ParticipationCause {
  switch (workload.participation) {
    case 'sidecar':
      return { kind: 'sidecar' };
    case 'waypoint':
    case 'gateway':
      return { kind: 'proxy' };
    case 'pending':
      return { kind: 'pending' };
    case 'captured':
    case 'outside':
      break;
  }
  if (workload.hostNetwork) return { kind: 'host-network' };
  const captured = workload.participation === 'captured';
  const own = Object.hasOwn(workload.labels, labels.dataplaneMode) ? workload.labels[labels.dataplaneMode] : undefined;
  if (own === (captured ? 'ambient' : 'none')) return { kind: 'pod-label', value: own };
  const ambient = namespaces.some(({ name, ambient }) => name === workload.namespace && ambient);
  if (captured !== ambient) return { kind: 'other' };
  return { kind: ambient ? 'namespace' : 'namespace-without', namespace: workload.namespace };
}
