/** Reasons about ztunnel's outbound, inbound and RBAC decisions. */
export interface ZtunnelReasons {
  'outbound/recursive-call': { readonly address: string };
  'outbound/dns-port': { readonly address: string };
  'outbound/dialled-service': { readonly address: string; readonly service: string };
  'outbound/dialled-workload': { readonly address: string; readonly workload: string };
  'outbound/dialled-unknown': { readonly address: string };
  'outbound/service-waypoint': {
    readonly address: string;
    readonly service: string;
    readonly waypoint: string;
    readonly identity: string;
  };
  'outbound/workload-waypoint': {
    readonly address: string;
    readonly workload: string;
    readonly waypoint: string;
    readonly identity: string;
  };
  'outbound/canary-drawn': { readonly waypoint: string; readonly weight: number };
  'outbound/waypoint-endpoint': { readonly waypoint: string; readonly address: string; readonly candidates: number };
  'outbound/unknown-waypoint': { readonly waypoint: string; readonly error: string };
  'outbound/endpoint-chosen': {
    readonly service: string;
    readonly workload: string;
    readonly address: string;
    readonly candidates: number;
  };
  'outbound/locality': {
    readonly service: string;
    readonly mode: string;
    readonly scopes: readonly string[];
    readonly left: number;
    readonly of: number;
  };
  'outbound/no-healthy-upstream': {
    readonly service: string;
    readonly address: string;
    readonly why: 'no-endpoint' | 'none-healthy' | 'no-port' | 'locality';
  };
  'outbound/passthrough': { readonly address: string };
  'outbound/service-passthrough': { readonly address: string; readonly service: string };
  'outbound/direct-hbone': { readonly workload: string; readonly address: string; readonly identity: string };
  'outbound/direct-plaintext': { readonly workload: string; readonly address: string };
  'outbound/no-network-gateway': { readonly workload: string; readonly network: string };
  'outbound/network-gateway': {
    readonly workload: string;
    readonly network: string;
    readonly gateway: string;
    readonly address: string;
  };
  'outbound/unresolved-workload': { readonly workload: string; readonly hostname: string };
  'outbound/http-status': { readonly status: number };
  'outbound/connection-refused': { readonly address: string };
  'outbound/timeout': { readonly address: string };
  'outbound/unexpected-identity': {
    readonly address: string;
    readonly expected: readonly string[];
    readonly actual: string;
  };
  'outbound/cut': { readonly address: string };
  /** Waypoints that had no say, and why. */
  'outbound/pod-waypoint-not-consulted': { readonly workload: string; readonly waypoint: string };
  'outbound/service-waypoint-not-consulted': { readonly service: string; readonly waypoint: string };
  'outbound/own-waypoint-not-consulted': { readonly workload: string; readonly waypoint: string };
  'outbound/candidate-unhealthy': { readonly workload: string };
  'outbound/candidate-without-port': { readonly workload: string; readonly port: number };
  'outbound/candidate-elsewhere': { readonly workload: string };
  'inbound/hbone-accepted': { readonly identity: string; readonly source: string };
  'inbound/ip-mismatch': { readonly connected: string; readonly authority: string };
  'inbound/recursive-call': { readonly port: number };
  'inbound/plaintext-accepted': { readonly source: string };
  'inbound/tls-rejected': { readonly identity: string };
  'inbound/plain-bytes-to-hbone': { readonly port: number };
  'inbound/handed-to-tunnel': { readonly pod: string; readonly protocol: string };
  'inbound/to-app': { readonly address: string };
  'inbound/bypassed': { readonly pod: string };
  'rbac/no-policies': { readonly pod: string };
  'rbac/no-allow-policies': { readonly pod: string };
  'rbac/allowed': { readonly policies: readonly string[]; readonly peer: string };
  'rbac/denied': { readonly policies: readonly string[]; readonly peer: string };
  'rbac/strict': { readonly policies: readonly string[]; readonly source: string };
  'rbac/no-allow-matched': { readonly policies: readonly string[]; readonly peer: string };
  'rbac/policy-did-not-match': { readonly policy: string };
  'rbac/dry-run': { readonly policy: string; readonly result: string };
}
