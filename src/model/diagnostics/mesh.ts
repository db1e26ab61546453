/**
 * What nobody would tell you: configuration that is accepted and does not do what it seems to say. Objects are named
 * `namespace/name`.
 */
export interface MeshDiagnostics {
  /** The waypoint asked for has no address: traffic goes to the pods directly, past every L7 rule. */
  'mesh/waypoint-not-ready': { readonly object: string; readonly waypoint: string; readonly inherited: boolean };
  'mesh/waypoint-not-allowed': { readonly object: string; readonly waypoint: string };
  'mesh/waypoint-wrong-traffic': { readonly object: string; readonly waypoint: string; readonly traffic: string };
  'mesh/waypoint-other-namespace': { readonly object: string; readonly waypoint: string };
  'mesh/canary-not-used': { readonly object: string; readonly message: string };
  'mesh/bound-to-no-waypoint': { readonly object: string; readonly gateway: string };
  'mesh/waypoint-without-proxies': { readonly waypoint: string; readonly services: readonly string[] };
  'mesh/waypoint-unused': { readonly waypoint: string };
  'mesh/waypoint-before-uncaptured': {
    readonly service: string;
    readonly waypoint: string;
    readonly pods: readonly string[];
  };
  'mesh/headless-behind-waypoint': { readonly service: string; readonly waypoint: string };
  /** Nothing of the mesh gets in: it all comes to port 15008. */
  'mesh/network-policy-blocks-hbone': { readonly policy: string; readonly pods: number };
  /** Whoever may reach 15008 reaches every port of the pod. */
  'mesh/network-policy-ports-bypassed': { readonly policy: string; readonly ports: readonly string[] };
  'mesh/label-ignored': { readonly label: string; readonly kind: string };
  'mesh/unknown-label': { readonly label: string; readonly suggestion: string };

  /** At ztunnel: a DENY of which nothing is left, an ALLOW of which nothing is left. */
  'mesh/deny-without-effect': { readonly policy: string; readonly fields: readonly string[] };
  'mesh/deny-broader-than-written': { readonly policy: string; readonly fields: readonly string[] };
  'mesh/allow-denies-all': { readonly policy: string; readonly fields: readonly string[]; readonly pods: number };
  'mesh/allow-without-rules': { readonly policy: string; readonly pods: number };
  'mesh/action-not-at-ztunnel': { readonly policy: string; readonly action: string };
  'mesh/dry-run-not-at-ztunnel': { readonly policy: string };
  'mesh/selects-nothing': { readonly policy: string };
  'mesh/port-of-service-not-pod': {
    readonly policy: string;
    readonly port: string;
    readonly service: string;
    readonly target: number;
  };
  /** The pod's ztunnel sees the waypoint's identity, and nothing lets it in. */
  'mesh/waypoint-not-admitted': {
    readonly waypoint: string;
    readonly identity: string;
    readonly service: string;
    readonly policies: readonly string[];
  };

  'mesh/target-not-found': { readonly policy: string; readonly target: string };
  'mesh/target-without-waypoint': { readonly policy: string; readonly target: string };
  'mesh/target-class-elsewhere': { readonly policy: string; readonly rootNamespace: string };
  'mesh/jwt-without-waypoint': { readonly policy: string };
  'mesh/token-not-required': { readonly policy: string };
  'mesh/ip-blocks-at-waypoint': { readonly policy: string };
  'mesh/request-principal-shape': { readonly policy: string; readonly value: string };
  'mesh/unknown-provider': { readonly policy: string; readonly provider: string };
  'mesh/root-policy-not-at-waypoints': { readonly policy: string; readonly waypoints: readonly string[] };

  'mesh/route-on-waypoint-gateway': { readonly route: string; readonly waypoint: string };
  'mesh/route-without-waypoint': { readonly route: string; readonly parent: string };
  'mesh/consumer-route-ignored': { readonly route: string; readonly parent: string };
  'mesh/route-parent-not-found': { readonly route: string; readonly message: string };
  'mesh/route-hostnames-ignored': { readonly route: string; readonly parent: string };
  'mesh/route-port-unknown': { readonly route: string; readonly parent: string; readonly port: number };
  'mesh/route-lost': { readonly route: string; readonly message: string };
  'mesh/route-backend-broken': { readonly route: string; readonly message: string };
  'mesh/route-backend-port': { readonly route: string; readonly backend: string; readonly port: number };
  'mesh/route-without-backends': { readonly route: string; readonly rule: number };
  'mesh/route-leaves-rest': { readonly route: string; readonly parent: string };
  'mesh/route-on-tcp-port': { readonly route: string; readonly service: string; readonly port: string };
  'mesh/regex-stops-proxy': { readonly route: string; readonly regex: string };

  'mesh/ingress-skips-waypoint': { readonly gateway: string; readonly service: string; readonly waypoint: string };
  'mesh/sidecar-skips-waypoint': {
    readonly service: string;
    readonly waypoint: string;
    readonly callers: readonly string[];
  };
  'mesh/sidecar-in-ambient': { readonly pod: string };
  'mesh/labelled-not-captured': { readonly pod: string; readonly why: 'host-network' | 'pending' };
  'mesh/export-to-ignored': { readonly entry: string };
  'mesh/entry-without-address': { readonly entry: string; readonly waypoint: string };
  'mesh/wildcard-needs-waypoint': { readonly entry: string; readonly host: string };
  'mesh/dns-port': { readonly service: string; readonly port: number };
}
