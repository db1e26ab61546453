import type { Trace } from '#model/trace.ts';
import { outcomeDifferences } from './gatewayApiOutcome.ts';
import type { Step } from './gatewayApiVector.ts';

/** How the traces of one step, sent many times, differ from the shares and mirrors that the suite expects. */
export function distributionDifferences(traces: readonly Trace[], step: Step): readonly string[] {
  const wrong = traces.map((trace) => outcomeDifferences(trace, step)).find((found) => found.length > 0);
  if (wrong !== undefined) return wrong;
  return [...weightDifferences(traces, step), ...mirrorDifferences(traces, step)];
}

function weightDifferences(traces: readonly Trace[], { expect, distribution }: Step): readonly string[] {
  const { weights } = expect;
  if (weights === undefined) return [];
  const tolerance = distribution?.absoluteTolerance ?? 0.05;
  const names = Object.keys(weights);
  const strangers = traces.filter(({ verdict }) => !names.some((name) => reached(verdict.backend?.name, name)));
  const off = Object.entries(weights).flatMap(([name, share]) => {
    const ours = traces.filter(({ verdict }) => reached(verdict.backend?.name, name)).length / traces.length;
    return Math.abs(ours - share) <= tolerance ? [] : [`share of ${name}: ${ours.toFixed(3)}, expected ${share}`];
  });
  return strangers.length === 0 ? off : [...off, `${strangers.length} requests went elsewhere`];
}

function reached(backend: string | undefined, prefix: string): boolean {
  return backend?.startsWith(prefix) === true;
}

/** Mirrors with a percentage are chosen by chance: three standard deviations are allowed. */
function mirrorDifferences(traces: readonly Trace[], { expect }: Step): readonly string[] {
  return (expect.mirroredTo ?? []).flatMap(({ backend, namespace, percent = 100 }) => {
    const prefix = namespace === undefined ? backend : `${namespace}/${backend}`;
    const count = traces.filter(({ http }) => http?.mirroredTo.some((to) => to.startsWith(prefix)) === true).length;
    const p = percent / 100;
    const expected = traces.length * p;
    const allowed = 3 * Math.sqrt(traces.length * p * (1 - p));
    return Math.abs(count - expected) <= allowed ? [] : [`mirrored to ${prefix}: ${count}, expected ${expected}`];
  });
}
