import { annotations } from '#model/kubernetes/labels.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import { reason } from '#model/reason.ts';
import type { Connection, HttpRequest, Outcome } from '../dataplane/connection.ts';
import { remoteClient } from '../envoy/authorization/remoteClient.ts';
import { policiesForWaypoint } from '../envoy/proxyPolicies.ts';
import { routesForService, tcpRouteForService } from '../envoy/routes/routesForService.ts';
import { clusterOf, encap } from '../forward/cluster.ts';
import { concludeHttp } from '../forward/concludeHttp.ts';
import { serveHttp, type HttpChain } from '../forward/httpChain.ts';
import type { Proxy } from '../forward/proxy.ts';
import { withClientCertificate, withoutClientCertificate } from '../forward/requestHeaders.ts';
import type { Routing } from '../forward/routing.ts';
import { serveTcp } from '../forward/tcpChain.ts';
import { tcpCluster } from '../forward/tcpCluster.ts';
import type { MeshService, SocketAddress } from '../mesh/mesh.ts';
import { reportStream } from '../telemetry/reportStream.ts';
import type { Stream } from '../telemetry/stream.ts';
import { extend, extensionsFor } from './extensions.ts';
import type { Accepted } from './acceptConnection.ts';

/** What came out of the tunnel. */
export interface Inner {
  readonly connection: Connection;
  readonly gateway: ResourceRef;
  readonly authority: SocketAddress;
  readonly identity: string;
}

type Chain = Exclude<Accepted, { kind: 'none' }>;

/** Serves a connection by the chain that accepted it: HTTP filters and routes, or bytes to one destination. */
export function serveAtWaypoint(proxy: Proxy, inner: Inner, chain: Chain): Outcome {
  proxy.turn.decide({
    reason: reason('waypoint/identity-changes', { identity: proxy.workload.identity }),
    because: [],
    source: 'istio pilot/pkg/networking/core/cluster_waypoint.go buildWaypointConnectOriginate',
  });
  const { payload } = inner.connection;
  if (chain.chain === 'tcp') return serveBytes(proxy, inner, chain);
  if (payload.kind === 'http') return serveRequest(proxy, inner, chain, payload.request);
  return notHttp(proxy, inner, chain);
}

function serveRequest(proxy: Proxy, inner: Inner, chain: Chain, request: HttpRequest): Outcome {
  const { walk } = proxy;
  const service = chain.kind === 'service' ? chain.service : undefined;
  const { connection, authority, identity } = inner;
  const http: HttpChain = {
    proxy,
    policies: policiesForWaypoint(walk.mesh, inner.gateway, service),
    routing: routingOf(proxy, inner, service),
    destination: authority,
    peer: ({ headers }) => {
      const remoteIp = remoteClient(connection.source.ip, headers);
      const base = { principal: identity, destinationIp: authority.ip, destinationPort: authority.port };
      return remoteIp === undefined ? base : { ...base, remoteIp };
    },
    prepare: (cleaned) => certificateHeader(proxy, cleaned, identity),
    extend: extend(proxy, extensionsFor(walk.mesh, proxy, service)),
  };
  const served = serveHttp(http, request);
  const outcome = concludeHttp(proxy, served);
  if (served.kind !== 'undetermined' && outcome.kind === 'response') {
    const { logged, request: sent } = served;
    report(proxy, { ...inner, service }, { logged, request: sent, response: outcome.response, tcp: false });
  }
  return outcome;
}

/** Istio's client identity header, only where the waypoint pod asks for it; a client's own is always dropped. */
function certificateHeader(proxy: Proxy, request: HttpRequest, client: string): HttpRequest {
  const { pod, identity } = proxy.workload;
  const asked = pod?.metadata.annotations?.[annotations.xfccClientIdentity]?.toLowerCase() === 'true';
  const clean = withoutClientCertificate(request);
  return asked ? withClientCertificate(clean, `By=spiffe://${identity};URI=spiffe://${client}`) : clean;
}

function routingOf(proxy: Proxy, { gateway, authority }: Inner, service: MeshService | undefined): Routing {
  if (service === undefined) {
    const decision = {
      reason: reason('proxy/encapsulated', { address: `${authority.ip}:${authority.port}` }),
      because: [],
      source: 'istio pilot/pkg/networking/core/listener_waypoint.go buildWaypointInboundHTTPRouteConfig',
    };
    return { kind: 'fixed', name: 'default', cluster: encap, decision };
  }
  const table = routesForService(proxy.walk.mesh, gateway, service, authority.port);
  return {
    kind: 'table',
    table,
    port: authority.port,
    clusterName: (destination) =>
      destination.service === undefined
        ? destination.host
        : clusterOf(proxy, destination.service, destination.port, destination.subset).name,
  };
}

function notHttp(proxy: Proxy, inner: Inner, chain: Chain): Outcome {
  const { walk, turn, at } = proxy;
  const why = reason('proxy/not-http', { port: inner.authority.port });
  turn.decide({ reason: why, because: [], source: 'envoy source/common/http/http1/codec_impl.cc' });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because: [] });
  const service = chain.kind === 'service' ? chain.service : undefined;
  const response = { status: 400, headers: [], body: '' };
  report(proxy, { ...inner, service }, { logged: codecProblem, response, tcp: false });
  return { kind: 'response', response };
}

const codecProblem = { flags: 'DPE', details: 'http1.codec_error' } as const;

function serveBytes(proxy: Proxy, inner: Inner, chain: Chain): Outcome {
  const { walk } = proxy;
  const service = chain.kind === 'service' ? chain.service : undefined;
  const { connection, authority, identity, gateway } = inner;
  const route = service === undefined ? undefined : tcpRouteForService(walk.mesh, gateway, service, authority.port);
  const sni = connection.payload.kind === 'tls' ? connection.payload.sni : undefined;
  const { outcome, logged } = serveTcp(
    {
      proxy,
      policies: policiesForWaypoint(walk.mesh, gateway, service).tcp,
      attributes: {
        principal: identity,
        remoteIp: connection.source.ip,
        destinationIp: authority.ip,
        destinationPort: authority.port,
        ...(sni === undefined ? {} : { sni }),
      },
      cluster: route === undefined ? encap : tcpCluster(proxy, route),
      destination: authority,
      because: route?.because ?? [],
    },
    connection.payload,
  );
  if (outcome.kind !== 'undetermined') {
    report(proxy, { ...inner, service }, { logged, tcp: true, ...(sni === undefined ? {} : { sni }) });
  }
  return outcome;
}

function report(
  proxy: Proxy,
  { connection, authority, identity, service }: Inner & { readonly service: MeshService | undefined },
  stream: Omit<Stream, 'downstreamLocal' | 'downstreamRemote'>,
): void {
  const listener = { mode: 'SERVER', peerIdentity: identity, ...(service === undefined ? {} : { service }) } as const;
  reportStream(proxy, listener, { ...stream, downstreamLocal: authority, downstreamRemote: connection.source });
}
