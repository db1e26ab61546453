import { reason, type Reason } from '#model/reason.ts';
import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { HttpRequest, Outcome, Payload } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import { routesForSidecar, tcpRouteForSidecar } from '../envoy/routes/routesForSidecar.ts';
import { clusterOf, passthrough, type Cluster } from '../forward/cluster.ts';
import { concludeHttp } from '../forward/concludeHttp.ts';
import { serveHttp } from '../forward/httpChain.ts';
import { nameOf, refOf, type Proxy } from '../forward/proxy.ts';
import { withoutClientCertificate } from '../forward/requestHeaders.ts';
import type { FixedRoute } from '../forward/routing.ts';
import { sniffProtocol } from '../forward/sniffProtocol.ts';
import { serveTcp } from '../forward/tcpChain.ts';
import { tcpCluster } from '../forward/tcpCluster.ts';
import type { MeshService, ServicePort, SocketAddress, Workload } from '../mesh/mesh.ts';
import { reportStream } from '../telemetry/reportStream.ts';
import type { Stream } from '../telemetry/stream.ts';
import { outboundListener } from './outboundListener.ts';
import { sidecarScopeFor } from './sidecarScope.ts';

/**
 * An application beside a sidecar opened a connection: the sidecar's listener for that address takes it, HTTP by its
 * routes, everything else to the service or unchanged to where it was going. Waypoints are never used.
 * Mirrors istiod `listener.go buildSidecarOutboundListeners`.
 */
export function sendFromSidecar(walk: Walk, source: Workload, target: SocketAddress, payload: Payload): Outcome {
  const own = source.addresses.includes(target.ip) || target.ip.startsWith('127.');
  if (own) return toItself(walk, source, target, payload);
  const at = { kind: 'sidecar', pod: refOf(source) } as const;
  const turn = walk.turn(at, 'sidecar-outbound');
  const proxy: Proxy = { kind: 'sidecar', walk, turn, at, workload: source, ip: source.addresses[0] ?? '' };
  const { resource } = sidecarScopeFor(walk.mesh, source);
  if (resource?.ownListeners === 'egress') return scoped(proxy, resource.source);
  const listener = outboundListener(walk.mesh, source, target);
  const http = sniffProtocol(payload) === 'http' && payload.kind === 'http' ? payload.request : undefined;
  switch (listener.kind) {
    case 'none':
      return passThrough(
        proxy,
        target,
        payload,
        reason('sidecar/passthrough', { address: `${target.ip}:${target.port}` }),
      );
    case 'http':
      if (http === undefined)
        return passThrough(proxy, target, payload, reason('sidecar/not-http-passthrough', { port: target.port }));
      decide(proxy, reason('sidecar/http-listener', { port: target.port, host: http.authority }));
      return request(proxy, target, http);
    case 'auto':
      if (http === undefined) return bytes(proxy, target, payload, listener);
      decide(
        proxy,
        reason('sidecar/http-listener-sniffed', { service: nameOf(listener.service.source), port: target.port }),
      );
      return request(proxy, target, http, listener.service);
    case 'tcp':
      return bytes(proxy, target, payload, listener);
  }
}

/** Listeners that a Sidecar resource puts on ports or addresses of its own are not modelled. */
function scoped({ turn, walk, at }: Proxy, resource: ResourceRef): Outcome {
  const why = reason('engine/unsupported', { rule: 'sidecar-resource', subject: nameOf(resource) });
  turn.decide({ reason: why, because: [{ resource, path: ['spec'] }], source });
  turn.end('failed');
  walk.find({ verdict: 'undetermined', at, reason: why, because: [{ resource, path: ['spec'] }] });
  return { kind: 'undetermined' };
}

const source = 'istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListener';

/** What a pod sends to its own address stays on its loopback interface, which is not redirected. */
function toItself(walk: Walk, { uid, addresses }: Workload, target: SocketAddress, payload: Payload): Outcome {
  const from = { ip: addresses[0] ?? target.ip, port: 0 };
  return walk.send({ transport: 'plaintext', source: from, to: target, payload, fromOwnZtunnel: true, sourceUid: uid });
}

