import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import type { OpenedScenario } from './openScenario.ts';

/** One request with the seeds 1…count. */
export async function sendMany(
  { send }: OpenedScenario,
  request: ScenarioRequest,
  count: number,
): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for (let seed = 1; seed <= count; seed += 1) traces.push(await send({ ...request, seed }));
  return traces;
}
