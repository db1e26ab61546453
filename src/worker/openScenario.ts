import type { Compiled, ManifestEntry } from '#model/compiled.ts';
import type { Refusal } from '#engine/admission/admit.ts';
import { admitAndCompile } from '#engine/admitAndCompile.ts';
import type { CompiledMesh } from '#engine/compileMesh.ts';
import type { Mesh } from '#engine/mesh/mesh.ts';
import type { Manifest, ParsedScenario } from '#scenario/parsedScenario.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { placeDiagnostics } from '#scenario/placeDiagnostics.ts';

/** A text as the worker holds it between calls. */
export interface OpenedScenario {
  readonly revision: number;
  readonly parsed: ParsedScenario;
  readonly mesh: Mesh;
  readonly compilation: CompiledMesh;
  readonly refused: readonly Refusal[];
  readonly compiled: Compiled;
}

/** Text → resources → mesh. What the document before it has in common with this one is neither read nor compiled again. */
export function openScenario(revision: number, text: string, previous?: OpenedScenario): OpenedScenario {
  const parsed = parseScenario(text, previous?.parsed);
  const reads = parsed.objects.map(({ object }) => object.read);
  const admitted = admitAndCompile(reads, parsed.resources, parsed.spec.mesh, previous?.compilation);
  const { mesh, summary, refused, diagnostics: ofMesh, compiled: compilation } = admitted;
  const diagnostics = placeDiagnostics(parsed, [...parsed.problems, ...ofMesh]);
  return {
    revision,
    parsed,
    mesh,
    compilation,
    refused,
    compiled: {
      revision,
      spec: parsed.spec,
      summary: { ...summary, notSimulated: parsed.notSimulated },
      manifests: parsed.manifests.map(entryOf),
      diagnostics,
      stale: parsed.stale,
    },
  };
}

function entryOf({ range, refs, state }: Manifest): ManifestEntry {
  return { range, resources: refs, state };
}
