import { reason } from '#model/reason.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import { deliverInside } from '../dataplane/deliverToPod.ts';
import { ztunnelOf } from '../dataplane/podRef.ts';
import type { Walk } from '../dataplane/walk.ts';
import { formatSocket } from '../mesh/ipRange.ts';
import type { Workload } from '../mesh/mesh.ts';
import { earlyDenyLine } from './accessLog.ts';
import { enforce, inboundEntry, isOwnPort, nobodyListens, recordInbound } from './destination.ts';

const source = 'ztunnel src/proxy/inbound_passthrough.rs proxy_inbound_plaintext';

/** Plaintext arrived at a captured pod: no identity, no waypoint, only this pod's own policies. */
export function receivePassthrough(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const at = ztunnelOf(workload);
  const turn = walk.turn(at, 'inbound-passthrough');
  const { to } = connection;
  if (isOwnPort(to.port)) {
    const plain = to.port === 15008;
    const why = plain
      ? reason('inbound/plain-bytes-to-hbone', { port: to.port })
      : reason('inbound/recursive-call', { port: to.port });
    turn.decide({ reason: why, because: [], source });
    turn.end('failed');
    walk.find({ verdict: 'failed', at, reason: why, because: [] });
    const error = plain
      ? 'tls handshake error: Custom { kind: InvalidData, error: InvalidMessage(InvalidContentType) }'
      : 'attempted recursive call to ourselves';
    walk.log(at, earlyDenyLine({ ...inboundEntry(walk.mesh, connection, workload), error }));
    return { kind: 'reset' };
  }
  turn.decide({
    reason: reason('inbound/plaintext-accepted', { source: connection.source.ip }),
    because: workload.captureBecause ?? [],
    source,
  });
  // A certificate inside the bytes (Istio mTLS) means nothing to ztunnel: the connection has no identity here.
  const anonymous = withoutIdentity(connection);
  const refusal = enforce(walk, turn, anonymous, workload, to);
  if (refusal !== undefined) {
    recordInbound(walk, at, anonymous, workload, refusal);
    return { kind: 'reset' };
  }
  turn.decide({ reason: reason('inbound/to-app', { address: formatSocket(to.ip, to.port) }), because: [], source });
  const outcome = deliverInside(walk, anonymous, workload);
  if (outcome.kind === 'refused') {
    turn.end('failed');
    recordInbound(walk, at, anonymous, workload, nobodyListens);
    return { kind: 'reset' };
  }
  recordInbound(walk, at, anonymous, workload);
  return outcome;
}

function withoutIdentity(connection: Connection): Connection {
  const copy: { -readonly [K in keyof Connection]: Connection[K] } = { ...connection };
  delete copy.identity;
  return copy;
}
