import type { OpenedScenario } from '../openScenario.ts';
import { sendMany } from '../sendMany.ts';
import { compareShares } from './compareShares.ts';
import type { DataplaneCase, MeasuredRequest } from './dataplaneExpectation.ts';
import { failed, rowOf, skipped, type ConformanceRow } from './row.ts';
import { differencesAt } from './differencesAt.ts';

/** Seeds for a request whose outcome varies. */
const manySeeds = 120;

/**
 * Compares one measured scenario with the engine: what the control plane says of every object, and each request with
 * as many seeds as it has outcomes to show.
 */
export async function runDataplane(
  scenario: OpenedScenario,
  measured: DataplaneCase,
): Promise<readonly ConformanceRow[]> {
  const said = scenario.controlPlane();
  const requests: ConformanceRow[] = [];
  for (const [name, request] of Object.entries(measured.requests))
    requests.push(await runRequest(scenario, name, request));
  return [
    rowOf('enrolled', differencesAt('enrolled', said.enrolled, measured.enrolled)),
    rowOf('refused', differencesAt('refused', said.refused, measured.refused)),
    ...statusRows(said.status, measured.status),
    ...requests,
  ];
}

/** One row where all objects agree, else one for each that does not, so that a single object can be excluded. */
function statusRows(
  ours: Readonly<Record<string, unknown>>,
  measured: Readonly<Record<string, unknown>>,
): readonly ConformanceRow[] {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(measured)])].sort();
  const wrong = keys.flatMap((key) => {
    const found = differencesAt(key, ours[key], measured[key]);
    return found.length === 0 ? [] : [rowOf(`status ${key}`, found)];
  });
  return wrong.length === 0 ? [rowOf('status', [])] : wrong;
}

async function runRequest(scenario: OpenedScenario, name: string, measured: MeasuredRequest): Promise<ConformanceRow> {
  const { outcomes, unmeasured } = measured;
  if (outcomes === undefined) return skipped(name, 'unmeasured', unmeasured);
  const request = scenario.spec.requests.find((candidate) => candidate.name === name);
  if (request === undefined) return failed(name, 'the scenario has no such request');
  try {
    const seeds = outcomes.length > 1 ? manySeeds : 1;
    const traces = await sendMany(scenario, request, seeds);
    return rowOf(name, compareShares(traces, outcomes));
  } catch (error) {
    return failed(name, `the engine threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
