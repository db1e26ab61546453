import type { HeaderLine } from '../../dataplane/connection.ts';

/** What a policy may ask of a connection. */
export interface TcpAttributes {
  /** The peer's identity without `spiffe://`; absent where there is none. */
  readonly principal?: string;
  /** Address of the immediate peer. Absent at a waypoint, whose listener is reached through an internal address. */
  readonly directIp?: string;
  /** Address of the client as this proxy believes it (`remoteClient`). */
  readonly remoteIp?: string;
  /** VIP or pod IP, as the connection was addressed. */
  readonly destinationIp: string;
  readonly destinationPort: number;
  readonly sni?: string;
}

export interface HttpAttributes extends TcpAttributes {
  readonly method: string;
  /** `:authority` as received. */
  readonly authority: string;
  /** Normalised, with or without query. */
  readonly path: string;
  /** Names in lower case; after request authentication has removed its token. */
  readonly headers: readonly HeaderLine[];
  /** Claims of the accepted token. */
  readonly claims?: Readonly<Record<string, unknown>>;
}
