import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason, type Reason } from '#model/reason.ts';
import type { Connection, Outcome } from '../dataplane/connection.ts';
import type { Walk } from '../dataplane/walk.ts';
import { authorizeTcp } from '../envoy/authorization/authorize.ts';
import { layeredPolicies } from '../envoy/proxyPolicies.ts';
import { unusableConfig } from '../envoy/unusableConfig.ts';
import { hbonePort, nameOf, refOf, type Proxy } from '../forward/proxy.ts';
import type { SocketAddress, Workload } from '../mesh/mesh.ts';
import { acceptConnection } from './acceptConnection.ts';
import { serveAtWaypoint, type Inner } from './serveAtWaypoint.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';

/**
 * A connection reached a waypoint pod: the tunnel ends here, and what is inside goes to the chain that its address
 * belongs to. Mirrors istiod `listener_waypoint.go` and the Envoy it configures.
 */
export function receiveAtWaypoint(walk: Walk, connection: Connection, workload: Workload): Outcome {
  const gateway = workload.gateway ?? { kind: 'Gateway', namespace: workload.namespace, name: workload.name };
  const at = { kind: 'waypoint', gateway, pod: refOf(workload) } as const;
  const proxy = {
    kind: 'waypoint',
    walk,
    turn: walk.turn(at, 'waypoint'),
    at,
    workload,
    ip: connection.to.ip,
    gateway,
  } as const;
  walk.crossWaypoint(nameOf(gateway));
  const { identity, authority } = connection;
  if (connection.transport !== 'hbone' || authority === undefined) {
    return refuse(proxy, reason('waypoint/not-hbone', { port: connection.to.port }), { kind: 'reset' });
  }
  if (identity === undefined || !isTrusted(walk, identity)) {
    return refuse(proxy, reason('waypoint/untrusted-peer', { identity: identity ?? 'none' }), { kind: 'tls-failure' });
  }
  const unusable = unusableConfig(walk.mesh, gateway);
  if (unusable !== undefined) {
    const params = { waypoint: nameOf(gateway), message: unusable.message };
    return refuse(
      proxy,
      reason('waypoint/config-rejected', params),
      { kind: 'connect-status', status: 503 },
      unusable.because,
    );
  }
  return openTunnel(proxy, { connection, gateway, authority, identity });
}

interface Tunnel {
  readonly connection: Connection;
  readonly gateway: ResourceRef;
  readonly authority: SocketAddress;
  readonly identity: string;
}

function openTunnel(proxy: Proxy, { connection, gateway, authority, identity }: Tunnel): Outcome {
  const { walk, workload } = proxy;
  const layered = layeredRefusal(proxy, { ...connection, authority, identity });
  if (layered !== undefined) return layered;
  const accepted = acceptConnection(walk.mesh, workload, authority, connection.payload, walk.random);
  if (accepted.kind !== 'pod' && accepted.chance !== undefined) walk.approximate(accepted.chance.reason.code);
  if (accepted.kind === 'none') {
    const [decision] = accepted.decisions;
    const outcome: Outcome = accepted.inspected ? { kind: 'reset' } : { kind: 'connect-status', status: 503 };
    const why = accepted.chance?.reason ?? decision?.reason ?? reason('waypoint/not-hbone', { port: hbonePort });
    return refuse(proxy, why, outcome, decision?.because ?? []);
  }
  for (const decision of accepted.decisions) proxy.turn.decide(decision);
  const inner: Inner = { connection, gateway, authority, identity };
  return serveAtWaypoint(proxy, inner, accepted);
}

/** Selector policies on the CONNECT itself, where the layered flag is on. */
function layeredRefusal(
  proxy: Proxy,
  connection: Connection & { readonly authority: SocketAddress; readonly identity: string },
): Outcome | undefined {
  const { walk, workload, turn, at } = proxy;
  const policies = layeredPolicies(walk.mesh, workload);
  if (policies === undefined) return undefined;
  const verdict = authorizeTcp(policies, {
    principal: connection.identity,
    directIp: connection.source.ip,
    remoteIp: connection.source.ip,
    destinationIp: connection.to.ip,
    destinationPort: connection.to.port,
  });
  for (const decision of verdict.decisions) turn.decide(decision);
  if (verdict.result === 'allowed') {
    if (verdict.policies.length > 0) walk.enforce({ at, policies: verdict.policies, result: 'allow' });
    return undefined;
  }
  turn.end('refused');
  walk.enforce({ at, policies: verdict.policies, result: 'deny' });
  const { deniedBy } = verdict;
  const finding = { verdict: 'denied', at, reason: verdict.reason, because: verdict.because } as const;
  walk.find(deniedBy === undefined ? finding : { ...finding, deniedBy });
  return { kind: 'connect-status', status: 403 };
}

function refuse(proxy: Proxy, why: Reason, outcome: Outcome, because: readonly FieldRef[] = []): Outcome {
  const { turn, walk, at } = proxy;
  turn.decide({
    reason: why,
    because,
    source: 'istio pilot/pkg/networking/core/listener_waypoint.go buildConnectTerminateListener',
  });
  turn.end('failed');
  walk.find({ verdict: 'failed', at, reason: why, because });
  return outcome;
}

/** The trust domain and its aliases are accepted; nothing else of the certificate is compared. */
function isTrusted({ mesh }: Walk, identity: string): boolean {
  const { trustDomain, trustDomainAliases } = mesh.settings;
  return [trustDomain, ...trustDomainAliases].some((domain) => identity.startsWith(`${domain}/`));
}
