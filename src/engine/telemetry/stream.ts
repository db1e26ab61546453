import type { HttpRequest, HttpResponse } from '../dataplane/connection.ts';
import type { Logged } from '../forward/httpChain.ts';
import type { MeshService, SocketAddress } from '../mesh/mesh.ts';

/** One request or connection as an Envoy looks back at it when it has ended. Times are left out: the engine has no clock. */
export interface Stream {
  /** Absent for bytes, and for a request that could not be read. */
  readonly request?: HttpRequest;
  readonly response?: HttpResponse;
  readonly logged: Logged;
  readonly downstreamLocal: SocketAddress;
  readonly downstreamRemote: SocketAddress;
  readonly sni?: string;
  readonly tcp: boolean;
}

/** Where in the proxy it was served, which is what telemetry is configured for. */
export interface Listener {
  /** A waypoint, and the inbound side of a sidecar, are servers; everything else is a client. */
  readonly mode: 'SERVER' | 'CLIENT';
  /** The service whose chain or port it is. */
  readonly service?: MeshService;
  /** Who is at the other end of an accepted connection, as its certificate says. */
  readonly peerIdentity?: string;
}
