/** Reasons about what istiod and the CNI derived: enrolment, addresses, waypoint binding, policy attachment. */
export interface ControlPlaneReasons {
  'control-plane/captured': { readonly pod: string; readonly rule: string };
  'control-plane/not-captured': { readonly pod: string; readonly rule: string };
  /** istiod's own condition message about a waypoint that was asked for and is not used. */
  'control-plane/waypoint-not-bound': { readonly object: string; readonly message: string };
  'control-plane/waypoint-opted-out': { readonly object: string };
  'control-plane/no-waypoint-asked': { readonly object: string };
  'control-plane/canary-not-bound': { readonly object: string; readonly message: string };
  /** An AuthorizationPolicy or part of one that no ztunnel gets. */
  'control-plane/policy-not-sent': { readonly policy: string; readonly why: 'dry-run' | 'action' | 'revision' };
  'control-plane/policy-selects-nothing': { readonly policy: string };
  'control-plane/allow-rules-omitted': { readonly policy: string; readonly fields: readonly string[] };
  'control-plane/deny-rules-reduced': { readonly policy: string; readonly fields: readonly string[] };
  'control-plane/deny-without-effect': { readonly policy: string; readonly fields: readonly string[] };
  /** PeerAuthentication that istiod converts otherwise than documented (classes A, B, C). */
  'control-plane/disable-port-stays-strict': { readonly policy: string; readonly ports: readonly string[] };
  'control-plane/strict-port-left-open': { readonly policy: string; readonly ports: readonly string[] };
  'control-plane/all-ports-opened': { readonly policy: string; readonly ports: readonly string[] };
  /** Two PeerAuthentications of one age: the real istiod takes either. */
  'control-plane/equal-age': { readonly chosen: string; readonly other: string };
  'control-plane/generated': { readonly what: string };
}
