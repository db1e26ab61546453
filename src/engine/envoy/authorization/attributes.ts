import type { HeaderLine } from '../../dataplane/connection.ts';

/** What a policy may ask of a connection. */
export interface TcpAttributes {
  /** The peer's identity without `spiffe://`; absent where there is none. */
  readonly principal?: string | undefined;
  /** Address of the immediate peer. Absent at a waypoint, whose listener is reached through an internal address. */
  readonly directIp?: string | undefined;
  /** Address of the client as this proxy believes it (`remoteClient`). */
  readonly remoteIp?: string | undefined;
  /** VIP or pod IP, as the connection was addressed. */
  readonly destinationIp: string;
  readonly destinationPort: number;
  readonly sni?: string | undefined;
  /** Dynamic metadata of other filters, by filter name and key. */
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
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

/** Attributes in the form that conditions compare, made once per request. */
export interface Asked extends TcpAttributes {
  /** The peer's identity with `spiffe://`. */
  readonly spiffe: string | undefined;
  readonly method: string;
  /** In lower case: hosts are compared without regard to case. */
  readonly authority: string;
  /** Without query and fragment. */
  readonly path: string;
  readonly headers: readonly HeaderLine[];
  readonly claims: Readonly<Record<string, unknown>> | undefined;
}

export function askedOfConnection(attributes: TcpAttributes): Asked {
  return {
    ...attributes,
    spiffe: spiffeOf(attributes),
    method: '',
    authority: '',
    path: '',
    headers: [],
    claims: undefined,
  };
}

/** Field by field and not by spreading: so all of them have one shape, and making one is cheap. */
export function askedOfRequest(attributes: HttpAttributes): Asked {
  return {
    principal: attributes.principal,
    directIp: attributes.directIp,
    remoteIp: attributes.remoteIp,
    destinationIp: attributes.destinationIp,
    destinationPort: attributes.destinationPort,
    sni: attributes.sni,
    metadata: attributes.metadata,
    spiffe: spiffeOf(attributes),
    method: attributes.method,
    authority: attributes.authority.toLowerCase(),
    path: withoutQuery(attributes.path),
    headers: attributes.headers,
    claims: attributes.claims,
  };
}

function spiffeOf({ principal }: TcpAttributes): string | undefined {
  return principal === undefined || principal === '' ? undefined : `spiffe://${principal}`;
}

function withoutQuery(path: string): string {
  for (let end = 0; end < path.length; end += 1) {
    const code = path.charCodeAt(end);
    if (code === 0x3f || code === 0x23) return path.slice(0, end);
  }
  return path;
}
