import { reason, type Reason } from '#model/reason.ts';
import type { Leg, ProxyRef } from '#model/trace.ts';
import type { Connection, Outcome, Payload } from '../dataplane/connection.ts';
import { ztunnelOf } from '../dataplane/podRef.ts';
import type { Turn, Walk } from '../dataplane/walk.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { SocketAddress, Workload } from '../mesh/mesh.ts';
import { earlyDenyLine, type AccessEntry } from './accessLog.ts';
import { buildRequest, planOutbound, type OutboundPlan } from './planOutbound.ts';
import { recordConnection } from './recordConnection.ts';

/** A captured application opened a connection: its ztunnel accepts it, decides, and carries it on. */
export function sendOutbound(walk: Walk, source: Workload, target: SocketAddress, payload: Payload): Outcome {
  const at = ztunnelOf(source);
  const turn = walk.turn(at, 'outbound');
  const plan = planOutbound({ mesh: walk.mesh, source, target, random: walk.random });
  for (const decision of plan.decisions) turn.decide(decision);
  const entry = {
    direction: 'outbound',
    source: { ip: sourceIp(source, target), port: 0 },
    sourceWorkload: source,
  } as const;
  if (plan.kind === 'reject') {
    turn.end('failed');
    if (plan.leg !== undefined) turn.leg(plan.leg);
    const verdict = plan.unsupported === true ? 'undetermined' : 'failed';
    walk.find({ verdict, at, reason: plan.reason, because: plan.because });
    if (plan.unsupported !== true) walk.log(at, earlyDenyLine({ ...entry, to: target, error: plan.error }));
    return plan.unsupported === true ? { kind: 'undetermined' } : { kind: 'reset' };
  }
  turn.leg(legOf(plan, source));
  const outcome = walk.send(connectionOf(plan, source, entry.source, payload));
  return finish(walk, turn, at, plan, { ...entry, ...destinationOf(plan, source) }, outcome);
}

type Forward = Exclude<OutboundPlan, { kind: 'reject' }>;

/** ztunnel dials from the pod's own address. */
function sourceIp(source: Workload, target: SocketAddress): string {
  const same = source.addresses.find((ip) => ip.includes(':') === target.ip.includes(':'));
  return same ?? source.addresses[0] ?? '';
}

function legOf(plan: Forward, source: Workload): Leg {
  const address = formatSocket(plan.to.ip, plan.to.port);
  if (plan.kind === 'plaintext') return { transport: 'plaintext', address };
  return {
    transport: 'hbone',
    address,
    authority: formatSocket(plan.authority.ip, plan.authority.port),
    sourceIdentity: source.identity,
    expectedIdentities: plan.expectedIdentities,
  };
}

function connectionOf(plan: Forward, source: Workload, from: SocketAddress, payload: Payload): Connection {
  const base = { source: from, to: plan.to, payload, fromOwnZtunnel: true, sourceUid: source.uid };
  if (plan.kind === 'plaintext') return { ...base, transport: 'plaintext' };
  return {
    ...base,
    transport: 'hbone',
    identity: source.identity,
    authority: plan.authority,
    expectedIdentities: plan.expectedIdentities,
    ...(plan.service === undefined ? {} : { forwardedHost: plan.service.hostname }),
  };
}

function destinationOf(plan: Forward, source: Workload): Omit<AccessEntry, 'direction' | 'source'> {
  const service = plan.service === undefined ? {} : { service: plan.service };
  if (plan.kind === 'plaintext') {
    return { to: plan.to, ...(plan.upstream === undefined ? {} : { ...service, destination: plan.upstream }) };
  }
  return {
    to: plan.to,
    authority: plan.authority,
    sourceIdentity: source.identity,
    ...service,
    destination: plan.upstream,
    destinationIdentity: plan.upstream.identity,
  };
}

/** How the far end's answer looks from here, to the application and in the log. */
function finish(walk: Walk, turn: Turn, at: ProxyRef, plan: Forward, entry: AccessEntry, outcome: Outcome): Outcome {
  const failure = failureOf(plan, outcome);
  if (failure === undefined) {
    if (outcome.kind !== 'undetermined') recordConnection(walk, at, entry);
    return outcome;
  }
  const flag = outcome.kind === 'timeout' && plan.kind === 'hbone' ? 'NETWORK_POLICY' : 'CONNECT';
  recordConnection(walk, at, { ...entry, error: failure.error }, flag);
  turn.decide({ reason: failure.reason, because: [], source: buildRequest });
  turn.end('failed');
  // Who refused has usually said so already; the first word counts.
  walk.find({ verdict: 'failed', at, reason: failure.reason, because: [] });
  // ztunnel accepted the application's connection long ago: after ten seconds of silence it cuts it.
  return { kind: 'reset' };
}

interface Failure {
  readonly error: string;
  readonly reason: Reason;
}

const statusTexts: ReadonlyMap<number, string> = new Map([
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [503, 'Service Unavailable'],
]);

function failureOf(plan: Forward, outcome: Outcome): Failure | undefined {
  const address = formatSocket(plan.to.ip, plan.to.port);
  switch (outcome.kind) {
    case 'connect-status': {
      const { status } = outcome;
      const error = `http status: ${String(status)} ${statusTexts.get(status) ?? ''}`.trimEnd();
      return { error, reason: reason('outbound/http-status', { status }) };
    }
    case 'refused':
      return {
        error: 'io error: Connection refused (os error 111)',
        reason: reason('outbound/connection-refused', { address }),
      };
    case 'unreachable':
      return {
        error: 'io error: No route to host (os error 113)',
        reason: reason('outbound/connection-refused', { address }),
      };
    case 'timeout': {
      const blocked = 'connection timed out, maybe a NetworkPolicy is blocking HBONE port 15008: deadline has elapsed';
      const error = plan.kind === 'hbone' ? blocked : 'io error: deadline has elapsed';
      return { error, reason: reason('outbound/timeout', { address }) };
    }
    case 'tls-failure':
      return plan.kind === 'hbone' ? wrongIdentity(plan, address) : undefined;
    default:
      return undefined;
  }
}

function wrongIdentity(plan: Extract<Forward, { kind: 'hbone' }>, address: string): Failure {
  const expected = plan.expectedIdentities;
  const shown = expected.map((identity) => `spiffe://${identity}`).join(', ');
  const actual = '*';
  const error = `io error: invalid peer certificate: Other(OtherError(identity verification error: peer did not present the expected SAN (${shown}), got ${actual}))`;
  return { error, reason: reason('outbound/unexpected-identity', { address, expected, actual }) };
}
