import type { ZtunnelReasons } from '#model/reasons/ztunnel.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const noUpstream: Readonly<Record<ZtunnelReasons['outbound/no-healthy-upstream']['why'], string>> = {
  'no-endpoint': 'it has no endpoints',
  'none-healthy': 'none of its endpoints is ready',
  'no-port': 'no ready endpoint has that port',
  locality: 'no endpoint is as near as the Service demands',
};

/** Nothing to say where there was no choice. */
const oneOf = (candidates: number): string =>
  candidates === 1 ? ', the only one there is' : `, one of ${String(candidates)}`;

const list = (names: readonly string[]): string => names.join(', ');

export const ztunnelReasons: Sentences<ZtunnelReasons> = {
  'outbound/recursive-call': (p) => `${p.address} is a listener of ztunnel itself. It drops the call.`,
  'outbound/dns-port': (p) =>
    `TCP to port 53 of any address is redirected to ztunnel's DNS proxy, so ${p.address} is out of reach. The proxy closes after five seconds.`,
  'outbound/dialled-service': (p) => `${p.address} is an address of service ${p.service}.`,
  'outbound/dialled-workload': (p) => `${p.address} is the address of ${p.workload}, not of a service.`,
  'outbound/dialled-unknown': (p) => `ztunnel knows neither a workload nor a service at ${p.address}.`,
  'outbound/service-waypoint': (p) =>
    `Service ${p.service} uses waypoint ${p.waypoint}, so the connection goes there over HBONE as ${p.identity}.`,
  'outbound/workload-waypoint': (p) =>
    `Workload ${p.workload} uses waypoint ${p.waypoint}, so the connection goes there over HBONE as ${p.identity}.`,
  'outbound/canary-drawn': (p) => `Of the two weighted waypoints this connection drew ${p.waypoint} (${p.weight} %).`,
  'outbound/waypoint-endpoint': (p) =>
    `The proxy of waypoint ${p.waypoint} at ${p.address} takes it${oneOf(p.candidates)}.`,
  'outbound/unknown-waypoint': (p) =>
    `Waypoint ${p.waypoint} is set, but no proxy of it can be reached. ztunnel does not fall back to a direct call: ${p.error}.`,
  'outbound/endpoint-chosen': (p) =>
    `For service ${p.service} ztunnel picks ${p.workload} at ${p.address}${oneOf(p.candidates)}. All requests of this connection stay with it.`,
  'outbound/locality': (p) =>
    p.mode === 'STRICT'
      ? `Service ${p.service} demands endpoints that match ${list(p.scopes)}: ${p.left} of ${p.of} do.`
      : `Service ${p.service} prefers near endpoints (${list(p.scopes)}): ${p.left} of ${p.of} are nearest.`,
  'outbound/no-healthy-upstream': (p) =>
    `Service ${p.service} cannot take a connection to ${p.address}: ${noUpstream[p.why]}.`,
  'outbound/passthrough': (p) =>
    `ztunnel lets it pass to ${p.address} in plaintext: what it does not know it does not stop.`,
  'outbound/service-passthrough': (p) =>
    `Service ${p.service} has resolution NONE. ztunnel dials ${p.address} as it was asked, in plaintext.`,
  'outbound/direct-hbone': (p) =>
    `${p.workload} speaks HBONE. ztunnel opens a tunnel to it for ${p.address} and expects ${p.identity}.`,
  'outbound/direct-plaintext': (p) =>
    `${p.workload} does not speak HBONE. ztunnel dials ${p.address} in plaintext, without identity.`,
  'outbound/no-network-gateway': (p) =>
    `${p.workload} is on network ${p.network}, and no gateway leads there. ztunnel gives up.`,
  'outbound/network-gateway': (p) =>
    `${p.workload} is on network ${p.network}. ztunnel puts its tunnel into another one to gateway ${p.gateway} at ${p.address}.`,
  'outbound/unresolved-workload': (p) =>
    `${p.workload} is known by the name ${p.hostname} only, and that does not resolve.`,
  'outbound/http-status': (p) =>
    `The other end refuses the tunnel with HTTP status ${p.status}. ztunnel closes the connection of the application.`,
  'outbound/connection-refused': (p) =>
    `${p.address} refuses the connection. ztunnel closes the connection of the application.`,
  'outbound/timeout': (p) => `${p.address} does not answer within ten seconds.`,
  'outbound/unexpected-identity': (p) =>
    `The certificate at ${p.address} is not for ${list(p.expected)}. ztunnel breaks off the handshake.`,
  'outbound/cut': (p) => `${p.address} accepts the connection and cuts it.`,
  'outbound/pod-waypoint-not-consulted': (p) =>
    `${p.workload} has waypoint ${p.waypoint} for its own address. A service was dialled, so it is not asked.`,
  'outbound/service-waypoint-not-consulted': (p) =>
    `Service ${p.service} has waypoint ${p.waypoint}. The address of the pod was dialled, so it is not asked.`,
  'outbound/own-waypoint-not-consulted': (p) =>
    `The caller ${p.workload} itself has waypoint ${p.waypoint}. Only waypoints of destinations count.`,
  'outbound/candidate-unhealthy': (p) => `${p.workload} is not ready.`,
  'outbound/candidate-without-port': (p) => `${p.workload} has no target for port ${p.port}.`,
  'outbound/candidate-elsewhere': (p) => `${p.workload} is farther away.`,
  'inbound/hbone-accepted': (p) => `A tunnel arrives from ${p.source}. Its certificate says ${p.identity}.`,
  'inbound/ip-mismatch': (p) => `The tunnel reached ${p.connected} but asks for ${p.authority}. ztunnel answers 400.`,
  'inbound/recursive-call': (p) => `Port ${p.port} is ztunnel's own. It drops the call.`,
  'inbound/plaintext-accepted': (p) =>
    `Plaintext arrives from ${p.source}. It carries no identity, and no waypoint is looked for.`,
  'inbound/tls-rejected': (p) =>
    `The peer's identity (${p.identity}) is not of this mesh's trust domain. The handshake fails.`,
  'inbound/plain-bytes-to-hbone': (p) => `Port ${p.port} expects a TLS handshake and gets plain bytes.`,
  'inbound/handed-to-tunnel': (p) =>
    `${p.pod} has an inbound binding: its ztunnel hands the stream to the proxy inside (${p.protocol}).`,
  'inbound/to-app': (p) =>
    `ztunnel connects to the application at ${p.address}. The application sees the address of ztunnel's peer.`,
  'inbound/bypassed': (p) =>
    `${p.pod} is annotated to bypass inbound capture: plaintext reaches the application without any policy.`,
  'rbac/no-policies': (p) => `No policy applies to ${p.pod} at its ztunnel. The connection is allowed.`,
  'rbac/no-allow-policies': (p) =>
    `No DENY policy matches and ${p.pod} has no ALLOW policy. The connection is allowed.`,
  'rbac/allowed': (p) => `${list(p.policies)} ${p.policies.length === 1 ? 'allows' : 'allow'} ${p.peer}.`,
  'rbac/denied': (p) => `${list(p.policies)} ${p.policies.length === 1 ? 'denies' : 'deny'} ${p.peer}.`,
  'rbac/strict': (p) => `Mutual TLS is STRICT here, and the connection from ${p.source} carries no identity.`,
  'rbac/no-allow-matched': (p) => `ALLOW policies exist (${list(p.policies)}), but none allows ${p.peer}.`,
  'rbac/policy-did-not-match': (p) => `${p.policy} does not match.`,
  'rbac/dry-run': (p) => `${p.policy} matches, but is a dry run: it is only logged.`,
};
