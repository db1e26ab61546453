import { reason } from '#model/reason.ts';
import type { Connection, HttpRequest, Outcome, Payload } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import { remoteClientAtGateway } from '../envoy/authorization/remoteClient.ts';
import { withHeader } from '../envoy/headerLines.ts';
import { policiesForGateway } from '../envoy/proxyPolicies.ts';
import {
  listenersOn,
  routesForListener,
  tcpRouteForListener,
  type ListenerView,
} from '../envoy/routes/routesForListener.ts';
import { clusterOf } from '../forward/cluster.ts';
import { concludeHttp } from '../forward/concludeHttp.ts';
import { serveHttp, type HttpChain } from '../forward/httpChain.ts';
import { nameOf, refOf, type Proxy } from '../forward/proxy.ts';
import { withForwardedFor, withoutClientCertificate } from '../forward/requestHeaders.ts';
import { serveTcp } from '../forward/tcpChain.ts';
import { tcpCluster } from '../forward/tcpCluster.ts';
import type { Workload } from '../mesh/mesh.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import { reportStream } from '../telemetry/reportStream.ts';
import type { Stream } from '../telemetry/stream.ts';

/**
 * A connection reached the proxy of an ingress Gateway: the listener of that port takes it, and its routes send it
 * into the mesh with the gateway's identity. Mirrors istiod `gateway.go buildGatewayListeners`.
 */
export function receiveAtGateway(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const gateway = workload.gateway ?? { kind: 'Gateway', namespace: workload.namespace, name: workload.name };
  const at = { kind: 'gateway', gateway, pod: refOf(workload) } as const;
  const turn = walk.turn(at, 'gateway');
  const proxy: Proxy = { kind: 'gateway', walk, turn, at, workload, ip: connection.to.ip, gateway };
  walk.crossGateway(nameOf(gateway));
  const port = listenerPort(walk, workload, connection.to.port);
  const listeners = port === undefined ? [] : listenersOn(walk.mesh, gateway, port);
  const [listener] = listeners;
  if (listener === undefined || port === undefined) {
    const why = reason('gateway/no-listener', { gateway: nameOf(gateway), port: connection.to.port });
    turn.decide({ reason: why, because: [], source });
    turn.end('failed');
    walk.find({ verdict: 'failed', at, reason: why, because: [] });
    return { kind: 'refused' };
  }
  turn.decide({
    reason: reason('gateway/listener', { gateway: nameOf(gateway), port, listener: listener.name }),
    because: [{ resource: gateway, path: ['spec', 'listeners', listener.index] }],
    source,
  });
  return receive(proxy, { connection, gateway, listener, port });
}

const source = 'istio pilot/pkg/networking/core/gateway.go buildGatewayListeners';

/** The Gateway's port behind a container port: istiod binds listeners to the Service's target port. */
function listenerPort({ mesh }: Walk, workload: Workload, target: number): number | undefined {
  for (const service of mesh.services.ofWorkload(workload.uid)) {
    const endpoint = service.endpoints.find((one) => one.workload.uid === workload.uid);
    for (const [port, own] of endpoint?.ports ?? []) if (own === target) return port;
  }
  return undefined;
}

interface Arrival {
  readonly connection: Connection;
  readonly gateway: ResourceRef;
  readonly listener: ListenerView;
  readonly port: number;
}

function receive(proxy: Proxy, arrival: Arrival): Outcome {
  const { listener, connection } = arrival;
  const { payload } = connection;
  const sni = payload.kind === 'tls' ? payload.sni : undefined;
  if (listener.protocol === 'TCP' || listener.tls === 'passthrough') return receiveBytes(proxy, arrival, sni);
  const request = requestIn(payload, listener);
  if (request !== undefined) return receiveRequest(proxy, arrival, request, sni);
  const why = reason('proxy/not-http', { port: arrival.port });
  proxy.turn.decide({ reason: why, because: [], source: 'envoy source/common/http/http1/codec_impl.cc' });
  proxy.turn.end('failed');
  proxy.walk.find({ verdict: 'failed', at: proxy.at, reason: why, because: [] });
  if (listener.tls === 'terminate' || payload.kind === 'tls') return { kind: 'tls-failure' };
  return { kind: 'response', response: { status: 400, headers: [], body: '' } };
}

