import type { Connection, HttpRequest } from '../dataplane/connection.ts';
import { headerValues, withoutHeader } from '../envoy/headerLines.ts';
import type { Workload } from '../mesh/mesh.ts';

/**
 * `x-forwarded-client-cert` as a sidecar hands it to its application: appended from the peer's certificate over Istio
 * mTLS, removed on every other connection. Mirrors Envoy `mutateXfccRequestHeader` with APPEND_FORWARD.
 */
export function forwardCertificate(request: HttpRequest, connection: Connection, server: Workload): HttpRequest {
  const headers = withoutHeader(request.headers, 'x-forwarded-client-cert');
  const { transport, identity } = connection;
  if (transport !== 'istio-mtls' || identity === undefined) return { ...request, headers };
  // The hash is that of a certificate that nobody issued here.
  const own = `By=spiffe://${server.identity};Hash=*;Subject="";URI=spiffe://${identity}`;
  const value = [...headerValues(request.headers, 'x-forwarded-client-cert'), own].join(',');
  return { ...request, headers: [...headers, ['x-forwarded-client-cert', value]] };
}
