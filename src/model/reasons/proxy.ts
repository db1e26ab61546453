/** Reasons about a waypoint, gateway or sidecar: what it accepts, where it forwards, what it answers itself. */
export interface ProxyReasons extends ForwardReasons, WaypointReasons, GatewayReasons, SidecarReasons {}

/** What any Envoy does with a request it has accepted. */
interface ForwardReasons {
  'proxy/bad-request': { readonly status: number; readonly details: string };
  'proxy/not-http': { readonly port: number };
  'proxy/no-route': { readonly path: string; readonly host: string };
  'proxy/default-route': { readonly service: string; readonly port: number };
  'proxy/endpoint-chosen': {
    readonly cluster: string;
    readonly address: string;
    readonly workload: string;
    readonly of: number;
    readonly transport: string;
  };
  'proxy/endpoint-not-drawn': { readonly workload: string; readonly weight: number };
  'proxy/endpoint-farther': { readonly workload: string };
  'proxy/endpoint-not-ready': { readonly workload: string };
  'proxy/endpoint-without-port': { readonly workload: string; readonly port: number };
  'proxy/endpoint-not-in-subset': { readonly workload: string };
  /** `node` is empty where no manifest says it. */
  'proxy/endpoint-on-other-node': { readonly workload: string; readonly node: string };
  'proxy/waypoint-chosen': { readonly service: string; readonly waypoint: string; readonly address: string };
  'proxy/original-destination': { readonly cluster: string; readonly address: string; readonly transport: string };
  'proxy/encapsulated': { readonly address: string };
  'proxy/no-healthy-upstream': { readonly cluster: string };
  'proxy/no-such-cluster': { readonly backends: readonly string[] };
  'proxy/upstream-refused': { readonly address: string; readonly tries: number };
  'proxy/upstream-closed': { readonly address: string };
  'proxy/upstream-timeout': { readonly address: string; readonly tries: number };
  'proxy/route-timeout': { readonly timeoutMs: number; readonly tries: number };
  'proxy/per-try-timeout': { readonly timeoutMs: number; readonly tries: number };
  'proxy/retried': { readonly tries: number; readonly why: string };
  'proxy/retries-used-up': { readonly tries: number; readonly status: number };
  'proxy/mirrored': { readonly to: string };
  'proxy/mirror-failed': { readonly to: string };
  'proxy/tcp-no-destination': { readonly service: string };
  'proxy/extension': { readonly name: string; readonly phase: string; readonly effect: string };
}

export interface WaypointReasons {
  'waypoint/not-hbone': { readonly port: number };
  'waypoint/untrusted-peer': { readonly identity: string };
  'waypoint/config-rejected': { readonly waypoint: string; readonly message: string };
  'waypoint/http-chain': { readonly service: string; readonly port: number; readonly protocol: string };
  'waypoint/http-chain-sniffed': { readonly service: string; readonly port: number };
  'waypoint/tcp-chain': { readonly service: string; readonly port: number; readonly protocol: string };
  'waypoint/tcp-chain-sniffed': { readonly service: string; readonly port: number };
  'waypoint/pod-chain': { readonly pod: string; readonly port: number; readonly protocol: string };
  'waypoint/no-filter-chain': { readonly waypoint: string; readonly address: string; readonly inspected: boolean };
  'waypoint/address-by-chance': { readonly service: string; readonly address: string; readonly of: number };
  'waypoint/hostname-by-chance': { readonly hostname: string; readonly namespaces: readonly string[] };
  'waypoint/identity-changes': { readonly identity: string };
  'waypoint/layered-denied': { readonly waypoint: string };
}

export interface GatewayReasons {
  'gateway/listener': { readonly gateway: string; readonly port: number; readonly listener: string };
  'gateway/no-listener': { readonly gateway: string; readonly port: number };
  'gateway/no-virtual-host': { readonly gateway: string; readonly host: string };
  'gateway/skips-waypoint': { readonly service: string; readonly waypoint: string };
}

export interface SidecarReasons {
  'sidecar/http-listener': { readonly port: number; readonly host: string };
  'sidecar/http-listener-sniffed': { readonly service: string; readonly port: number };
  'sidecar/tcp-listener': { readonly service: string; readonly port: number };
  'sidecar/not-http-passthrough': { readonly port: number };
  'sidecar/passthrough': { readonly address: string };
  'sidecar/no-virtual-host': { readonly host: string; readonly port: number };
  'sidecar/blocked': { readonly address: string };
  'sidecar/own-address': { readonly address: string };
  'sidecar/skips-waypoint': { readonly service: string; readonly waypoint: string };
  'sidecar/inbound-http': { readonly port: number; readonly service: string };
  'sidecar/inbound-tcp': { readonly port: number; readonly service: string };
  'sidecar/inbound-catch-all': { readonly port: number; readonly protocol: string };
  'sidecar/inbound-mtls': { readonly mode: string; readonly identity: string };
  'sidecar/inbound-plaintext': { readonly mode: string };
  'sidecar/inbound-strict': { readonly mode: string; readonly port: number };
  'sidecar/inbound-own-port': { readonly port: number };
  'sidecar/inbound-wrong-address': { readonly address: string };
  'sidecar/inbound-tunnel': { readonly identity: string; readonly address: string };
  'sidecar/no-hbone': { readonly port: number };
  'sidecar/to-application': { readonly port: number };
}
