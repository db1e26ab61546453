import type { Diagnostic } from '#model/diagnostic.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import type { ScenarioRequest, ScenarioSpec } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { controlPlaneStatus, type ControlPlaneStatus } from '#engine/controlplane/status/controlPlaneStatus.ts';
import type { Mesh } from '#engine/mesh/mesh.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { openScenario as openInWorker } from '#worker/openScenario.ts';

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

/** The text as the worker opens it, for commands that ask once and are done. */
export function openScenario(text: string): OpenedScenario {
  const { mesh, refused, compiled } = openInWorker(0, text);
  const refusals = Object.fromEntries(refused.map(({ ref, message }) => [keyOf(ref), message]));
  return {
    spec: compiled.spec,
    mesh,
    summary: compiled.summary,
    diagnostics: compiled.diagnostics,
    controlPlane: () => controlPlaneStatus(mesh, refusals),
    send: (request) => sendRequest(mesh, request, request.seed ?? 1),
  };
}
