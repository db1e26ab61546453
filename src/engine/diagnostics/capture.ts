import type { Diagnostic } from '#model/diagnostic.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { labelOf, namespaceOf } from '../controlplane/inNamespace.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { finding, nameOf } from './finding.ts';

/** Pods that the labels promise to capture and the CNI does not, and labels nobody reads. */
export function captureDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  return [...podDiagnostics(mesh), ...labelDiagnostics(mesh)];
}

function podDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  return mesh.resources.all('Pod').flatMap((pod) => {
    const home = mesh.resources.get('Namespace', undefined, namespaceOf(pod));
    const mode = labelOf(pod, labels.dataplaneMode) ?? labelOf(home, labels.dataplaneMode);
    const workload = mesh.workloads.byPod(namespaceOf(pod), pod.metadata.name);
    if (mode !== 'ambient' || workload === undefined || workload.role !== 'app') return [];
    const name = nameOf(pod);
    if (workload.sidecar !== undefined)
      return [finding('mesh/sidecar-in-ambient', 'warning', { pod: name }, refOf(pod), ['spec', 'containers'])];
    if (workload.capture === 'enabled') return [];
    if (workload.hostNetwork)
      return [
        finding('mesh/labelled-not-captured', 'warning', { pod: name, why: 'host-network' }, refOf(pod), [
          'spec',
          'hostNetwork',
        ]),
      ];
    if (workload.capture === 'pending')
      return [finding('mesh/labelled-not-captured', 'info', { pod: name, why: 'pending' }, refOf(pod))];
    return [];
  });
}

const waypointLabels: readonly string[] = [labels.useWaypoint, labels.useWaypointNamespace, labels.useWaypointCanary];
const deafKinds = ['ServiceAccount', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Gateway'] as const;

function labelDiagnostics({ resources }: Mesh): readonly Diagnostic[] {
  const deaf = deafKinds.flatMap((kind) =>
    (resources.all(kind) as readonly KubernetesResource[]).flatMap((object) =>
      waypointLabels
        .filter((label) => labelOf(object, label) !== undefined)
        .map((label) =>
          finding('mesh/label-ignored', 'warning', { label, kind }, refOf(object), ['metadata', 'labels', label]),
        ),
    ),
  );
  const labelled = [
    ...resources.all('Namespace'),
    ...resources.all('Pod'),
    ...resources.all('Service'),
    ...resources.all('ServiceEntry'),
  ];
  return [...deaf, ...labelled.flatMap((object) => unknownLabels(object))];
}

const known: ReadonlySet<string> = new Set<string>(
  Object.values(labels).filter((label) => label.startsWith('istio.io/')),
);

/** A label that is nearly one of Istio's is most likely meant to be it. */
function unknownLabels(object: KubernetesResource): readonly Diagnostic[] {
  return Object.keys(object.metadata.labels ?? {}).flatMap((label) => {
    if (!label.startsWith('istio.io/') || known.has(label)) return [];
    const suggestion = [...known].find((candidate) => distance(candidate, label) <= 3);
    if (suggestion === undefined) return [];
    return [
      finding('mesh/unknown-label', 'warning', { label, suggestion }, refOf(object), ['metadata', 'labels', label]),
    ];
  });
}

/** Levenshtein distance: how many letters have to change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
