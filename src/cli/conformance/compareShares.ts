import type { Trace } from '#model/trace.ts';
import { differences } from './compareOutcome.ts';
import type { MeasuredOutcome } from './dataplaneExpectation.ts';

/** Outcomes rarer than this may be missing among the traces. */
const rare = 0.05;
const tolerance = 0.17;

/**
 * Whether a request's traces are what was measured: each equals one outcome, and each outcome occurs about as often as
 * it should.
 */
export function compareShares(traces: readonly Trace[], outcomes: readonly MeasuredOutcome[]): readonly string[] {
  const matches = traces.map((trace) => matchesOf(trace, outcomes));
  const stranger = matches.findIndex((indices) => indices.length === 0);
  if (stranger >= 0) return [strangeness(stranger, traces, outcomes)];
  return outcomes.length < 2 ? [] : rarities(matches, outcomes);
}

function matchesOf(trace: Trace, outcomes: readonly MeasuredOutcome[]): readonly number[] {
  return outcomes.flatMap((outcome, index) => (differences(trace, outcome).length === 0 ? [index] : []));
}

/** The nearest outcome tells most about what is wrong. */
function strangeness(seedIndex: number, traces: readonly Trace[], outcomes: readonly MeasuredOutcome[]): string {
  const trace = traces[seedIndex];
  if (trace === undefined) return 'no trace';
  const nearest = outcomes
    .map((outcome) => differences(trace, outcome))
    .sort((a, b) => a.length - b.length)
    .at(0);
  const { code, params } = trace.verdict.decidedBy.reason;
  const where = traces.length > 1 ? `seed ${seedIndex + 1}: ` : '';
  return `${where}${nearest?.join('; ') ?? 'nothing was measured'} [decided by ${code} ${JSON.stringify(params)}]`;
}

/** Outcomes that differ only in what is not compared cannot be told apart: they count together. */
function rarities(matches: readonly (readonly number[])[], outcomes: readonly MeasuredOutcome[]): readonly string[] {
  const leader = outcomes.map((_, index) => index);
  for (const indices of matches) {
    const lowest = Math.min(...indices.map((index) => leader[index] ?? index));
    for (const index of indices) leader[index] = lowest;
  }
  const groups = new Map<number, { share: number; count: number }>();
  outcomes.forEach(({ share }, index) => {
    const group = groups.get(leader[index] ?? index) ?? { share: 0, count: 0 };
    groups.set(leader[index] ?? index, { ...group, share: group.share + share });
  });
  for (const indices of matches) {
    const group = groups.get(leader[indices[0] ?? 0] ?? 0);
    if (group !== undefined) group.count += 1;
  }
  return [...groups].flatMap(([index, group]) => rarity(index, group, matches.length));
}

function rarity(index: number, group: { share: number; count: number }, total: number): readonly string[] {
  const ours = group.count / total;
  const missing = group.share >= rare && group.count === 0;
  if (!missing && ours >= group.share - tolerance) return [];
  return [`outcome ${index + 1}: share ${ours.toFixed(2)}, measured ${group.share.toFixed(2)}`];
}
