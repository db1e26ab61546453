import type { WaypointReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const waypointReasons: Sentences<WaypointReasons> = {
  'waypoint/not-hbone': (p) =>
    `A waypoint takes HBONE only. What arrives on port ${p.port} in any other way is cut off.`,
  'waypoint/untrusted-peer': (p) => `The waypoint does not accept the certificate of the caller (${p.identity}).`,
  'waypoint/config-rejected': (p) =>
    `Envoy refuses the whole configuration of waypoint ${p.waypoint} ("${p.message}"), so it serves nothing at all.`,
  'waypoint/http-chain': (p) =>
    `Port ${p.port} of ${p.service} speaks ${p.protocol}, so HTTP policies and routes apply.`,
  'waypoint/http-chain-sniffed': (p) =>
    `Port ${p.port} of ${p.service} names no protocol. The first bytes are HTTP, so HTTP policies and routes apply.`,
  'waypoint/tcp-chain': (p) =>
    `Port ${p.port} of ${p.service} is declared as ${p.protocol}, so the waypoint carries bytes; HTTP rules do not apply.`,
  'waypoint/tcp-chain-sniffed': (p) =>
    `Port ${p.port} of ${p.service} names no protocol. The first bytes are not HTTP/1.1 or HTTP/2, so the waypoint carries bytes.`,
  'waypoint/pod-chain': (p) =>
    `${p.pod} is bound to this waypoint by its own address. Port ${p.port} is served as ${p.protocol}, without any route.`,
  'waypoint/no-filter-chain': (p) =>
    `Waypoint ${p.waypoint} has no filter chain for ${p.address}. ${p.inspected ? 'It accepts the tunnel and then resets it.' : 'It answers the CONNECT with 503.'}`,
  'waypoint/address-by-chance': (p) =>
    `${p.service} has ${p.of} addresses, of which istiod keeps one for the waypoint. Whether that is ${p.address} is left to chance.`,
  'waypoint/hostname-by-chance': (p) =>
    `${p.hostname} is defined in the namespaces ${p.namespaces.join(', ')}. The waypoint serves one of them, and which one is left to chance.`,
  'waypoint/identity-changes': (p) =>
    `The tunnel of the caller ends here. From now on the destination sees the waypoint, ${p.identity}.`,
  'waypoint/layered-denied': (p) => `A policy that selects waypoint ${p.waypoint} refuses the tunnel itself.`,
};
