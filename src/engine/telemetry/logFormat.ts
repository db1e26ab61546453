import { headerValue } from '../envoy/headerLines.ts';
import { socket } from '../forward/dial.ts';
import type { Stream } from './stream.ts';

/** Mirrors istiod `telemetry_logging.go EnvoyTextLogFormat`. */
const defaultFormat =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% ' +
  '%RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% ' +
  '%BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" ' +
  '"%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%" %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS% ' +
  '%DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%';

/**
 * One line of an access log in Istio's default text format, or in the one that a provider states: a text, or the fields
 * of a JSON object. Mirrors Envoy `substitution_format_string.cc`.
 */
export function logLine(stream: Stream, format: string | Readonly<Record<string, unknown>> = defaultFormat): string {
  if (typeof format === 'string') return substituted(stream, format).replace(/\n$/, '');
  return JSON.stringify(Object.fromEntries(Object.entries(format).map(([name, text]) => [name, field(stream, text)])));
}

const numbers: ReadonlySet<string> = new Set(['RESPONSE_CODE', 'BYTES_RECEIVED', 'BYTES_SENT', 'GRPC_STATUS_NUMBER']);

/** A JSON field that is one command has its value, as a number where it is one. */
function field(stream: Stream, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const [, name, subject = ''] = /^%([A-Z_]+)(?:\(([^)]*)\))?%$/.exec(text) ?? [];
  if (name === undefined) return substituted(stream, text);
  const value = command(stream, name, subject);
  return value === undefined ? null : numbers.has(name) ? Number(value) : value;
}

function substituted(stream: Stream, format: string): string {
  return format.replace(/%([A-Z_]+)(?:\(([^)]*)\))?(?::(\d+))?%/g, (_, name: string, subject = '', length = '') => {
    const value = command(stream, name, String(subject)) ?? '-';
    return length === '' ? value : value.slice(0, Number(length));
  });
}

/** What is not known here is as absent: `-`. */
function command(stream: Stream, name: string, subject: string): string | undefined {
  const { request, response, logged, tcp } = stream;
  switch (name) {
    case 'REQ':
      return firstOf(subject, (header) => requestHeader(stream, header));
    case 'RESP':
      return firstOf(subject, (header) => responseHeader(stream, header));
    case 'PROTOCOL':
      return request?.protocol;
    case 'RESPONSE_CODE':
      return tcp ? '0' : String(response?.status ?? 0);
    case 'GRPC_STATUS_NUMBER':
      return response?.grpcStatus === undefined ? undefined : String(response.grpcStatus);
    case 'RESPONSE_FLAGS':
      return logged.flags;
    case 'RESPONSE_CODE_DETAILS':
      return tcp ? undefined : logged.details;
    case 'CONNECTION_TERMINATION_DETAILS':
      return tcp ? logged.details : undefined;
    case 'BYTES_RECEIVED':
      return String(request?.body.length ?? 0);
    case 'BYTES_SENT':
      return String(response?.body.length ?? 0);
    case 'ROUTE_NAME':
      return logged.routeName;
    default:
      return address(stream, name);
  }
}

function address({ logged, sni = '', downstreamLocal, downstreamRemote }: Stream, name: string): string | undefined {
  switch (name) {
    case 'UPSTREAM_HOST':
      return logged.upstreamHost;
    case 'UPSTREAM_CLUSTER':
    case 'UPSTREAM_CLUSTER_RAW':
      return logged.cluster;
    case 'UPSTREAM_LOCAL_ADDRESS':
      // A tunnel starts at an internal listener, so its near end is no socket.
      return logged.upstreamHost?.startsWith('envoy://') === true ? 'envoy://internal_client_address/' : undefined;
    case 'DOWNSTREAM_LOCAL_ADDRESS':
      return socket(downstreamLocal);
    case 'DOWNSTREAM_REMOTE_ADDRESS':
      return socket(downstreamRemote);
    case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
      return downstreamRemote.ip;
    case 'REQUESTED_SERVER_NAME':
      return sni === '' ? undefined : sni;
    default:
      return undefined;
  }
}

/** `%REQ(X?Y)%`: Y where there is no X. */
function firstOf(subject: string, read: (header: string) => string | undefined): string | undefined {
  for (const header of subject.toLowerCase().split('?')) {
    const value = read(header);
    if (value !== undefined) return value;
  }
  return undefined;
}

function requestHeader({ request }: Stream, header: string): string | undefined {
  if (request === undefined) return undefined;
  switch (header) {
    case ':method':
      return request.method;
    case ':path':
      return request.path;
    case ':authority':
    case 'host':
      return request.authority;
    case ':scheme':
      return request.scheme;
    default:
      return headerValue(request.headers, header);
  }
}

function responseHeader({ response }: Stream, header: string): string | undefined {
  return response === undefined ? undefined : headerValue(response.headers, header);
}
