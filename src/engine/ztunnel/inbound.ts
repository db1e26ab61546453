import { reason, type Reason } from '#model/reason.ts';
import type { Decision, ProxyRef } from '#model/trace.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import { deliverInside, foreignProxy } from '../dataplane/deliverToPod.ts';
import { nameOf, ztunnelOf } from '../dataplane/podRef.ts';
import type { Turn, Walk } from '../dataplane/walk.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Mesh, SocketAddress, WaypointBinding, Workload } from '../mesh/mesh.ts';
import { earlyDenyLine } from './accessLog.ts';
import { enforce, inboundEntry, isOwnPort, nobodyListens, recordInbound } from './destination.ts';

const source = 'ztunnel src/proxy/inbound.rs build_inbound_request';

/** HBONE arrived at a captured pod: is it meant for this pod, is it allowed, and what does the application say? */
export function receiveInbound(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const at = ztunnelOf(workload);
  const turn = walk.turn(at, 'inbound');
  const { identity, authority } = connection;
  if (identity === undefined || trustDomainOf(identity) !== walk.mesh.settings.trustDomain) {
    const why = reason('inbound/tls-rejected', { identity: identity ?? 'none' });
    return reject(walk, turn, { at, connection, workload, why, error: tlsError(identity) }, { kind: 'tls-failure' });
  }
  turn.decide({
    reason: reason('inbound/hbone-accepted', { identity, source: connection.source.ip }),
    because: workload.captureBecause ?? [],
    source,
  });
  if (authority === undefined) return { kind: 'connect-status', status: 400 };
  if (!isMeantForUs(walk.mesh, connection.to, authority, workload)) {
    const connected = connection.to.ip;
    const why = reason('inbound/ip-mismatch', { connected, authority: authority.ip });
    const error = `ip mismatch: ${connected} != ${authority.ip}`;
    return reject(walk, turn, { at, connection, workload, why, error }, { kind: 'connect-status', status: 400 });
  }
  if (isOwnPort(authority.port)) {
    const why = reason('inbound/recursive-call', { port: authority.port });
    const error = 'attempted recursive call to ourselves';
    return reject(walk, turn, { at, connection, workload, why, error }, { kind: 'connect-status', status: 503 });
  }
  return admit(walk, turn, connection, workload, { ip: connection.to.ip, port: authority.port });
}

function admit(walk: Walk, turn: Turn, connection: Connection, workload: Workload, to: SocketAddress): Outcome {
  const at = ztunnelOf(workload);
  const refusal = enforce(walk, turn, connection, workload, to);
  if (refusal !== undefined) {
    recordInbound(walk, at, connection, workload, refusal);
    return { kind: 'connect-status', status: 401 };
  }
  if (workload.appTunnel !== undefined && workload.gateway !== undefined) return handOver(walk, turn, workload);
  if (to.ip !== connection.authority?.ip) return sandwich(walk, turn, workload);
  turn.decide(toApp(to));
  const inner: Connection = { ...connection, transport: 'plaintext', to };
  const outcome = deliverInside(walk, inner, workload);
  if (outcome.kind === 'refused') {
    turn.end('failed');
    recordInbound(walk, at, connection, workload, nobodyListens);
    return { kind: 'connect-status', status: 503 };
  }
  recordInbound(walk, at, connection, workload);
  return outcome;
}

function toApp(to: SocketAddress): Decision {
  return { reason: reason('inbound/to-app', { address: formatSocket(to.ip, to.port) }), because: [], source };
}

function handOver(walk: Walk, turn: Turn, workload: Workload): Outcome {
  const params = { pod: nameOf(workload), protocol: workload.appTunnel?.protocol ?? 'NONE' };
  turn.decide({ reason: reason('inbound/handed-to-tunnel', params), because: [], source });
  return foreignProxy(walk, workload);
}

/** A captured waypoint without a binding gets the stream on its own loopback; what its Envoy does then is not known here. */
function sandwich(walk: Walk, turn: Turn, workload: Workload): Outcome {
  const at = ztunnelOf(workload);
  const why = reason('engine/unsupported', {
    rule: 'waypoint-without-inbound-binding',
    subject: nameOf(workload),
  });
  turn.decide({ reason: why, because: [], source });
  turn.end('failed');
  walk.find({ verdict: 'undetermined', at, reason: why, because: [] });
  return { kind: 'undetermined' };
}

/**
 * The CONNECT address fits when it is the pod's own, when a proxy behind an inbound binding takes all, or when it belongs
 * to something that has this pod as its waypoint. Mirrors ztunnel `validate_destination`.
 */
function isMeantForUs(mesh: Mesh, connected: SocketAddress, authority: SocketAddress, workload: Workload): boolean {
  if (authority.ip === connected.ip || workload.appTunnel !== undefined) return true;
  const target = mesh.workloads.byAddress(authority.ip) ?? mesh.services.byAddress(authority.ip, workload.namespace);
  return isWaypointOf(target?.waypoint, workload);
}

function isWaypointOf(binding: WaypointBinding | undefined, { gateway, namespace }: Workload): boolean {
  const wanted = [binding?.primary, binding?.canary?.target];
  return wanted.some(
    (target) =>
      gateway !== undefined && target?.gateway.name === gateway.name && target.gateway.namespace === namespace,
  );
}

function trustDomainOf(identity: string): string {
  return identity.slice(0, Math.max(0, identity.indexOf('/')));
}

function tlsError(identity: string | undefined): string {
  const inner =
    identity === undefined ? 'NoCertificatesPresented' : 'InvalidCertificate(Other(OtherError(SanTrustDomainError)))';
  return `tls handshake error: Custom { kind: InvalidData, error: ${inner} }`;
}

interface Rejection {
  readonly at: ProxyRef;
  readonly connection: Connection;
  readonly workload: Workload;
  readonly why: Reason;
  readonly error: string;
}

function reject(
  walk: Walk,
  turn: Turn,
  { at, connection, workload, why, error }: Rejection,
  outcome: Outcome,
): Outcome {
  turn.decide({ reason: why, because: [], source });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because: [] });
  walk.log(at, earlyDenyLine({ ...inboundEntry(walk.mesh, connection, workload), error }));
  return outcome;
}
