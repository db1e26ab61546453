import type { Diagnostic } from '#model/diagnostic.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { ScenarioRequest, ScenarioSpec } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { compileMesh } from '#engine/compileMesh.ts';
import { controlPlaneStatus, type ControlPlaneStatus } from '#engine/controlplane/status/controlPlaneStatus.ts';
import type { Mesh } from '#engine/mesh/mesh.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { refusals } from './refusals.ts';

/** A text that was read and compiled: everything the commands ask of it. */
export interface OpenedScenario {
  readonly spec: ScenarioSpec;
  readonly mesh: Mesh;
  readonly summary: MeshSummary;
  /** Of the text, of admission and of the mesh, each with its place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly controlPlane: () => ControlPlaneStatus;
  /** Sends a request with its own seed. */
  readonly send: (request: ScenarioRequest) => Promise<Trace>;
}

/** Text → resources → mesh, once; requests are sent to what came of it. */
export function openScenario(text: string): OpenedScenario {
  const parsed = parseScenario(text);
  const { mesh, summary, refused } = compileMesh(parsed.resources, parsed.spec.mesh);
  return {
    spec: parsed.spec,
    mesh,
    summary,
    diagnostics: [...parsed.problems, ...refused],
    controlPlane: () => controlPlaneStatus(mesh, refusals(parsed, refused)),
    send: (request) => sendRequest(mesh, request, request.seed ?? 1),
  };
}
