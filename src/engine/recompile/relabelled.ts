import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { sameValue } from './sameValue.ts';

/** Kinds of which new labels or annotations are followed without compiling everything again. */
export type RelabelledKind = 'Namespace' | 'Pod' | 'Service';

/** An object before and after, with nothing changed but labels and annotations. */
export interface Relabelled<K extends RelabelledKind = RelabelledKind> {
  readonly before: Extract<KubernetesResource, { kind: K }>;
  readonly after: Extract<KubernetesResource, { kind: K }>;
}

/** More changes at once than this are compiled from scratch. */
const mostChanges = 16;

/**
 * The objects in which two lists differ, if that is a matter of a few labels and annotations; undefined where more has
 * changed. Unchanged objects are known by their identity.
 */
export function relabelledIn(
  before: readonly KubernetesResource[],
  after: readonly KubernetesResource[],
): readonly Relabelled[] | undefined {
  if (before.length !== after.length) return undefined;
  const found: Relabelled[] = [];
  for (let position = 0; position < after.length; position += 1) {
    const [old, fresh] = [before[position], after[position]];
    if (old === fresh || old === undefined || fresh === undefined) continue;
    const relabelled = relabelledAt(old, fresh);
    if (relabelled === undefined || found.length === mostChanges) return undefined;
    found.push(relabelled);
  }
  return found;
}

function relabelledAt(before: KubernetesResource, after: KubernetesResource): Relabelled | undefined {
  const { kind } = before;
  if (kind !== after.kind || (kind !== 'Namespace' && kind !== 'Pod' && kind !== 'Service')) return undefined;
  if (kind !== 'Namespace' && before.metadata.namespace === undefined) return undefined;
  return sameValue(withoutLabels(before), withoutLabels(after)) ? ({ before, after } as Relabelled) : undefined;
}

function withoutLabels(resource: KubernetesResource): object {
  return { ...resource, metadata: { ...resource.metadata, labels: undefined, annotations: undefined } };
}
