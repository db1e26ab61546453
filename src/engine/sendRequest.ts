import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { parseTarget, payloadOf } from './dataplane/requestTarget.ts';
import { walkRequest } from './dataplane/walkRequest.ts';
import { withToken } from './envoy/authentication/demoTokens.ts';
import { noTokens, verifyTokens, type VerifiedTokens } from './envoy/authentication/verifyTokens.ts';
import type { Mesh } from './mesh/mesh.ts';

/** The data plane: sends one request through the mesh. Signatures are checked first, since only that has to wait. */
export async function sendRequest(mesh: Mesh, request: ScenarioRequest, seed: number): Promise<Trace> {
  const { now } = mesh.settings;
  const sent = await withToken(mesh, request, now);
  const trace = walkRequest(mesh, sent, seed, { tokens: await tokensOf(mesh, sent), now });
  return sent === request ? trace : { ...trace, request };
}

async function tokensOf(mesh: Mesh, request: ScenarioRequest): Promise<VerifiedTokens> {
  if (mesh.resources.all('RequestAuthentication').length === 0) return noTokens;
  const target = parseTarget(request.to);
  if ('problem' in target) return noTokens;
  const payload = payloadOf(request, target);
  return payload.kind === 'http' ? verifyTokens(mesh, payload.request) : noTokens;
}
