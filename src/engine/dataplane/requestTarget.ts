import type { EngineReasons } from '#model/reasons/engine.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import { isIp } from '../mesh/ipRange.ts';
import type { HeaderLine, HttpRequest, Payload } from './connection.ts';

/** A request's URL, taken apart. */
export interface RequestTarget {
  readonly scheme: 'http' | 'https' | 'grpc' | 'tcp';
  readonly host: string;
  readonly port: number;
  /** `host` or `host:port` as written: what an HTTP client puts into `Host`. */
  readonly authority: string;
  readonly path: string;
}

const defaultPorts = { http: 80, https: 443, grpc: 80, tcp: 80 } as const;

/** What is wrong with a URL, and which part of it. */
export type TargetProblem = EngineReasons['engine/bad-request'];

/** Reads a request's URL, or says what is wrong with it. */
export function parseTarget(url: string): RequestTarget | TargetProblem {
  const match = /^([a-z]+):\/\/([^/?#]*)([^#]*)/i.exec(url.trim());
  if (match === null) return { problem: 'no-url', text: url };
  const scheme = (match[1] ?? '').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'grpc' && scheme !== 'tcp') {
    return { problem: 'unknown-scheme', text: scheme };
  }
  const authority = (match[2] ?? '').replace(/^[^@]*@/, '');
  const place = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority);
  const host = (place?.[1] ?? '').replace(/^\[|\]$/g, '').toLowerCase();
  if (place === null || host === '') return { problem: 'no-host', text: url };
  const written = place[2] ?? '';
  const port = written === '' ? defaultPorts[scheme] : Number(written);
  if (port < 1 || port > 65535) return { problem: 'bad-port', text: written };
  const rest = match[3] ?? '';
  const path = rest === '' ? '/' : rest.startsWith('/') ? rest : `/${rest}`;
  return { scheme, host: host.endsWith('.') ? host.slice(0, -1) : host, port, authority, path };
}

/** The bytes the caller sends: an HTTP or gRPC request, a line of text, or a TLS handshake around a request. */
export function payloadOf(request: ScenarioRequest, target: RequestTarget): Payload {
  if (target.scheme === 'tcp') return { kind: 'tcp', bytes: request.body ?? 'hello' };
  const http = httpOf(request, target);
  if (target.scheme !== 'https') return { kind: 'http', request: http };
  // A client that dials an address says in its ClientHello whom it means by the name it asks for.
  const name = isIp(target.host) ? http.authority.replace(/:\d+$/, '') : target.host;
  return { kind: 'tls', sni: name, request: http };
}

function httpOf(request: ScenarioRequest, target: RequestTarget): HttpRequest {
  const lines = headerLines(request);
  const grpc = target.scheme === 'grpc';
  const host = lines.findLast(([name]) => name === 'host')?.[1];
  const own: HeaderLine[] = grpc
    ? [
        ['content-type', 'application/grpc'],
        ['te', 'trailers'],
      ]
    : [];
  return {
    method: grpc ? 'POST' : (request.method ?? 'GET'),
    scheme: target.scheme === 'https' ? 'https' : 'http',
    authority: host ?? target.authority,
    path: target.path,
    headers: [...own, ...lines.filter(([name]) => name !== 'host')],
    body: request.body ?? '',
    protocol: grpc ? 'HTTP/2' : 'HTTP/1.1',
    grpc,
  };
}

function headerLines(request: ScenarioRequest): readonly HeaderLine[] {
  return Object.entries(request.headers ?? {}).flatMap(([name, value]) => {
    const values = typeof value === 'string' ? [value] : value;
    return values.map((text): HeaderLine => [name.toLowerCase(), text]);
  });
}
