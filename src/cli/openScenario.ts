import type { Diagnostic } from '#model/diagnostic.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { ScenarioRequest, ScenarioSpec } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { placeDiagnostics } from '#scenario/placeDiagnostics.ts';
import { admitAndCompile } from '#engine/admitAndCompile.ts';
import { controlPlaneStatus, type ControlPlaneStatus } from '#engine/controlplane/status/controlPlaneStatus.ts';
import type { Mesh } from '#engine/mesh/mesh.ts';
import { sendRequest } from '#engine/sendRequest.ts';

/** A text that was read and compiled: everything the commands ask of it. */
export interface OpenedScenario {
  readonly spec: ScenarioSpec;
  readonly mesh: Mesh;
  readonly summary: MeshSummary;
  /** Of the text, of admission and of the mesh, worst first, each with its place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly controlPlane: () => ControlPlaneStatus;
  /** Sends a request with its own seed. */
  readonly send: (request: ScenarioRequest) => Promise<Trace>;
}

/** Text → resources → mesh, once; requests are sent to what came of it. */
export function openScenario(text: string): OpenedScenario {
  const parsed = parseScenario(text);
  const reads = parsed.objects.map(({ object }) => object.read);
  const { mesh, summary, refused, diagnostics } = admitAndCompile(reads, parsed.resources, parsed.spec.mesh);
  return {
    spec: parsed.spec,
    mesh,
    summary,
    diagnostics: placeDiagnostics(parsed, [...parsed.problems, ...diagnostics]),
    controlPlane: () =>
      controlPlaneStatus(mesh, Object.fromEntries(refused.map(({ ref, message }) => [keyOf(ref), message]))),
    send: (request) => sendRequest(mesh, request, request.seed ?? 1),
  };
}
