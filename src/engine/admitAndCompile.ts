import type { Diagnostic } from '#model/diagnostic.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { ReadResource } from '#model/kubernetes/readResource.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { MeshSettings } from '#model/scenario.ts';
import { admit, type Admission, type Refusal } from './admission/admit.ts';
import { compileMesh, type CompiledMesh } from './compileMesh.ts';
import { meshDiagnostics } from './diagnostics/meshDiagnostics.ts';
import type { Mesh } from './mesh/mesh.ts';
import { writtenFields } from './mesh/writtenFields.ts';
import { refOf } from './mesh/resourceIndex.ts';

export interface AdmittedMesh {
  readonly mesh: Mesh;
  readonly summary: MeshSummary;
  readonly refused: readonly Refusal[];
  /** Of the webhook and of the mesh; what the API server's schema objects to is known from reading. */
  readonly diagnostics: readonly Diagnostic[];
  /** For the next compilation. */
  readonly compiled: CompiledMesh;
}

/**
 * What a cluster makes of manifests: objects that the API server or istiod's webhook refuse do not exist, the others are
 * compiled. `reads` are the objects of the text, `resources` what is to be simulated of them. What `previous` has in
 * common with them is not compiled again.
 */
export function admitAndCompile(
  reads: readonly ReadResource[],
  resources: readonly KubernetesResource[],
  settings: MeshSettings,
  previous?: CompiledMesh,
): AdmittedMesh {
  const admission = admit(reads);
  const outside = new Set(admission.refused.map(({ ref }) => keyOf(ref)));
  const inside = outside.size === 0 ? resources : resources.filter((resource) => !outside.has(keyOf(refOf(resource))));
  const compiled = compileMesh(inside, settings, previous);
  const { summary } = compiled;
  const mesh: Mesh = { ...compiled.mesh, fields: writtenFields(compiled.mesh.fields, reads) };
  return {
    mesh,
    summary,
    refused: admission.refused,
    compiled,
    diagnostics: [...webhookDiagnostics(admission), ...meshDiagnostics(mesh)],
  };
}

function webhookDiagnostics({ refused, warnings }: Admission): readonly Diagnostic[] {
  const refusals = refused
    .filter(({ by }) => by === 'istio-webhook')
    .map(({ ref, by, message, path = ['metadata', 'name'] }): Diagnostic => {
      return { code: 'admission/refused', severity: 'error', params: { by, message }, resource: ref, path };
    });
  const warned = warnings.map(({ ref, message }): Diagnostic => {
    const path = ['metadata', 'name'];
    return { code: 'admission/webhook-warning', severity: 'warning', params: { message }, resource: ref, path };
  });
  return [...refusals, ...warned];
}
