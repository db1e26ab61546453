import { claimGaps, type Claim, type Evidence } from '#model/claim.ts';
import type { Compiled } from '#model/compiled.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { EngineApi } from '#worker/protocol.ts';

/** The text that claims are put to, and the requests that they name. */
export interface Bench {
  readonly compiled: Compiled;
  readonly requests: readonly ScenarioRequest[];
}

/**
 * Says of each list of claims whether all of it holds. Every request is sent once, however many claims name it.
 * Undefined where the text has moved on meanwhile.
 */
export async function judge(
  engine: Pick<EngineApi, 'send' | 'sendMany'>,
  { compiled, requests }: Bench,
  lists: readonly (readonly Claim[])[],
): Promise<readonly boolean[] | undefined> {
  const { revision } = compiled;
  const known = new Map<string, Promise<Evidence | 'stale'>>();

  async function evidence(claim: Claim): Promise<Evidence | 'stale'> {
    const request = claim.kind === 'resource' ? undefined : requests.find(({ name }) => name === claim.request);
    if (claim.kind === 'resource' || request === undefined) return { compiled };
    if (claim.kind === 'trace') {
      const answer = await engine.send({ revision, request });
      return answer.kind === 'stale' ? 'stale' : { compiled, trace: answer.value.trace };
    }
    const answer = await engine.sendMany({ revision, request, count: claim.count });
    return answer.kind === 'stale' ? 'stale' : { compiled, shares: answer.value };
  }

  function evidenceOnce(claim: Claim): Promise<Evidence | 'stale'> {
    const key =
      claim.kind === 'resource' ? '' : `${claim.kind} ${claim.request} ${claim.kind === 'share' ? claim.count : ''}`;
    const found = known.get(key) ?? evidence(claim);
    known.set(key, found);
    return found;
  }

  const verdicts: boolean[] = [];
  for (const claims of lists) {
    let holds = true;
    for (const claim of claims) {
      const found = await evidenceOnce(claim);
      if (found === 'stale') return undefined;
      holds &&= claimGaps(claim, found).length === 0;
    }
    verdicts.push(holds);
  }
  return verdicts;
}
