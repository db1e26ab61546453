import type { ControlPlaneReasons } from '#model/reasons/controlPlane.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const captured: Readonly<Record<string, string>> = {
  annotation: 'its annotation ambient.istio.io/redirection says so',
  'pod-label': 'its own label istio.io/dataplane-mode is ambient',
  'namespace-label': 'its namespace is labelled istio.io/dataplane-mode: ambient',
};

const notCaptured: Readonly<Record<string, string>> = {
  'host-network': 'it uses the network of its node',
  sidecar: 'it has a sidecar',
  'excluded-namespace': 'istio-cni excludes its namespace',
  finished: 'it has run to its end',
  'opted-out': 'its own label istio.io/dataplane-mode is none',
  'no-label': 'neither it nor its namespace is labelled istio.io/dataplane-mode: ambient',
};

const notSent: Readonly<Record<string, string>> = {
  'dry-run': 'it is a dry run, and dry runs at ztunnel are switched off',
  action: 'ztunnel knows only ALLOW and DENY',
  revision: 'it belongs to the control plane of another revision',
};

export const controlPlaneReasons: Sentences<ControlPlaneReasons> = {
  'control-plane/captured': (p) => `${p.pod} is captured: ${captured[p.rule] ?? p.rule}.`,
  'control-plane/not-captured': (p) => `${p.pod} is not captured: ${notCaptured[p.rule] ?? p.rule}.`,
  'control-plane/waypoint-not-bound': (p) => `${p.object} asks for a waypoint and does not get it: ${p.message}.`,
  'control-plane/waypoint-opted-out': (p) => `${p.object} opts out of waypoints with the label value none.`,
  'control-plane/no-waypoint-asked': (p) => `Neither ${p.object} nor its namespace asks for a waypoint.`,
  'control-plane/canary-not-bound': (p) => `The canary waypoint of ${p.object} is not used: ${p.message}.`,
  'control-plane/policy-not-sent': (p) => `No ztunnel gets policy ${p.policy}: ${notSent[p.why] ?? p.why}.`,
  'control-plane/policy-selects-nothing': (p) =>
    `Policy ${p.policy} has an empty selector. ztunnel attaches it to nothing, where a sidecar would take it for the whole namespace.`,
  'control-plane/allow-rules-omitted': (p) =>
    `ztunnel cannot judge ${p.fields.join(', ')}. The rules of ALLOW policy ${p.policy} that use them are left out, so it allows less than it says.`,
  'control-plane/deny-rules-reduced': (p) =>
    `ztunnel cannot judge ${p.fields.join(', ')}. DENY policy ${p.policy} is enforced without them, so it refuses more than it says.`,
  'control-plane/deny-without-effect': (p) =>
    `ztunnel cannot judge ${p.fields.join(', ')}, and nothing else is left of DENY policy ${p.policy}: it refuses nobody.`,
  'control-plane/disable-port-stays-strict': (p) =>
    `PeerAuthentication ${p.policy} disables mTLS on port ${p.ports.join(', ')}, yet the port stays STRICT: istiod looks for PERMISSIVE only.`,
  'control-plane/strict-port-left-open': (p) =>
    `PeerAuthentication ${p.policy} asks for STRICT on port ${p.ports.join(', ')}, yet under a STRICT mesh istiod drops that rule and the port stays open.`,
  'control-plane/all-ports-opened': (p) =>
    `PeerAuthentication ${p.policy} opens port ${p.ports.join(', ')} only, yet istiod opens every port, because the namespace has a policy with mode UNSET.`,
  'control-plane/equal-age': (p) =>
    `PeerAuthentications ${p.chosen} and ${p.other} are of one age. istiod takes either by chance; the simulator takes ${p.chosen}.`,
  'control-plane/generated': (p) => `${p.what} is in no manifest; a healthy cluster would have it.`,
};
