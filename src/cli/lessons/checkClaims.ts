import { claimGaps, type Claim, type Evidence } from '#model/claim.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { openScenario } from '#worker/openScenario.ts';
import { shareRows } from '#worker/shares.ts';

/** A scenario text of a lesson, compiled once, to which claims can be put. */
export interface Examined {
  readonly opened: ReturnType<typeof openScenario>;
  /** Sends a request, once for all who ask. */
  trace(request: ScenarioRequest): Promise<Trace>;
  /** What does not hold, in words for a terminal; empty where the claim holds. */
  gaps(claim: Claim, requests: readonly ScenarioRequest[]): Promise<readonly string[]>;
}

export function examine(text: string): Examined {
  const opened = openScenario(1, text);
  const sent = new Map<string, Promise<Trace>>();
  const send = (request: ScenarioRequest, seed: number): Promise<Trace> => sendRequest(opened.mesh, request, seed);

  function trace(request: ScenarioRequest): Promise<Trace> {
    const key = JSON.stringify(request);
    const known = sent.get(key) ?? send(request, request.seed ?? 1);
    sent.set(key, known);
    return known;
  }

  async function evidence(claim: Claim, request: ScenarioRequest | undefined): Promise<Evidence> {
    const { compiled } = opened;
    if (claim.kind === 'resource' || request === undefined) return { compiled };
    if (claim.kind === 'trace') return { compiled, trace: await trace(request) };
    const first = request.seed ?? 1;
    const traces: Trace[] = [];
    for (let index = 0; index < claim.count; index += 1) traces.push(await send(request, first + index));
    return { compiled, shares: { count: traces.length, rows: shareRows(traces, first) } };
  }

  return {
    opened,
    trace,
    async gaps(claim, requests) {
      const name = claim.kind === 'resource' ? undefined : claim.request;
      const request = requests.find((candidate) => candidate.name === name);
      if (name !== undefined && request === undefined) return [`no request ${name}`];
      const found = claimGaps(claim, await evidence(claim, request));
      return found.map((gap) => `${name ?? 'object'} ${gap.field}: ${gap.found}, expected ${gap.expected}`);
    },
  };
}

/** Whether all claims hold. */
export async function allHold(
  examined: Examined,
  claims: readonly Claim[],
  requests: readonly ScenarioRequest[],
): Promise<boolean> {
  for (const claim of claims) {
    if ((await examined.gaps(claim, requests)).length > 0) return false;
  }
  return true;
}
