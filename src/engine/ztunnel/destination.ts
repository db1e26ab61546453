import { reason } from '#model/reason.ts';
import type { ProxyRef } from '#model/trace.ts';
import type { Connection } from '../dataplane/connection.ts';
import { ztunnelOf } from '../dataplane/podRef.ts';
import type { Turn, Walk } from '../dataplane/walk.ts';
import type { Mesh, SocketAddress, Workload } from '../mesh/mesh.ts';
import type { AccessEntry } from './accessLog.ts';
import { authorize } from './authorize.ts';
import { recordConnection, type ConnectionFlag } from './recordConnection.ts';

const ownPorts: ReadonlySet<number> = new Set([15001, 15006, 15008]);

/** ztunnel's own listeners inside a pod: never a target. */
export function isOwnPort(port: number): boolean {
  return ownPorts.has(port);
}

/** Asks the policies of a destination ztunnel. Returns its words for a refusal, or nothing. */
export function enforce(
  walk: Walk,
  turn: Turn,
  connection: Connection,
  workload: Workload,
  to: SocketAddress,
): InboundFailure | undefined {
  const at = ztunnelOf(workload);
  const verdict = authorize(walk.mesh, workload, {
    sourceIp: connection.source.ip,
    destinationIp: to.ip,
    destinationPort: to.port,
    ...(connection.identity === undefined ? {} : { identity: connection.identity }),
  });
  turn.decide(verdict.decision);
  for (const policy of verdict.dryRun) {
    const why = reason('rbac/dry-run', { policy, result: 'match' });
    turn.decide({ reason: why, because: [], source: 'ztunnel src/state.rs assert_rbac' });
  }
  if (verdict.policies.length > 0)
    walk.enforce({ at, policies: verdict.policies, result: verdict.allowed ? 'allow' : 'deny' });
  if (verdict.allowed) return undefined;
  turn.end('refused');
  const { decision, deniedBy } = verdict;
  walk.find({
    verdict: 'denied',
    at,
    reason: decision.reason,
    because: decision.because,
    ...(deniedBy === undefined ? {} : { deniedBy }),
  });
  return { error: `connection closed due to policy rejection: ${verdict.error ?? ''}`, flag: 'DENY' };
}

/** What the inbound log line says of a connection. The service is the one the caller meant, else the first whose port fits. */
export function inboundEntry(mesh: Mesh, connection: Connection, workload: Workload): AccessEntry {
  const peer = mesh.workloads.byAddress(connection.source.ip);
  const port = connection.authority?.port ?? connection.to.port;
  const memberships = mesh.services.membershipsOf(workload.uid);
  const meant = memberships.find(({ service }) => service.hostname === connection.forwardedHost);
  const found = meant ?? memberships.find(({ endpoint }) => hasPort(endpoint.ports, port));
  return {
    direction: 'inbound',
    source: connection.source,
    to: connection.to,
    destination: workload,
    ...(peer === undefined ? {} : { sourceWorkload: peer }),
    ...(connection.identity === undefined
      ? {}
      : { sourceIdentity: connection.identity, destinationIdentity: workload.identity }),
    ...(connection.authority === undefined ? {} : { authority: connection.authority }),
    ...(found === undefined ? {} : { service: found.service }),
  };
}

function hasPort(ports: ReadonlyMap<number, number>, port: number): boolean {
  for (const target of ports.values()) if (target === port) return true;
  return false;
}

export function recordInbound(
  walk: Walk,
  at: ProxyRef,
  connection: Connection,
  workload: Workload,
  failure?: InboundFailure,
): void {
  const entry = inboundEntry(walk.mesh, connection, workload);
  if (failure === undefined) recordConnection(walk, at, entry);
  else recordConnection(walk, at, { ...entry, error: failure.error }, failure.flag);
}

/** Why a connection that a destination ztunnel had taken ended, in its words and as its metrics flag it. */
export interface InboundFailure {
  readonly error: string;
  readonly flag: ConnectionFlag;
}

/** The application is not there. */
export const nobodyListens: InboundFailure = {
  error: 'connection failed: Connection refused (os error 111)',
  flag: 'CONNECT',
};
