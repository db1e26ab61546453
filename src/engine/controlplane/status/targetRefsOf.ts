import type { PolicyTargetRef } from '#model/kubernetes/kinds.ts';

/** What a policy targets: `targetRefs`, or the single `targetRef` of older manifests. Mirrors istiod `model.GetTargetRefs`. */
export function targetRefsOf(spec: {
  readonly targetRef?: PolicyTargetRef;
  readonly targetRefs?: readonly PolicyTargetRef[];
}): readonly PolicyTargetRef[] {
  const { targetRefs = [], targetRef } = spec;
  if (targetRefs.length > 0) return targetRefs;
  return targetRef === undefined ? [] : [targetRef];
}
