import type { Scope, Value } from '../cel/evaluate.ts';
import type { HeaderLine } from '../dataplane/connection.ts';
import { headerValue } from '../envoy/headerLines.ts';
import { socket } from '../forward/dial.ts';
import type { Proxy } from '../forward/proxy.ts';
import type { Workload } from '../mesh/mesh.ts';
import type { Listener, Stream } from './stream.ts';
import { downstreamOf, upstreamOf } from './peers.ts';
import { clusterId, workloadLabels } from './workloadLabels.ts';

type Fields = Readonly<Record<string, Value | undefined>>;

/**
 * The attributes that expressions of a Telemetry may ask of a stream. Times, sizes on the wire and what the proxy knows
 * of itself are left open. Mirrors Envoy `source/extensions/filters/common/expr/context.cc`.
 */
export function streamScope(proxy: Proxy, listener: Listener, stream: Stream): Scope {
  const { downstreamLocal, logged, sni = '' } = stream;
  return scope(false, {
    request: requestScope(stream),
    response: responseScope(stream),
    connection: scope(true, {
      mtls: proxy.kind === 'sidecar' && listener.peerIdentity !== undefined,
      requested_server_name: sni,
    }),
    source: unknown,
    destination: scope(true, { address: socket(downstreamLocal), port: downstreamLocal.port }),
    upstream: scope(true, { address: logged.upstreamHost?.replace(/^envoy:\/\/.*\//, '') }),
    xds: scope(true, { cluster_name: logged.cluster ?? '', route_name: logged.routeName ?? '' }),
    filter_state: scope(true, {
      downstream_peer: peerScope(downstreamOf(proxy, stream)),
      upstream_peer: peerScope(upstreamOf(proxy, stream)),
    }),
    metadata: unknown,
    node: unknown,
    upstream_filter_state: unknown,
  });
}

function scope(open: boolean, fields: Fields): Scope {
  const stated = Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return { values: new Map(stated), open };
}

const unknown = scope(true, {});

function requestScope({ request }: Stream): Scope {
  if (request === undefined) return unknown;
  const { method, scheme, authority, path, headers, protocol } = request;
  const [urlPath = '', query = ''] = path.split('?', 2);
  return scope(true, {
    method,
    scheme,
    path,
    query,
    protocol,
    host: authority,
    url_path: urlPath,
    headers: headerScope([
      [':method', method],
      [':path', path],
      [':authority', authority],
      [':scheme', scheme],
      ['host', authority],
      ...headers,
    ]),
    referer: headerValue(headers, 'referer'),
    useragent: headerValue(headers, 'user-agent'),
    id: headerValue(headers, 'x-request-id'),
    size: request.body.length,
  });
}

function responseScope({ response, logged }: Stream): Scope {
  if (response === undefined) return unknown;
  return scope(true, {
    code: response.status,
    code_details: logged.details,
    grpc_status: response.grpcStatus,
    headers: headerScope([[':status', String(response.status)], ...response.headers]),
    size: response.body.length,
  });
}

/** Repeated lines are joined, as Envoy gives them to expressions. */
function headerScope(lines: readonly HeaderLine[]): Scope {
  const values = new Map<string, Value>();
  for (const [name, value] of lines) {
    const before = values.get(name);
    values.set(name, typeof before === 'string' ? `${before},${value}` : value);
  }
  return { values, open: false };
}

/** Mirrors Envoy `WorkloadMetadataObject::serializeAsProto`. */
function peerScope(workload: Workload | undefined): Scope | undefined {
  if (workload === undefined) return undefined;
  const names = workloadLabels(workload);
  return scope(false, {
    workload: names.workload,
    namespace: workload.namespace,
    name: workload.name,
    service: names.canonicalService,
    revision: names.canonicalRevision,
    app: names.canonicalService,
    version: names.canonicalRevision,
    cluster: clusterId,
    identity: `spiffe://${workload.identity}`,
  });
}
