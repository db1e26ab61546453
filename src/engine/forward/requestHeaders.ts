import type { HeaderLine, HttpRequest } from '../dataplane/connection.ts';
import { headerValue, headerValues, withAddedHeader, withHeader, withoutHeader } from '../envoy/headerLines.ts';

/** Headers of a client that an Envoy never believes. */
const untrusted: readonly string[] = [
  'x-envoy-internal',
  'x-envoy-retry-on',
  'x-envoy-retry-grpc-on',
  'x-envoy-max-retries',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-decorator-operation',
  'keep-alive',
  'proxy-connection',
];

/**
 * The request as the filters see it: names in lower case, without what only proxies may say and without hop-by-hop
 * headers. Mirrors Envoy `ConnectionManagerUtility::mutateRequestHeaders`.
 */
export function cleanRequest(request: HttpRequest): HttpRequest {
  let headers: readonly HeaderLine[] = request.headers.map(([name, value]) => [name.toLowerCase(), value.trim()]);
  const websocket = isWebSocket(headers);
  for (const named of headerValues(headers, 'connection').flatMap((line) => line.split(','))) {
    const name = named.trim().toLowerCase();
    const kept = name === 'te' || (websocket && name === 'upgrade');
    if (!kept) headers = withoutHeader(headers, name);
  }
  for (const name of untrusted) headers = withoutHeader(headers, name);
  if (!websocket) headers = withoutHeader(headers, 'connection');
  if (headerValue(headers, 'upgrade')?.toLowerCase() === 'h2c') headers = withoutHeader(headers, 'upgrade');
  if (headerValue(headers, 'x-forwarded-proto') === undefined) {
    headers = withAddedHeader(headers, 'x-forwarded-proto', request.scheme);
  }
  return { ...request, headers };
}

/** The one upgrade that Istio's proxies let through. */
function isWebSocket(headers: readonly HeaderLine[]): boolean {
  return headerValue(headers, 'upgrade')?.toLowerCase() === 'websocket';
}

/** Nobody but the proxy itself vouches for a client certificate. */
export function withoutClientCertificate(request: HttpRequest): HttpRequest {
  return { ...request, headers: withoutHeader(request.headers, 'x-forwarded-client-cert') };
}

export function withClientCertificate(request: HttpRequest, value: string): HttpRequest {
  return { ...request, headers: withHeader(request.headers, 'x-forwarded-client-cert', value) };
}

/** Adds an address to the last line of `x-forwarded-for`. Mirrors Envoy `Utility::appendXff`. */
export function withForwardedFor(request: HttpRequest, ip: string): HttpRequest {
  const known = headerValues(request.headers, 'x-forwarded-for');
  const last = known.at(-1);
  if (last === undefined) return { ...request, headers: withAddedHeader(request.headers, 'x-forwarded-for', ip) };
  const rest = known.slice(0, -1).map((value): HeaderLine => ['x-forwarded-for', value]);
  const others = withoutHeader(request.headers, 'x-forwarded-for');
  return { ...request, headers: [...others, ...rest, ['x-forwarded-for', `${last},${ip}`]] };
}
