/** Reasons about Envoy's filters and routes, in whichever proxy they run. Policies and routes are `namespace/name`. */
export interface EnvoyReasons extends AuthorizationReasons, AuthenticationReasons, RouteReasons, ForwardReasons {}

interface AuthorizationReasons {
  'envoy/no-policies': { readonly chain: 'http' | 'tcp' };
  /** Only DENY policies are attached, and none matches. */
  'envoy/nothing-denies': { readonly policies: readonly string[] };
  'envoy/allowed-by-policy': { readonly policy: string; readonly rule: number; readonly others: readonly string[] };
  'envoy/denied-by-policy': { readonly policies: readonly string[]; readonly rules: readonly string[] };
  'envoy/no-allow-matched': { readonly policies: readonly string[] };
  'envoy/policy-no-match': { readonly policy: string; readonly failed: readonly string[] };
  'envoy/policy-without-rules': { readonly policy: string };
  'envoy/policy-rules-dropped': { readonly policy: string; readonly why: 'unknown-key' | 'http-only' | 'unreadable' };
  'envoy/custom-provider-missing': { readonly policy: string; readonly provider: string };
  'envoy/custom-several-providers': { readonly policy: string; readonly providers: readonly string[] };
  'envoy/custom-error': { readonly policy: string; readonly provider: string; readonly status: number };
  'envoy/custom-denied': { readonly policy: string; readonly provider: string; readonly status: number };
  'envoy/custom-fail-open': { readonly policy: string; readonly provider: string };
  'envoy/custom-allowed': { readonly policy: string; readonly provider: string };
  'envoy/audited': { readonly policies: readonly string[] };
  'envoy/dry-run-denies': { readonly policies: readonly string[] };
  'envoy/dry-run-allows': { readonly policies: readonly string[] };
  'envoy/dry-run-no-allow': { readonly policies: readonly string[] };
  'envoy/config-rejected': { readonly message: string };
  'envoy/path-rejected': { readonly path: string };
  'envoy/path-normalized': { readonly from: string; readonly to: string; readonly mode: string };
}

interface AuthenticationReasons {
  'envoy/jwt-accepted': { readonly issuer: string; readonly subject: string; readonly policy: string };
  'envoy/jwt-rejected': { readonly message: string; readonly status: number };
  'envoy/jwt-no-token': { readonly policies: readonly string[] };
  'envoy/jwt-preflight': { readonly origin: string };
  'envoy/jwt-rule-failed': { readonly policy: string; readonly issuer: string; readonly message: string };
  'envoy/jwt-rule-no-token': { readonly policy: string; readonly issuer: string };
}

interface RouteReasons {
  'envoy/route-matched': { readonly route: string; readonly rule: number; readonly match: string };
  'envoy/default-route': { readonly host: string };
  'envoy/no-route-matched': { readonly host: string; readonly path: string };
  'envoy/no-virtual-host': { readonly authority: string };
  'envoy/route-no-match': {
    readonly route: string;
    readonly rule: number;
    readonly condition: 'path' | 'method' | 'header' | 'query' | 'authority' | 'scheme';
    readonly wanted: string;
  };
  /** It matches as well, but stands later in the order. */
  'envoy/route-later': { readonly route: string; readonly rule: number; readonly match: string };
  'envoy/route-other-namespace': { readonly route: string; readonly namespaces: readonly string[] };
  'envoy/route-other-port': { readonly route: string; readonly port: number };
  'envoy/route-discarded': { readonly route: string; readonly problem: string };
  'envoy/route-after-catch-all': { readonly route: string };
  'envoy/tcp-route': { readonly route: string };
  'envoy/tcp-default-route': { readonly host: string };
}

interface ForwardReasons {
  'envoy/backend-chosen': { readonly backend: string; readonly weight: number; readonly total: number };
  'envoy/backend-only': { readonly backend: string };
  'envoy/backend-not-chosen': { readonly backend: string; readonly weight: number; readonly total: number };
  'envoy/backend-invalid': {
    readonly backend: string;
    readonly why: 'not-found' | 'invalid-kind' | 'not-permitted' | 'unknown-port' | 'unknown-subset' | 'no-weight';
    readonly status: number;
  };
  'envoy/no-backends': { readonly route: string };
  'envoy/redirected': { readonly status: number; readonly location: string };
  'envoy/direct-response': { readonly status: number };
  'envoy/cors-preflight': { readonly origin: string; readonly allowed: boolean };
  'envoy/cors-origin': { readonly origin: string; readonly allowed: boolean };
  'envoy/fault-abort': { readonly status: number };
  'envoy/fault-delay': { readonly ms: number };
  'envoy/request-changed': {
    readonly set: readonly string[];
    readonly added: readonly string[];
    readonly removed: readonly string[];
  };
  'envoy/host-rewritten': { readonly from: string; readonly to: string };
  'envoy/path-rewritten': { readonly from: string; readonly to: string };
  'envoy/mirrored': { readonly backend: string };
}
