import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { MeshSummary, WorkloadSummary } from '#model/meshSummary.ts';
import type { PolicyMark } from './canvasNode.ts';

/** The policies to draw on each node, by the key of what they speak of. */
export type Marks = ReadonlyMap<string, readonly PolicyMark[]>;

export const policyKinds: ReadonlySet<string> = new Set([
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'NetworkPolicy',
]);

/** Finds the nodes that policies speak of. One that speaks of every pod of a namespace is drawn once, on the namespace. */
export function policyMarks({ attachments }: MeshSummary, pods: readonly WorkloadSummary[]): Marks {
  const marks = new Map<string, PolicyMark[]>();
  for (const { ref, targets, action, enforcedBy } of attachments) {
    if (!policyKinds.has(ref.kind)) continue;
    for (const target of gathered(targets, pods)) {
      const key = keyOf(target);
      marks.set(key, [...(marks.get(key) ?? []), { ref, action: action ?? ref.kind, enforcedBy }]);
    }
  }
  return marks;
}

function gathered(targets: readonly ResourceRef[], pods: readonly WorkloadSummary[]): readonly ResourceRef[] {
  const isTarget = ({ ref }: WorkloadSummary): boolean => targets.some((target) => sameResource(ref, target));
  const namespaces = [...new Set(targets.map(({ namespace }) => namespace ?? ''))];
  const whole = namespaces.filter((name) => {
    const inside = pods.filter(({ namespace }) => namespace === name);
    return inside.length > 1 && inside.every(isTarget);
  });
  const isPod = (target: ResourceRef): boolean => pods.some(({ ref }) => sameResource(ref, target));
  return [
    ...whole.map((name) => ({ kind: 'Namespace', name })),
    ...targets.filter((target) => !(isPod(target) && whole.includes(target.namespace ?? ''))),
  ];
}
