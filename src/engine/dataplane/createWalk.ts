import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Decision, Enforcer, Hop, HttpReceived, Leg, LogLine, Metric, ProxyRef } from '#model/trace.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';
import type { Connection, Outcome } from './connection.ts';
import type { Finding, Turn, Walk } from './walk.ts';

interface Delivery {
  readonly backend: ResourceRef;
  readonly sees: { readonly identity: string; readonly address: string };
  readonly received?: HttpReceived;
}

interface HopDraft extends Omit<Hop, 'decisions' | 'leg' | 'outcome'> {
  readonly decisions: Decision[];
  leg?: Leg;
  outcome: Hop['outcome'];
}

/** All that a request has left behind on its way so far. */
export interface Footprints {
  hops: readonly Hop[];
  finding?: Finding;
  enforcers: readonly Enforcer[];
  waypoints: readonly string[];
  gateways: readonly string[];
  logs: readonly LogLine[];
  metrics: readonly Metric[];
  delivery?: Delivery;
  seen?: { readonly workload: Workload; readonly sees: Delivery['sees'] };
  mirrored: readonly string[];
  attempts: number;
  approximate: readonly string[];
}

interface Journal {
  hops: HopDraft[];
  findings: Finding[];
  enforcers: Enforcer[];
  waypoints: string[];
  gateways: string[];
  logs: LogLine[];
  metrics: Metric[];
  deliveries: Delivery[];
  seen: { readonly workload: Workload; readonly sees: Delivery['sees'] }[];
}

const kept = [
  'hops',
  'findings',
  'enforcers',
  'waypoints',
  'gateways',
  'logs',
  'metrics',
  'deliveries',
  'seen',
] as const;

/** What has to be known before a walk, because finding it out takes time. */
export type WalkContext = Pick<Walk, 'tokens' | 'now'>;

export interface StartedWalk {
  readonly walk: Walk;
  footprints(): Footprints;
}

/** Starts the record of one request. `send` decides who listens at an address. */
export function createWalk(
  mesh: Mesh,
  random: Random,
  context: WalkContext,
  send: (walk: Walk, connection: Connection) => Outcome,
): StartedWalk {
  const journal: Journal = {
    hops: [],
    findings: [],
    enforcers: [],
    waypoints: [],
    gateways: [],
    logs: [],
    metrics: [],
    deliveries: [],
    seen: [],
  };
  const marks: Readonly<Record<(typeof kept)[number], number>>[] = [];
  const mirrored: string[] = [];
  const approximate = new Set<string>();
  let attempts = 0;
  let appCalls = 0;
  const walk: Walk = {
    mesh,
    random,
    ...context,
    turn: (at, phase) => openTurn(journal, at, phase),
    send: (connection) => send(walk, connection),
    find: (finding) => void journal.findings.push(finding),
    enforce: (enforcer) => void journal.enforcers.push(enforcer),
    crossWaypoint: (name) => void journal.waypoints.push(name),
    crossGateway: (name) => void journal.gateways.push(name),
    log: (at, line) => void journal.logs.push({ at, line }),
    count: (metric) => void journal.metrics.push(metric),
    deliver: (backend, sees, received) =>
      void journal.deliveries.push({ backend, sees, ...(received === undefined ? {} : { received }) }),
    mirror: (to) => void mirrored.push(to),
    attempt: () => void (attempts += 1),
    mark: () => marks.push(lengthsOf(journal)) - 1,
    rollback(mark) {
      const lengths = marks[mark];
      if (lengths !== undefined) for (const name of kept) journal[name].length = lengths[name];
    },
    deliveredSince: (mark) => journal.deliveries.slice(marks[mark]?.deliveries).map(({ backend }) => backend),
    giveUp(mark) {
      const lengths = marks[mark];
      if (lengths === undefined) return;
      journal.findings.length = lengths.findings;
      journal.deliveries.length = lengths.deliveries;
    },
    approximate: (code) => void approximate.add(code),
    see: (workload, sees) => void journal.seen.push({ workload, sees }),
    aside(run) {
      const before = appCalls;
      appCalls = 0;
      run();
      appCalls = before;
    },
    nextAppCall: () => (appCalls += 1),
    takeBackLeg: (address) => {
      takeBackLeg(journal, address);
    },
  };
  return { walk, footprints: () => footprintsOf(journal, mirrored, Math.max(1, attempts), [...approximate]) };
}

function openTurn(journal: Journal, at: ProxyRef, phase: Hop['phase']): Turn {
  const hop: HopDraft = { at, phase, decisions: [], outcome: 'forwarded' };
  journal.hops.push(hop);
  return {
    decide: (decision) => void hop.decisions.push(decision),
    leg(leg) {
      hop.leg = leg;
    },
    end(outcome) {
      hop.outcome = outcome;
    },
  };
}

function lengthsOf(journal: Journal): Record<(typeof kept)[number], number> {
  return {
    hops: journal.hops.length,
    findings: journal.findings.length,
    enforcers: journal.enforcers.length,
    waypoints: journal.waypoints.length,
    gateways: journal.gateways.length,
    logs: journal.logs.length,
    metrics: journal.metrics.length,
    deliveries: journal.deliveries.length,
    seen: journal.seen.length,
  };
}

function takeBackLeg(journal: Journal, address: string): void {
  const hop = journal.hops.at(-1);
  if (hop?.leg?.address === address) delete hop.leg;
}

function footprintsOf(
  journal: Journal,
  mirrored: readonly string[],
  attempts: number,
  approximate: readonly string[],
): Footprints {
  const finding = journal.findings[0];
  const delivery = journal.deliveries.at(-1);
  const seen = journal.seen.at(-1);
  return {
    hops: journal.hops,
    ...(finding === undefined ? {} : { finding }),
    enforcers: journal.enforcers,
    waypoints: journal.waypoints,
    gateways: journal.gateways,
    logs: journal.logs,
    metrics: journal.metrics,
    ...(delivery === undefined ? {} : { delivery }),
    ...(seen === undefined ? {} : { seen }),
    mirrored,
    attempts,
    approximate,
  };
}
