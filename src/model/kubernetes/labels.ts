/** Labels and annotations that change how ambient mesh routes, each spelled once. */
export const labels = {
  dataplaneMode: 'istio.io/dataplane-mode',
  useWaypoint: 'istio.io/use-waypoint',
  useWaypointNamespace: 'istio.io/use-waypoint-namespace',
  useWaypointCanary: 'istio.io/use-waypoint-canary',
  useWaypointCanaryNamespace: 'istio.io/use-waypoint-canary-namespace',
  waypointFor: 'istio.io/waypoint-for',
  ingressUseWaypoint: 'istio.io/ingress-use-waypoint',
  revision: 'istio.io/rev',
  tunnel: 'networking.istio.io/tunnel',
  tlsMode: 'security.istio.io/tlsMode',
  gatewayName: 'gateway.networking.k8s.io/gateway-name',
  gatewayManaged: 'gateway.istio.io/managed',
  enableAutoallocateIp: 'networking.istio.io/enable-autoallocate-ip',
  hostname: 'kubernetes.io/hostname',
  region: 'topology.kubernetes.io/region',
  zone: 'topology.kubernetes.io/zone',
  subzone: 'topology.istio.io/subzone',
  network: 'topology.istio.io/network',
} as const;

export const annotations = {
  redirection: 'ambient.istio.io/redirection',
  bypassInboundCapture: 'ambient.istio.io/bypass-inbound-capture',
  dnsCapture: 'ambient.istio.io/dns-capture',
  xfccClientIdentity: 'ambient.istio.io/xfcc-include-client-identity',
  sidecarStatus: 'sidecar.istio.io/status',
  dryRun: 'istio.io/dry-run',
  trafficDistribution: 'networking.istio.io/traffic-distribution',
} as const;
