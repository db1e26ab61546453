import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason, type Reason } from '#model/reason.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import { mtlsSetting } from '../forward/peerAuthentication.ts';
import { hbonePort } from '../forward/proxy.ts';
import type { Mesh, SocketAddress, Workload } from '../mesh/mesh.ts';

/** Whether a sidecar lets a connection in, and as whose. */
export type Admitted =
  | {
      readonly kind: 'admitted';
      /** Pod address and port that the application is asked for. */
      readonly target: SocketAddress;
      readonly identity?: string;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
    }
  | {
      readonly kind: 'refused';
      readonly verdict: 'denied' | 'failed';
      readonly outcome: Outcome;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
    };

const inboundPort = 15006;
const outboundPort = 15001;

/**
 * Applies PeerAuthentication to a connection: STRICT has no chain for plaintext, DISABLE none for mTLS, and what
 * comes by HBONE is mTLS already. Mirrors istiod `getFilterChainMatchOptions` and `buildInboundHBONEListeners`.
 */
export function admitConnection(mesh: Mesh, connection: Connection, workload: Workload): Admitted {
  if (connection.transport === 'hbone' || connection.transport === 'double-hbone') {
    return admitTunnel(mesh, connection, workload);
  }
  const target = connection.to;
  if (target.port === inboundPort) {
    return refused('failed', reason('sidecar/inbound-own-port', { port: target.port }), { kind: 'reset' });
  }
  const { mode, because } = mtlsSetting(mesh, workload.namespace, workload.labels, target.port);
  const { identity } = connection;
  if (connection.transport === 'istio-mtls') {
    // TLS bytes fall to the plaintext chain, where nobody reads them.
    if (mode === 'DISABLE' || identity === undefined) {
      return refused('failed', reason('sidecar/inbound-plaintext', { mode }), { kind: 'reset' }, because);
    }
    return { kind: 'admitted', target, identity, reason: reason('sidecar/inbound-mtls', { mode, identity }), because };
  }
  if (mode === 'STRICT') {
    return refused('denied', reason('sidecar/inbound-strict', { mode, port: target.port }), { kind: 'reset' }, because);
  }
  return { kind: 'admitted', target, reason: reason('sidecar/inbound-plaintext', { mode }), because };
}

function admitTunnel(mesh: Mesh, connection: Connection, workload: Workload): Admitted {
  const { authority, identity } = connection;
  if (workload.sidecar?.hbone !== true) {
    return refused('failed', reason('sidecar/no-hbone', { port: connection.to.port }), { kind: 'refused' });
  }
  if (authority === undefined || identity === undefined) {
    return refused('failed', reason('sidecar/no-hbone', { port: connection.to.port }), { kind: 'tls-failure' });
  }
  const address = `${authority.ip}:${authority.port}`;
  if (!workload.addresses.includes(authority.ip)) {
    const isService = mesh.services.byAddress(authority.ip, workload.namespace) !== undefined;
    const outcome: Outcome = isService ? { kind: 'reset' } : { kind: 'connect-status', status: 503 };
    return refused('failed', reason('sidecar/inbound-wrong-address', { address }), outcome);
  }
  if ([inboundPort, outboundPort, hbonePort].includes(authority.port)) {
    const outcome: Outcome = { kind: 'response', response: { status: 503, headers: [], body: '' } };
    return refused('failed', reason('sidecar/inbound-own-port', { port: authority.port }), outcome);
  }
  return {
    kind: 'admitted',
    target: authority,
    identity,
    reason: reason('sidecar/inbound-tunnel', { identity, address }),
    because: [],
  };
}

function refused(
  verdict: 'denied' | 'failed',
  why: Reason,
  outcome: Outcome,
  because: readonly FieldRef[] = [],
): Admitted {
  return { kind: 'refused', verdict, outcome, reason: why, because };
}
