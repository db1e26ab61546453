import type { Proxy } from '../forward/proxy.ts';
import type { MeshService, Workload } from '../mesh/mesh.ts';
import { downstreamOf, serviceOfCluster, upstreamOf } from './peers.ts';
import type { Listener, Stream } from './stream.ts';
import { clusterId, workloadLabels } from './workloadLabels.ts';

export type Labels = Readonly<Record<string, string>>;

const unknown = 'unknown';

/**
 * Who called what, as the metrics of an Envoy have it: a waypoint takes both ends from the registry, a sidecar or
 * gateway knows itself. Mirrors Istio's `istio_stats.cc populatePeerInfo`.
 */
export function partyLabels(proxy: Proxy, listener: Listener, stream: Stream): Labels {
  const called = serviceOfCluster(proxy, stream, listener.service);
  if (proxy.kind === 'waypoint') {
    return {
      reporter: 'waypoint',
      ...server(proxy, listener, stream),
      ...party('destination', upstreamOf(proxy, stream), undefined, unknown),
      ...service(called, unknown, unknown),
    };
  }
  if (listener.mode === 'SERVER') {
    const own = workloadLabels(proxy.workload);
    return {
      reporter: 'destination',
      ...server(proxy, listener, stream),
      ...party('destination', proxy.workload, listener.peerIdentity === undefined ? '' : proxy.workload.identity, ''),
      ...service(called, own.canonicalService, proxy.workload.namespace),
      destination_service_namespace: proxy.workload.namespace,
    };
  }
  return client(proxy, stream, called);
}

/** The caller, by its certificate and the registry. */
function server(proxy: Proxy, { peerIdentity }: Listener, stream: Stream): Labels {
  const labels = party('source', downstreamOf(proxy, stream), peerIdentity ?? '', 'latest');
  const namespace = /\/ns\/([^/]*)/.exec(peerIdentity ?? '')?.[1];
  return namespace === undefined ? labels : { ...labels, source_workload_namespace: namespace };
}

/** Inside a tunnel the proxy sees no certificate: its own identity is not known then, the other's is the registry's. */
function client(proxy: Proxy, stream: Stream, called: MeshService | undefined): Labels {
  const upstream = upstreamOf(proxy, stream);
  const { cluster, routeName } = stream.logged;
  const direct = stream.logged.transport === 'istio-mtls';
  const host = proxy.kind === 'sidecar' ? (stream.request?.authority ?? unknown) : unknown;
  const passing = routeName === 'block_all' ? 'BlackHoleCluster' : cluster?.startsWith('Passthrough') ? cluster : host;
  const namespace = upstream?.namespace ?? unknown;
  return {
    reporter: 'source',
    ...party('source', proxy.workload, direct ? proxy.workload.identity : '', ''),
    ...party('destination', upstream, undefined, 'latest'),
    ...(called === undefined
      ? {
          destination_service: host,
          destination_service_name: passing,
          destination_service_namespace: namespace,
        }
      : service(called, host, namespace)),
  };
}

/** `identity` undefined: as the registry says; empty: none was shown. */
function party(
  side: 'source' | 'destination',
  workload: Workload | undefined,
  identity: string | undefined,
  revision: string,
): Labels {
  const names = workload === undefined ? undefined : workloadLabels(workload);
  const principal = identity ?? workload?.identity ?? '';
  return {
    [`${side}_workload`]: filled(names?.workload),
    [`${side}_canonical_service`]: filled(names?.canonicalService),
    [`${side}_canonical_revision`]: filled(names?.canonicalRevision, revision === '' ? unknown : revision),
    [`${side}_workload_namespace`]: filled(workload?.namespace),
    [`${side}_principal`]: principal === '' ? unknown : `spiffe://${principal}`,
    [`${side}_app`]: filled(names?.canonicalService),
    [`${side}_version`]: filled(names?.canonicalRevision),
    [`${side}_cluster`]: workload === undefined ? unknown : clusterId,
  };
}

function service(called: MeshService | undefined, host: string, namespace: string): Labels {
  if (called === undefined) {
    return {
      destination_service: host,
      destination_service_name: host,
      destination_service_namespace: namespace,
    };
  }
  return {
    destination_service: called.hostname,
    // istiod's registry calls a host of a ServiceEntry by that host.
    destination_service_name: called.source.kind === 'ServiceEntry' ? called.hostname : called.name,
    destination_service_namespace: called.namespace,
  };
}

function filled(value: string | undefined, otherwise = unknown): string {
  return value === undefined || value === '' ? otherwise : value;
}

/** How it went. A waypoint or sidecar that was called knows whether the peer showed a certificate; a caller does not. */
export function resultLabels(proxy: Proxy, { mode, peerIdentity }: Listener, stream: Stream): Labels {
  const { request, response, logged, tcp } = stream;
  const server = proxy.kind === 'waypoint' || mode === 'SERVER';
  const ends = {
    response_flags: logged.flags,
    connection_security_policy: server ? (peerIdentity === undefined ? 'none' : 'mutual_tls') : unknown,
  };
  if (tcp) return { request_protocol: 'tcp', ...ends };
  const grpc = request?.grpc === true;
  const status = grpc ? response?.grpcStatus : undefined;
  return {
    request_protocol: grpc ? 'grpc' : 'http',
    response_code: String(response?.status ?? 0),
    grpc_response_status: status === undefined ? '' : String(status),
    ...ends,
  };
}
