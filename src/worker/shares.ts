import type { ShareRow } from '#model/compiled.ts';
import type { Trace } from '#model/trace.ts';

/** Groups the traces of one request by what came of them; the most frequent first. Seeds count from `firstSeed`. */
export function shareRows(traces: readonly Trace[], firstSeed: number): readonly ShareRow[] {
  const rows = new Map<string, ShareRow>();
  traces.forEach(({ verdict, five }, index) => {
    const row = {
      verdict: verdict.kind,
      status: verdict.status,
      client: verdict.client,
      backend: verdict.backend,
      waypoints: five.waypoints,
    };
    const key = JSON.stringify(row);
    const known = rows.get(key);
    rows.set(
      key,
      known === undefined ? { ...row, count: 1, seed: firstSeed + index } : { ...known, count: known.count + 1 },
    );
  });
  return [...rows.values()].sort((a, b) => b.count - a.count || a.seed - b.seed);
}
