import type { SidecarReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const sidecarReasons: Sentences<SidecarReasons> = {
  'sidecar/http-listener': (p) =>
    `The sidecar has an HTTP listener for port ${p.port}. The Host header, ${p.host}, decides which service is meant.`,
  'sidecar/http-listener-sniffed': (p) =>
    `Port ${p.port} of ${p.service} names no protocol. The bytes are HTTP, so the sidecar uses the routes of that service.`,
  'sidecar/tcp-listener': (p) => `The sidecar carries the bytes to ${p.service} on port ${p.port}.`,
  'sidecar/not-http-passthrough': (p) =>
    `Port ${p.port} is declared as HTTP, but the bytes are not HTTP. The sidecar passes them on unchanged, without identity.`,
  'sidecar/passthrough': (p) =>
    `The sidecar knows no service at ${p.address}. It passes the connection on unchanged, without identity.`,
  'sidecar/no-virtual-host': (p) =>
    `No service with port ${p.port} is called ${p.host}. The sidecar passes the request on to where it was going, without identity.`,
  'sidecar/blocked': (p) =>
    `outboundTrafficPolicy is REGISTRY_ONLY and the sidecar knows nothing at ${p.address}, so it blocks the call.`,
  'sidecar/own-address': (p) =>
    `${p.address} is the address of the pod itself. Such a connection never passes the sidecar.`,
  'sidecar/skips-waypoint': (p) => `${p.service} uses waypoint ${p.waypoint}, but a sidecar never sends to a waypoint.`,
  'sidecar/inbound-http': (p) =>
    `Port ${p.port} belongs to ${p.service} and is read as HTTP, so policies see method, path and headers.`,
  'sidecar/inbound-tcp': (p) =>
    `Port ${p.port} belongs to ${p.service} and is read as plain bytes. A DENY policy with HTTP fields only denies every connection here.`,
  'sidecar/inbound-catch-all': (p) =>
    `No Service has port ${p.port}. The catch-all of the sidecar reads it as ${p.protocol}.`,
  'sidecar/inbound-mtls': (p) => `The sidecar accepts Istio mTLS from ${p.identity} (mode ${p.mode}).`,
  'sidecar/inbound-plaintext': (p) => `The connection is plaintext and has no identity. Mode ${p.mode} allows that.`,
  'sidecar/inbound-strict': (p) =>
    `Port ${p.port} is ${p.mode}, and the connection is plaintext. The sidecar cuts it off.`,
  'sidecar/inbound-tunnel': (p) => `The sidecar ends the HBONE tunnel of ${p.identity} for ${p.address}.`,
  'sidecar/inbound-own-port': (p) =>
    `Port ${p.port} is the sidecar's own. A connection to it would call itself for ever, so it ends here.`,
  'sidecar/inbound-wrong-address': (p) => `The tunnel asks for ${p.address}, which is not an address of this pod.`,
  'sidecar/no-hbone': (p) => `This sidecar does not take HBONE on port ${p.port}.`,
  'sidecar/to-application': (p) => `The request goes to the application on port ${p.port}.`,
};
