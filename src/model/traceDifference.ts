import type { Hop, Trace } from './trace.ts';

/** A row of two traces side by side: the same place on both paths, or a place that only one of them has. */
export interface AlignedHop {
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** Nothing that was decided, sent or refused there differs. */
  readonly same: boolean;
}

/** Lays two paths beside each other by place, keeping the order of both. */
export function alignHops(a: readonly Hop[], b: readonly Hop[]): readonly AlignedHop[] {
  const shared = longestShared(a.map(placeOf), b.map(placeOf));
  const rows: AlignedHop[] = [];
  let [i, j] = [0, 0];
  for (const [nextA, nextB] of [...shared, [a.length, b.length] as const]) {
    for (; i < nextA; i += 1) rows.push({ a: i, b: undefined, same: false });
    for (; j < nextB; j += 1) rows.push({ a: undefined, b: j, same: false });
    if (nextA === a.length) break;
    rows.push({ a: i, b: j, same: sameHop(a[i], b[j]) });
    [i, j] = [nextA + 1, nextB + 1];
  }
  return rows;
}

/** By role, not by name: another pod behind the same Service stands in the same place. */
function placeOf({ at, phase }: Hop): string {
  const name =
    at.kind === 'waypoint' || at.kind === 'gateway' ? `${at.gateway.namespace ?? ''}/${at.gateway.name}` : '';
  const role = phase === 'inbound-passthrough' ? 'inbound' : phase;
  return `${at.kind} ${role} ${name}`;
}

function sameHop(a: Hop | undefined, b: Hop | undefined): boolean {
  const bare = (hop: Hop | undefined) =>
    hop && [hop.at, hop.phase, hop.outcome, hop.leg, hop.decisions.map(({ reason }) => reason)];
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b));
}

/** The longest common subsequence, as pairs of positions. */
function longestShared(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  const lengths: number[][] = Array.from({ length: a.length + 1 }, () => []);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      row[j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** What of a request's answer changed, for one line. Absent is what stayed. */
export interface TraceDifference {
  readonly verdict: boolean;
  readonly waypoints?: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly deniedBy?: { readonly before: string | null; readonly after: string | null };
  readonly podSees?: { readonly before: string | null; readonly after: string | null };
  /** The path goes another way, or is carried otherwise, though all the rest stayed. */
  readonly path: boolean;
}

export function traceDifference(a: Trace, b: Trace): TraceDifference {
  const changed = <T>(before: T, after: T) =>
    JSON.stringify(before) === JSON.stringify(after) ? undefined : { before, after };
  const waypoints = changed(a.five.waypoints, b.five.waypoints);
  const deniedBy = changed(a.verdict.deniedBy, b.verdict.deniedBy);
  const podSees = changed(a.five.podSees?.identity ?? null, b.five.podSees?.identity ?? null);
  const end = ({ verdict: { kind, status, client } }: Trace) => [kind, status, client].join();
  const way = ({ hops }: Trace) => hops.map((hop) => [placeOf(hop), hop.leg?.transport].join()).join();
  return {
    verdict: end(a) !== end(b),
    path: way(a) !== way(b),
    ...(waypoints === undefined ? {} : { waypoints }),
    ...(deniedBy === undefined ? {} : { deniedBy }),
    ...(podSees === undefined ? {} : { podSees }),
  };
}

/** What became of a scenario's requests between two worlds. */
export type FlowChange = 'opened' | 'closed' | 'rerouted' | 'identity' | 'same';

export function flowChange(a: Trace, b: Trace): FlowChange {
  const [before, after] = [a, b].map(({ verdict }) => verdict.kind === 'delivered');
  if (before !== after) return after === true ? 'opened' : 'closed';
  const { path, podSees, verdict } = traceDifference(a, b);
  if (path || verdict) return 'rerouted';
  return podSees === undefined ? 'same' : 'identity';
}