/** An HTTPS listener reads HTTP inside TLS only, an HTTP listener in the clear only. */
function requestIn(payload: Payload, listener: ListenerView): HttpRequest | undefined {
  if (listener.tls === 'terminate') {
    return payload.kind === 'tls' && payload.request !== undefined
      ? { ...payload.request, scheme: 'https' }
      : undefined;
  }
  return payload.kind === 'http' ? payload.request : undefined;
}

function receiveRequest(proxy: Proxy, arrival: Arrival, request: HttpRequest, sni: string | undefined): Outcome {
  const { walk, workload } = proxy;
  const { connection, gateway, port } = arrival;
  const client = connection.source.ip;
  const remoteIp = remoteClientAtGateway(client, request.headers, trustedProxies(walk));
  const chain: HttpChain = {
    proxy,
    policies: policiesForGateway(walk.mesh, gateway, workload),
    routing: {
      kind: 'table',
      table: routesForListener(walk.mesh, gateway, port, sni),
      port,
      clusterName: ({ service, host, port: to, subset }) =>
        service === undefined ? host : clusterOf(proxy, service, to, subset).name,
    },
    destination: connection.to,
    peer: () => ({
      directIp: client,
      remoteIp,
      destinationIp: connection.to.ip,
      destinationPort: connection.to.port,
      ...(connection.identity === undefined ? {} : { principal: connection.identity }),
      ...(sni === undefined ? {} : { sni }),
    }),
    prepare: (cleaned) => withForwardedFor(atEdge(withoutClientCertificate(cleaned)), client),
  };
  const served = serveHttp(chain, request);
  const outcome = concludeHttp(proxy, served);
  if (served.kind !== 'undetermined' && outcome.kind === 'response') {
    const { logged, request: sent } = served;
    report(proxy, connection, { request: sent, response: outcome.response, logged, tcp: false });
  }
  return outcome;
}

/** At the edge the scheme is what the gateway itself saw. */
function atEdge(request: HttpRequest): HttpRequest {
  return { ...request, headers: withHeader(request.headers, 'x-forwarded-proto', request.scheme) };
}

function trustedProxies({ mesh }: Walk): number {
  const defaults = mesh.settings.meshConfig['defaultConfig'] as Readonly<Record<string, unknown>> | undefined;
  const topology = defaults?.['gatewayTopology'] as Readonly<Record<string, unknown>> | undefined;
  const stated = topology?.['numTrustedProxies'];
  return typeof stated === 'number' ? stated : 0;
}

function receiveBytes(proxy: Proxy, { connection, gateway, port }: Arrival, sni: string | undefined): Outcome {
  const { walk, workload } = proxy;
  const route = tcpRouteForListener(walk.mesh, gateway, port, sni);
  const { outcome, logged } = serveTcp(
    {
      proxy,
      policies: policiesForGateway(walk.mesh, gateway, workload).tcp,
      attributes: {
        directIp: connection.source.ip,
        remoteIp: connection.source.ip,
        destinationIp: connection.to.ip,
        destinationPort: connection.to.port,
        ...(sni === undefined ? {} : { sni }),
      },
      cluster: route === undefined ? undefined : tcpCluster(proxy, route),
      destination: connection.to,
      because: route?.because ?? [],
    },
    connection.payload,
  );
  if (outcome.kind !== 'undetermined') {
    report(proxy, connection, { logged, tcp: true, ...(sni === undefined ? {} : { sni }) });
  }
  return outcome;
}

function report(
  proxy: Proxy,
  connection: Connection,
  stream: Omit<Stream, 'downstreamLocal' | 'downstreamRemote'>,
): void {
  const ends = { downstreamLocal: connection.to, downstreamRemote: connection.source };
  reportStream(proxy, { mode: 'CLIENT' }, { ...stream, ...ends });
}
