import type { Transport } from '#model/trace.ts';
import type { SocketAddress } from '../mesh/mesh.ts';

export type HeaderLine = readonly [name: string, value: string];

/** An HTTP request on the wire. Header names are lower case; `path` carries the query. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  readonly path: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  readonly protocol: 'HTTP/1.1' | 'HTTP/2';
  readonly grpc: boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  readonly grpcStatus?: number;
  /** Milliseconds the backend took, by the request's own `x-app-delay-ms`. */
  readonly delayMs?: number;
}

/** What the client sends first. `tls` is opaque bytes that begin with a ClientHello; `originated` by an Envoy. */
export type Payload =
  | { readonly kind: 'http'; readonly request: HttpRequest }
  | { readonly kind: 'tcp'; readonly bytes: string }
  | { readonly kind: 'tls'; readonly sni: string; readonly request?: HttpRequest; readonly originated?: true };

/** One transport connection (or HBONE stream) from one party to an address, with what travels on it. */
export interface Connection {
  readonly transport: Transport;
  /** Peer address that the receiver sees. */
  readonly source: SocketAddress;
  /** Identity of the peer's certificate; absent for plaintext. */
  readonly identity?: string;
  /** The address dialled on the wire. */
  readonly to: SocketAddress;
  /** HBONE CONNECT authority. */
  readonly authority?: SocketAddress;
  /** ztunnel's `forwarded` header: the service FQDN the caller meant. */
  readonly forwardedHost?: string;
  /** Identities that the sender accepts from the server; absent: any of the trust domain. */
  readonly expectedIdentities?: readonly string[];
  readonly payload: Payload;
  /** Marked by a ztunnel in the same pod: not redirected again. */
  readonly fromOwnZtunnel?: boolean;
  /** The pod of the sender, where it is one: what loops over `lo` is decided by it. */
  readonly sourceUid?: string;
}

/** How a connection ended, as its sender learns it. */
export type Outcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** Bytes came back from a TCP server. */
  | { readonly kind: 'bytes'; readonly bytes: string }
  /** HBONE: the CONNECT itself was answered with something other than 200. */
  | { readonly kind: 'connect-status'; readonly status: number }
  /** TCP connect() failed. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'timeout' }
  /** The TLS handshake failed on either side. */
  | { readonly kind: 'tls-failure' }
  /** Accepted, then cut before an answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'undetermined' };
