import type { Workload } from '../mesh/mesh.ts';

/** What metrics call a workload. */
export interface WorkloadLabels {
  readonly workload: string;
  readonly canonicalService: string;
  readonly canonicalRevision: string;
}

/** The cluster id of a mesh with one cluster. */
export const clusterId = 'Kubernetes';

const workloadNameLabel = 'service.istio.io/workload-name';
const nameLabels = ['service.istio.io/canonical-name', 'app.kubernetes.io/name', 'app'] as const;
const revisionLabels = ['service.istio.io/canonical-revision', 'app.kubernetes.io/version', 'version'] as const;

/**
 * The names under which a workload's traffic is counted: its owner rather than its pod, and app and version by label.
 * An address that only an EndpointSlice states has none. Mirrors istiod `workloadName` and `labels.CanonicalService`.
 */
export function workloadLabels(workload: Workload): WorkloadLabels {
  if (workload.source.kind === 'EndpointSlice') return { workload: '', canonicalService: '', canonicalRevision: '' };
  const name = nameOf(workload);
  return {
    workload: name,
    canonicalService: firstOf(workload, nameLabels) ?? name,
    canonicalRevision: firstOf(workload, revisionLabels) ?? 'latest',
  };
}

function firstOf({ labels }: Workload, keys: readonly string[]): string | undefined {
  for (const key of keys) if (labels[key] !== undefined) return labels[key];
  return undefined;
}

function nameOf({ pod, labels, name }: Workload): string {
  const stated = labels[workloadNameLabel];
  if (stated !== undefined) return stated;
  // Only a name that a controller made leads to that controller.
  if (pod === undefined || (pod.metadata.generateName ?? '') === '') return name;
  const owner = pod.metadata.ownerReferences?.[0];
  if (owner === undefined) return name;
  return ownerName(owner.kind, owner.name, pod.metadata.labels ?? {});
}

/** Mirrors istio `kube.GetDeployMetaFromPod`. */
function ownerName(kind: string, name: string, labels: Readonly<Record<string, string>>): string {
  if (kind === 'ReplicaSet') {
    const hash = labels['pod-template-hash'] ?? labels['rollouts-pod-template-hash'] ?? '';
    return hash !== '' && name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name;
  }
  // istiod's Deployment for a Gateway, whose pods stand here without it.
  if (kind === 'Gateway') return labels[nameLabels[0]] ?? name;
  if (kind === 'Job') return name.replace(/-\d{8,10}$/, '');
  return name;
}
