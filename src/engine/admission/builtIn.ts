import type { FieldProblem } from '#model/kubernetes/fieldProblem.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';

export function checkBuiltIn(_resource: KubernetesResource): readonly FieldProblem[] {
  return [];
}
