import type { HttpRequest, HttpResponse } from '../dataplane/connection.ts';
import { headerValue } from '../envoy/headerLines.ts';
import type { SocketAddress } from '../mesh/mesh.ts';
import { socket } from './dial.ts';
import type { Logged } from './httpChain.ts';

/** What one line of the access log is made from. Times are left out: the engine has no clock. */
export interface LogEntry {
  readonly request?: HttpRequest;
  readonly response?: HttpResponse;
  readonly logged: Logged;
  readonly downstreamLocal: SocketAddress;
  readonly downstreamRemote: SocketAddress;
  readonly sni?: string;
}

/** One line in Istio's default text format. Mirrors istiod `telemetry_logging.go EnvoyTextLogFormat`. */
export function accessLogLine({ request, response, logged, sni, ...addresses }: LogEntry): string {
  const header = (name: string): string => (request && headerValue(request.headers, name)) ?? '-';
  const path = request === undefined ? '-' : (headerValue(request.headers, 'x-envoy-original-path') ?? request.path);
  const tcp = request === undefined;
  return [
    '[-]',
    `"${request?.method ?? '-'} ${path} ${request?.protocol ?? '-'}"`,
    tcp ? '0' : String(response?.status ?? 0),
    logged.flags,
    tcp ? '-' : logged.details,
    tcp ? logged.details : '-',
    '"-"',
    String(request?.body.length ?? 0),
    String(response?.body.length ?? 0),
    '-',
    response?.headers.some(([name]) => name === 'x-envoy-upstream-service-time') === true ? '0' : '-',
    `"${header('x-forwarded-for')}"`,
    `"${header('user-agent')}"`,
    `"${header('x-request-id')}"`,
    `"${request?.authority ?? '-'}"`,
    `"${logged.upstreamHost ?? '-'}"`,
    logged.cluster ?? '-',
    logged.upstreamHost === undefined ? '-' : localAddress(logged.upstreamHost),
    socket(addresses.downstreamLocal),
    socket(addresses.downstreamRemote),
    sni === undefined || sni === '' ? '-' : sni,
    logged.routeName ?? '-',
  ].join(' ');
}

/** A tunnel starts at an internal listener, so its near end is no socket. */
function localAddress(upstreamHost: string): string {
  return upstreamHost.startsWith('envoy://') ? 'envoy://internal_client_address/' : '-';
}
