import type { MeshDiagnostics } from '#model/diagnostics/mesh.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const list = (items: readonly string[]): string => items.join(', ');

export const meshDiagnostics: Sentences<MeshDiagnostics> = {
  'mesh/waypoint-not-ready': (p) =>
    `${p.object} asks for waypoint ${p.waypoint}, which has no address. Traffic goes straight to the pods, past every L7 rule.${p.inherited ? '' : " The namespace's waypoint does not step in."}`,
  'mesh/waypoint-not-allowed': (p) =>
    `Waypoint ${p.waypoint} does not take ${p.object}: the allowedRoutes of its mesh listener leave that namespace out. Traffic passes it by.`,
  'mesh/waypoint-wrong-traffic': (p) =>
    `Waypoint ${p.waypoint} does not serve ${p.traffic} traffic, so ${p.object} is not bound to it. See its label istio.io/waypoint-for.`,
  'mesh/waypoint-other-namespace': (p) =>
    `${p.object} is visible in its own namespace only, so it cannot use waypoint ${p.waypoint} of another one.`,
  'mesh/canary-not-used': (p) => `The canary waypoint of ${p.object} gets no traffic: ${p.message}.`,
  'mesh/bound-to-no-waypoint': (p) =>
    `${p.object} is bound to ${p.gateway}, which is an ingress gateway and no waypoint. Its connections fail there.`,
  'mesh/waypoint-without-proxies': (p) =>
    `Waypoint ${p.waypoint} has no ready proxy. Traffic for ${list(p.services)} still goes there, and fails.`,
  'mesh/waypoint-unused': (p) =>
    `Nothing uses waypoint ${p.waypoint}: no namespace, service or pod has a label for it.`,
  'mesh/waypoint-before-uncaptured': (p) =>
    `${list(p.pods)} behind ${p.service} are not in the mesh. Waypoint ${p.waypoint} reaches them in plaintext, and anybody else can go past it.`,
  'mesh/headless-behind-waypoint': (p) =>
    `${p.service} is headless: callers dial its pods, so waypoint ${p.waypoint} sees none of it.`,
  'mesh/network-policy-blocks-hbone': (p) =>
    `${p.policy} isolates ${p.pods === 1 ? 'a captured pod' : `${p.pods} captured pods`} and opens port 15008 for nobody. Everything the mesh sends comes to 15008, so nothing of it gets in.`,
  'mesh/network-policy-ports-bypassed': (p) =>
    `${p.policy} lets port 15008 in beside ${p.ports.join(', ')}. Whoever may use 15008 reaches every port of the pod through the tunnel; only an AuthorizationPolicy can tell the ports apart.`,
  'mesh/label-ignored': (p) =>
    `Nobody reads ${p.label} on a ${p.kind}. It belongs on the Service, the namespace or the pods.`,
  'mesh/unknown-label': (p) => `Istio has no label ${p.label}. Did you mean ${p.suggestion}?`,

  'mesh/deny-without-effect': (p) =>
    `${p.policy} denies nothing: ztunnel cannot see ${list(p.fields)}, and nothing else is left of its rules. Target a waypoint with targetRefs.`,
  'mesh/deny-broader-than-written': (p) =>
    `${p.policy} denies more than it says: ztunnel cannot see ${list(p.fields)} and enforces the rest of the rule.`,
  'mesh/allow-denies-all': (p) =>
    `${p.policy} lets nobody in: ztunnel drops rules with ${list(p.fields)}, and an ALLOW policy without rules refuses every connection to the ${p.pods} pods it selects.`,
  'mesh/allow-without-rules': (p) =>
    `${p.policy} has no rules, so it refuses every connection to ${p.pods} pods that no other policy allows.`,
  'mesh/action-not-at-ztunnel': (p) =>
    `${p.policy} has action ${p.action}, which ztunnel does not know. It has no effect there.`,
  'mesh/dry-run-not-at-ztunnel': (p) =>
    `${p.policy} is a dry run, which is not enabled for ztunnel. It is not evaluated at all.`,
  'mesh/selects-nothing': (p) => `${p.policy} selects no workload.`,
  'mesh/port-of-service-not-pod': (p) =>
    `Port ${p.port} in ${p.policy} is a port of Service ${p.service}. ztunnel compares the pod's port, which is ${p.target}.`,
  'mesh/waypoint-not-admitted': (p) =>
    `The pods behind ${p.service} refuse their own waypoint: none of ${list(p.policies)} lets ${p.identity} in. Requests that ${p.waypoint} forwards end with 503.`,

  'mesh/target-not-found': (p) => `${p.policy} targets ${p.target}, which does not exist.`,
  'mesh/target-without-waypoint': (p) => `${p.policy} targets ${p.target}, which has no waypoint. Nobody enforces it.`,
  'mesh/target-class-elsewhere': (p) =>
    `${p.policy} targets a GatewayClass. Only policies of the root namespace ${p.rootNamespace} may do that.`,
  'mesh/jwt-without-waypoint': (p) =>
    `${p.policy} checks no token: ztunnel knows nothing of JWTs, and no waypoint is targeted.`,
  'mesh/token-not-required': (p) =>
    `${p.policy} checks tokens that are there. Requests without a token pass, unless an AuthorizationPolicy asks for one.`,
  'mesh/ip-blocks-at-waypoint': (p) =>
    `ipBlocks in ${p.policy} never match at a waypoint: it sees a tunnel, not the client's address. remoteIpBlocks reads X-Forwarded-For.`,
  'mesh/request-principal-shape': (p) =>
    `"${p.value}" in ${p.policy} matches no token: a request principal is issuer/subject.`,
  'mesh/unknown-provider': (p) =>
    `${p.policy} asks provider "${p.provider}", which MeshConfig does not have. Every request its rules match is refused.`,
  'mesh/root-policy-not-at-waypoints': (p) =>
    `${p.policy} is for every ztunnel and not for waypoints. ${list(p.waypoints)} would need a policy that targets GatewayClass istio-waypoint.`,

  'mesh/route-on-waypoint-gateway': (p) =>
    `${p.route} has waypoint ${p.waypoint} as parent, which does nothing. A route at a waypoint has the Service as parent.`,
  'mesh/route-without-waypoint': (p) =>
    `${p.route} has ${p.parent} as parent, which has no waypoint. In ambient mode nobody applies the route.`,
  'mesh/consumer-route-ignored': (p) =>
    `${p.route} is in the namespace of a caller. A waypoint reads routes of ${p.parent} only from the service's namespace or its own.`,
  'mesh/route-parent-not-found': (p) => `No parent takes ${p.route}: ${p.message}.`,
  'mesh/route-hostnames-ignored': (p) =>
    `The hostnames of ${p.route} are ignored: its parent ${p.parent} says which requests it is for.`,
  'mesh/route-port-unknown': (p) =>
    `${p.route} is for port ${p.port} of ${p.parent}, which has no such port. It never applies.`,
  'mesh/route-lost': (p) => `All rules of ${p.route} are lost over one mistake: ${p.message}`,
  'mesh/route-backend-broken': (p) =>
    `A backend of ${p.route} cannot be used, and its share of requests gets 500: ${p.message}`,
  'mesh/route-backend-port': (p) =>
    `${p.backend} has no port ${p.port}. The status of ${p.route} does not say so, and requests get 500.`,
  'mesh/route-without-backends': (p) => `Rule ${p.rule} of ${p.route} has no backend: requests get 500.`,
  'mesh/route-leaves-rest': (p) =>
    `No route of ${p.parent} matches every request. What ${p.route} leaves out gets 404.`,
  'mesh/route-on-tcp-port': (p) =>
    `Port ${p.port} of ${p.service} is TCP to the waypoint, so ${p.route} does not apply there.`,
  'mesh/regex-stops-proxy': (p) =>
    `Envoy cannot compile "${p.regex}" of ${p.route} and refuses its whole configuration: the waypoint serves nothing, and no status says so.`,

  'mesh/ingress-skips-waypoint': (p) =>
    `Requests from gateway ${p.gateway} to ${p.service} go past waypoint ${p.waypoint}. The label istio.io/ingress-use-waypoint sends them through.`,
  'mesh/sidecar-skips-waypoint': (p) =>
    `${list(p.callers)} have a sidecar. Their requests to ${p.service} go past waypoint ${p.waypoint}.`,
  'mesh/sidecar-in-ambient': (p) => `${p.pod} has a sidecar, so it is not captured although ambient mode is asked for.`,
  'mesh/labelled-not-captured': (p) =>
    p.why === 'host-network'
      ? `${p.pod} uses the node's network, so it cannot be captured.`
      : `${p.pod} is not captured yet.`,
  'mesh/export-to-ignored': (p) => `exportTo of ${p.entry} limits nobody: ambient mode does not read it.`,
  'mesh/entry-without-address': (p) =>
    `${p.entry} has no address, so no connection is recognised as meant for it and waypoint ${p.waypoint} sees none.`,
  'mesh/wildcard-needs-waypoint': (p) =>
    `${p.entry} has the wildcard host ${p.host} and no waypoint. It does not apply.`,
  'mesh/dns-port': (p) =>
    `${p.service} has TCP port ${p.port}. What captured pods send there is taken by ztunnel's DNS proxy.`,
};
