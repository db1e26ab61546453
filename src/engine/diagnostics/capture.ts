import type { Diagnostic } from '#model/diagnostic.ts';
import type { KubernetesResource, Namespace, Pod } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import { labelOf } from '../controlplane/inNamespace.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { finding, nameOf } from './finding.ts';

/** Pods that the labels promise to capture and the CNI does not, and labels nobody reads. */
export function captureDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  return [...podDiagnostics(mesh), ...labelDiagnostics(mesh)];
}

function podDiagnostics({ resources, workloads }: Mesh): readonly Diagnostic[] {
  const homes = new Map(resources.all('Namespace').map((home) => [home.metadata.name, home]));
  const found: Diagnostic[] = [];
  for (const workload of workloads.all) {
    const { pod, role, capture, sidecar } = workload;
    // Most pods are captured as promised: they are passed over before anything else is asked.
    if (pod === undefined || role !== 'app' || (capture === 'enabled' && sidecar === undefined)) continue;
    found.push(...podDiagnostic(pod, homes.get(workload.namespace), workload));
  }
  return found;
}

function podDiagnostic(pod: Pod, home: Namespace | undefined, workload: Workload): readonly Diagnostic[] {
  const mode = labelOf(pod, labels.dataplaneMode) ?? labelOf(home, labels.dataplaneMode);
  if (mode !== 'ambient') return [];
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
  const found: Diagnostic[] = [];
  for (const kind of ['Namespace', 'Pod', 'Service', 'ServiceEntry'] as const) {
    for (const object of resources.all(kind)) if (!known.has(object)) found.push(...unknownLabels(object));
  }
  return [...deaf, ...found];
}

const knownLabels: ReadonlySet<string> = new Set<string>(
  Object.values(labels).filter((label) => label.startsWith('istio.io/')),
);

/** Objects without such labels, which are nearly all of them: they are not looked through again. */
const known = new WeakSet<KubernetesResource>();

function unknownLabels(object: KubernetesResource): readonly Diagnostic[] {
  const unknown = Object.keys(object.metadata.labels ?? {}).filter(
    (label) => label.startsWith('istio.io/') && !knownLabels.has(label),
  );
  if (unknown.length === 0) known.add(object);
  return unknown.flatMap((label) => mistakenLabel(object, label));
}

/** A label that is nearly one of Istio's is most likely meant to be it. */
function mistakenLabel(object: KubernetesResource, label: string): readonly Diagnostic[] {
  const suggestion = [...knownLabels].find((candidate) => distance(candidate, label) <= 3);
  if (suggestion === undefined) return [];
  return [
    finding('mesh/unknown-label', 'warning', { label, suggestion }, refOf(object), ['metadata', 'labels', label]),
  ];
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