function decide(proxy: Proxy, why: Reason, because: readonly FieldRef[] = []): void {
  proxy.turn.decide({ reason: why, because, source });
}

function request(proxy: Proxy, target: SocketAddress, received: HttpRequest, service?: MeshService): Outcome {
  const { walk, workload } = proxy;
  const table = routesForSidecar(walk.mesh, workload, target.port, service);
  const served = serveHttp(
    {
      proxy,
      routing: {
        kind: 'table',
        table,
        port: target.port,
        clusterName: (to) =>
          to.service === undefined ? to.host : clusterOf(proxy, to.service, to.port, to.subset).name,
        otherHosts: otherHosts(proxy, target, received.authority),
      },
      destination: target,
      peer: () => ({ destinationIp: target.ip, destinationPort: target.port }),
      prepare: withoutClientCertificate,
    },
    received,
  );
  const outcome = concludeHttp(proxy, served);
  if (served.kind !== 'undetermined' && outcome.kind === 'response') {
    const { logged, request: sent } = served;
    report(proxy, target, { request: sent, response: outcome.response, logged, tcp: false });
  }
  return outcome;
}

function report(
  proxy: Proxy,
  target: SocketAddress,
  stream: Omit<Stream, 'downstreamLocal' | 'downstreamRemote'>,
): void {
  const ends = { downstreamLocal: target, downstreamRemote: { ip: proxy.ip, port: 0 } };
  reportStream(proxy, { mode: 'CLIENT' }, { ...stream, ...ends });
}

/** A Host that no service of that port has goes where the connection was going, or nowhere under REGISTRY_ONLY. */
function otherHosts(proxy: Proxy, target: SocketAddress, host: string): FixedRoute {
  const blocked = isRegistryOnly(proxy);
  const address = `${target.ip}:${target.port}`;
  return {
    kind: 'fixed',
    name: blocked ? 'block_all' : 'allow_any',
    cluster: blocked ? 'blocked' : passthrough,
    decision: {
      reason: blocked
        ? reason('sidecar/blocked', { address })
        : reason('sidecar/no-virtual-host', { host, port: target.port }),
      because: [],
      source: 'istio pilot/pkg/networking/core/httproute.go buildCatchAllVirtualHost',
    },
  };
}

function passThrough(proxy: Proxy, target: SocketAddress, payload: Payload, why: Reason): Outcome {
  const blocked = isRegistryOnly(proxy);
  const address = `${target.ip}:${target.port}`;
  decide(proxy, blocked ? reason('sidecar/blocked', { address }) : why);
  return carry(proxy, target, payload, blocked ? undefined : passthrough, []);
}

function bytes(
  proxy: Proxy,
  target: SocketAddress,
  payload: Payload,
  { service, port }: { readonly service: MeshService; readonly port: ServicePort },
): Outcome {
  decide(proxy, reason('sidecar/tcp-listener', { service: nameOf(service.source), port: port.port }));
  const route = tcpRouteForSidecar(proxy.walk.mesh, proxy.workload, service, port.port);
  return carry(proxy, target, payload, tcpCluster(proxy, route), route.because);
}

function carry(
  proxy: Proxy,
  target: SocketAddress,
  payload: Payload,
  cluster: Cluster | undefined,
  because: readonly FieldRef[],
): Outcome {
  const attributes = { destinationIp: target.ip, destinationPort: target.port };
  const { outcome, logged } = serveTcp({ proxy, attributes, cluster, destination: target, because }, payload);
  if (outcome.kind !== 'undetermined') report(proxy, target, { logged, tcp: true });
  return outcome;
}

/** The Sidecar resource's word counts before the mesh's. */
function isRegistryOnly({ walk, workload }: Proxy): boolean {
  const stated = sidecarScopeFor(walk.mesh, workload).resource?.outbound;
  if (stated !== undefined) return stated === 'REGISTRY_ONLY';
  const policy = walk.mesh.settings.meshConfig['outboundTrafficPolicy'] as { readonly mode?: unknown } | undefined;
  return policy?.mode === 'REGISTRY_ONLY';
}
