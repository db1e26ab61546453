import { reason, type Reason } from '#model/reason.ts';
import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Connection, HttpRequest, Outcome } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import { remoteClient } from '../envoy/authorization/remoteClient.ts';
import { policiesForSidecar } from '../envoy/proxyPolicies.ts';
import type { Cluster } from '../forward/cluster.ts';
import { concludeHttp } from '../forward/concludeHttp.ts';
import { serveHttp } from '../forward/httpChain.ts';
import { nameOf, refOf, type Proxy } from '../forward/proxy.ts';
import { serveTcp } from '../forward/tcpChain.ts';
import type { SocketAddress, Workload } from '../mesh/mesh.ts';
import { reportStream } from '../telemetry/reportStream.ts';
import type { Stream } from '../telemetry/stream.ts';
import { admitConnection, type Admitted } from './admitConnection.ts';
import { forwardCertificate } from './forwardCertificate.ts';
import { inboundChain, type InboundChain } from './inboundChain.ts';
import { sidecarScopeFor } from './sidecarScope.ts';

/**
 * A connection reached a pod with a sidecar: mTLS or plaintext as PeerAuthentication says, then policies with all
 * their HTTP fields, then the application. Mirrors istiod `listener_inbound.go buildInboundListeners`.
 */
export function receiveAtSidecar(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const at = { kind: 'sidecar', pod: refOf(workload) } as const;
  const turn = walk.turn(at, 'sidecar-inbound');
  const proxy: Proxy = { kind: 'sidecar', walk, turn, at, workload, ip: connection.to.ip };
  const { resource } = sidecarScopeFor(walk.mesh, workload);
  if (resource?.ownListeners === 'ingress') return ownIngress(proxy, resource.source);
  const admitted = admitConnection(walk.mesh, connection, workload);
  turn.decide({ reason: admitted.reason, because: admitted.because, source });
  if (admitted.kind === 'refused') {
    turn.end(admitted.verdict === 'denied' ? 'refused' : 'failed');
    walk.find({ verdict: admitted.verdict, at, reason: admitted.reason, because: admitted.because });
    return admitted.outcome;
  }
  const chain = inboundChain(walk.mesh, workload, admitted.target.port, connection.payload);
  decideChain(proxy, chain, admitted.target.port);
  if (chain.protocol === 'not-http') return notHttp(proxy, admitted.target.port);
  const { payload } = connection;
  if (chain.protocol === 'http' && payload.kind === 'http')
    return request(proxy, connection, admitted, payload.request, chain);
  return bytes(proxy, connection, admitted, chain);
}

const source = 'istio pilot/pkg/networking/core/listener_inbound.go buildInboundListeners';

/** Listeners that a Sidecar resource puts in the place of those of the services are not modelled. */
function ownIngress({ walk, turn, at }: Proxy, resource: ResourceRef): Outcome {
  const why = reason('engine/unsupported', { rule: 'sidecar-resource', subject: nameOf(resource) });
  const because = [{ resource, path: ['spec', 'ingress'] }];
  turn.decide({ reason: why, because, source });
  turn.end('failed');
  walk.find({ verdict: 'undetermined', at, reason: why, because });
  return { kind: 'undetermined' };
}

function decideChain(proxy: Proxy, { protocol, service, port }: InboundChain, target: number): void {
  let why: Reason = reason('sidecar/inbound-catch-all', { port: target, protocol });
  let because: readonly FieldRef[] = [];
  if (service !== undefined && port !== undefined) {
    const params = { port: target, service: nameOf(service.source) };
    why = reason(protocol === 'tcp' ? 'sidecar/inbound-tcp' : 'sidecar/inbound-http', params);
    because = [{ resource: service.source, path: ['spec', 'ports', service.ports.indexOf(port)] }];
  }
  proxy.turn.decide({ reason: why, because, source });
}

function notHttp(proxy: Proxy, port: number): Outcome {
  const { walk, turn, at } = proxy;
  const why = reason('proxy/not-http', { port });
  turn.decide({ reason: why, because: [], source: 'envoy source/common/http/http1/codec_impl.cc' });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because: [] });
  return { kind: 'response', response: { status: 400, headers: [], body: '' } };
}

type Open = Extract<Admitted, { kind: 'admitted' }>;

function application({ source: peer }: Connection, { identity, target }: Open): Cluster {
  const known = identity === undefined ? { source: peer } : { source: peer, identity };
  return { kind: 'application', name: `inbound|${target.port}||`, peer: known };
}

function attributesOf({ source: peer, transport }: Connection, { identity, target }: Open) {
  return {
    ...(identity === undefined ? {} : { principal: identity }),
    // Behind HBONE the listener is reached through an internal address.
    ...(transport === 'hbone' ? {} : { directIp: peer.ip }),
    destinationIp: target.ip,
    destinationPort: target.port,
  };
}

function request(
  proxy: Proxy,
  connection: Connection,
  admitted: Open,
  received: HttpRequest,
  { service }: InboundChain,
): Outcome {
  const { walk, workload } = proxy;
  const cluster = application(connection, admitted);
  const served = serveHttp(
    {
      proxy,
      policies: policiesForSidecar(walk.mesh, workload),
      routing: { kind: 'fixed', name: 'default', cluster, decision: toApplication(admitted.target) },
      destination: admitted.target,
      peer: ({ headers }) => {
        const remoteIp = remoteClient(connection.source.ip, headers);
        return { ...attributesOf(connection, admitted), ...(remoteIp === undefined ? {} : { remoteIp }) };
      },
      prepare: (cleaned) => forwardCertificate(cleaned, connection, workload),
    },
    received,
  );
  const outcome = concludeHttp(proxy, served);
  if (served.kind !== 'undetermined' && outcome.kind === 'response') {
    const { logged, request: sent } = served;
    report(proxy, { connection, admitted, service }, { request: sent, response: outcome.response, logged, tcp: false });
  }
  return outcome;
}

function toApplication({ port }: SocketAddress) {
  return { reason: reason('sidecar/to-application', { port }), because: [], source };
}

function bytes(proxy: Proxy, connection: Connection, admitted: Open, { service }: InboundChain): Outcome {
  const { walk, workload } = proxy;
  const { payload } = connection;
  const sni = payload.kind === 'tls' ? { sni: payload.sni } : {};
  const { outcome, logged } = serveTcp(
    {
      proxy,
      policies: policiesForSidecar(walk.mesh, workload).tcp,
      attributes: { ...attributesOf(connection, admitted), remoteIp: connection.source.ip, ...sni },
      cluster: application(connection, admitted),
      destination: admitted.target,
      because: [],
    },
    payload,
  );
  if (outcome.kind !== 'undetermined') {
    report(proxy, { connection, admitted, service }, { logged, tcp: true, ...sni });
  }
  return outcome;
}

interface Arrived {
  readonly connection: Connection;
  readonly admitted: Open;
  readonly service: InboundChain['service'];
}

function report(
  proxy: Proxy,
  { connection, admitted, service }: Arrived,
  stream: Omit<Stream, 'downstreamLocal' | 'downstreamRemote'>,
): void {
  const { identity, target } = admitted;
  const peer = identity === undefined ? {} : { peerIdentity: identity };
  const listener = { mode: 'SERVER', ...peer, ...(service === undefined ? {} : { service }) } as const;
  reportStream(proxy, listener, { ...stream, downstreamLocal: target, downstreamRemote: connection.source });
}
