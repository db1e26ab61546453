import type { HeaderLine } from '../dataplane/connection.ts';

/** What an Envoy filter answers itself, with what the access log says of it. Of a redirect, `headers` holds `location`. */
export interface FilterAnswer {
  readonly status: number;
  readonly body: string;
  /** Without `server`, `date` and `content-length`, which the proxy adds to every answer. */
  readonly headers: readonly HeaderLine[];
  /** Response flags, `-` where there are none. */
  readonly flags: string;
  readonly details: string;
  /** Where it does not follow from the HTTP status. */
  readonly grpcStatus?: number;
}
