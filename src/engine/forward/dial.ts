import type { Leg } from '#model/trace.ts';
import type { Connection, Outcome, Payload } from '../dataplane/connection.ts';
import type { SocketAddress } from '../mesh/mesh.ts';
import type { Peer } from './cluster.ts';
import type { EndpointTransport } from './endpointTransport.ts';
import { hbonePort, type Proxy } from './proxy.ts';

/** One connection that an Envoy opens to go on. */
export interface Dial {
  readonly transport: EndpointTransport;
  /** Pod address and port; with HBONE the address inside the tunnel. */
  readonly target: SocketAddress;
  /** Where the tunnel leads, if not to the target's own port 15008: a waypoint. */
  readonly through?: SocketAddress;
  /** The proxy's own application, which sees the proxy's peer. */
  readonly application?: Peer;
}

/** Sends over a new connection, and records it as the leg of this hop unless it is a mirrored copy. */
export function dial(proxy: Proxy, target: Dial, payload: Payload, record = true): Outcome {
  const connection = connectionTo(proxy, target, payload);
  if (record && target.application === undefined) proxy.turn.leg(legOf(connection));
  return proxy.walk.send(connection);
}

function connectionTo(proxy: Proxy, { transport, target, through, application }: Dial, payload: Payload): Connection {
  if (application !== undefined) {
    // Past the redirection, as the sidecar's own traffic is.
    const sourceUid = proxy.workload.uid;
    return { transport: 'plaintext', ...application, to: target, payload, fromOwnZtunnel: true, sourceUid };
  }
  const base = { source: { ip: proxy.ip, port: 0 }, sourceUid: proxy.workload.uid, payload };
  if (transport === 'plaintext') return { ...base, transport, to: target };
  const { identity } = proxy.workload;
  if (transport === 'istio-mtls') return { ...base, transport, to: target, identity };
  return { ...base, transport, to: through ?? { ip: target.ip, port: hbonePort }, authority: target, identity };
}

function legOf({ transport, to, authority, identity }: Connection): Leg {
  return {
    transport,
    address: socket(to),
    ...(authority === undefined ? {} : { authority: socket(authority) }),
    ...(identity === undefined ? {} : { sourceIdentity: identity }),
  };
}

export function socket({ ip, port }: SocketAddress): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}
