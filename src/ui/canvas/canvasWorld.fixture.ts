import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { AttachmentSummary, MeshSummary, ServiceSummary, WorkloadSummary } from '#model/meshSummary.ts';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import type { Decision, Hop, Leg, ProxyRef, Trace } from '#model/trace.ts';

export const ref = (kind: string, name: string, namespace = 'shop'): ResourceRef =>
  kind === 'Namespace' ? { kind, name } : { kind, namespace, name };

const pod = (
  namespace: string,
  name: string,
  address: string,
  rest: Partial<WorkloadSummary> = {},
): WorkloadSummary => ({
  ref: ref('Pod', name, namespace),
  namespace,
  name,
  serviceAccount: name,
  addresses: [address],
  node: 'node-a',
  ready: true,
  participation: 'captured',
  hbone: true,
  hostNetwork: false,
  ports: [8080],
  labels: {},
  ...rest,
});

export const waypointRef = ref('Gateway', 'waypoint');

const echo: ServiceSummary = {
  ref: ref('Service', 'echo'),
  namespace: 'shop',
  name: 'echo',
  hostname: 'echo.shop.svc.cluster.local',
  addresses: ['10.96.0.10'],
  ports: [{ port: 80, name: 'http', protocol: 'HTTP' }],
  endpoints: [
    { workload: ref('Pod', 'echo-v1'), ready: true },
    { workload: ref('Pod', 'echo-v2'), ready: true },
  ],
  headless: false,
  waypoint: { requested: 'shop/waypoint', bound: waypointRef, reason: 'WaypointAccepted', because: [] },
};

const policy: AttachmentSummary = {
  ref: ref('AuthorizationPolicy', 'allow-get'),
  targets: [echo.ref],
  enforcedBy: 'waypoint',
  action: 'ALLOW',
};

/** Two callers, one legacy job, and a service of two versions behind a waypoint. */
export const canarySummary: MeshSummary = {
  ...emptyMeshSummary,
  namespaces: [
    { name: 'client-apps', declared: true, ambient: true },
    { name: 'legacy', declared: true, ambient: false },
    {
      name: 'shop',
      declared: true,
      ambient: true,
      useWaypoint: { requested: 'shop/waypoint', bound: waypointRef, reason: 'WaypointAccepted', because: [] },
    },
  ],
  workloads: [
    pod('client-apps', 'curl', '10.0.1.5'),
    pod('client-apps', 'batch', '10.0.1.6'),
    pod('legacy', 'cron', '10.0.9.2', { participation: 'outside', hbone: false }),
    pod('shop', 'echo-v1', '10.0.2.11', { serviceAccount: 'echo', node: 'node-b' }),
    pod('shop', 'echo-v2', '10.0.2.12', { serviceAccount: 'echo', node: 'node-b' }),
    pod('shop', 'waypoint-0', '10.0.3.9', { participation: 'waypoint', gateway: waypointRef }),
  ],
  services: [echo],
  gateways: [
    {
      ref: waypointRef,
      namespace: 'shop',
      name: 'waypoint',
      role: 'waypoint',
      programmed: true,
      pods: [ref('Pod', 'waypoint-0')],
      waypointFor: 'service',
      addresses: ['10.96.0.11'],
    },
  ],
  attachments: [policy, { ref: ref('HTTPRoute', 'echo'), targets: [echo.ref], enforcedBy: 'waypoint' }],
};

const because: Decision['because'] = [{ resource: echo.ref, path: ['metadata', 'labels', 'istio.io/use-waypoint'] }];

function hop(
  at: ProxyRef,
  phase: Hop['phase'],
  decisions: number,
  leg?: Leg,
  outcome: Hop['outcome'] = 'forwarded',
): Hop {
  const reason = { code: 'engine/unsupported', params: { rule: 'end-of-request', subject: '' } } as Decision['reason'];
  const thought = Array.from({ length: decisions }, () => ({ reason, because, source: 'fixture' }));
  return { at, phase, decisions: thought, outcome, ...(leg === undefined ? {} : { leg }) };
}

const curl = ref('Pod', 'curl', 'client-apps');
const echoV1 = ref('Pod', 'echo-v1');
const asCurl = 'cluster.local/ns/client-apps/sa/curl';
const asWaypoint = 'cluster.local/ns/shop/sa/waypoint';

/** curl asks echo: through the waypoint to echo-v1. */
export const canaryTrace: Trace = {
  request: { name: 'orders', from: 'client-apps/curl', to: 'http://echo.shop/orders' },
  verdict: {
    kind: 'delivered',
    status: 200,
    client: 'response',
    deniedBy: null,
    backend: echoV1,
    decidedBy: {
      at: { kind: 'app', pod: echoV1 },
      reason: { code: 'engine/unsupported', params: { rule: 'end-of-request', subject: '' } },
      because: [],
    },
  },
  five: {
    captured: { source: true, destination: true },
    dialled: { kind: 'service', address: '10.96.0.10', port: 80, resource: echo.ref },
    waypoints: ['shop/waypoint'],
    enforcers: [],
    podSees: { identity: asWaypoint, address: '10.0.3.9' },
  },
  hops: [
    hop({ kind: 'app', pod: curl }, 'app', 0),
    hop({ kind: 'ztunnel', node: 'node-a', pod: curl }, 'outbound', 2, {
      transport: 'hbone',
      address: '10.0.3.9:15008',
      authority: '10.96.0.10:80',
      sourceIdentity: asCurl,
    }),
    hop({ kind: 'waypoint', gateway: waypointRef, pod: ref('Pod', 'waypoint-0') }, 'waypoint', 3, {
      transport: 'hbone',
      address: '10.0.2.11:15008',
      authority: '10.0.2.11:8080',
      sourceIdentity: asWaypoint,
    }),
    hop({ kind: 'ztunnel', node: 'node-b', pod: echoV1 }, 'inbound', 1),
    hop({ kind: 'app', pod: echoV1 }, 'app', 0, undefined, 'answered'),
  ],
  http: null,
  logs: [],
  metrics: [],
  gateways: [],
  attempts: 1,
  approximate: [],
};

/** cron, outside the mesh, asks echo and is turned away by the server's ztunnel. */
export const deniedTrace: Trace = {
  ...canaryTrace,
  request: { name: 'cron', from: 'legacy/cron', to: 'http://echo.shop/orders' },
  verdict: { ...canaryTrace.verdict, kind: 'denied', status: null, client: 'reset', backend: null },
  five: { ...canaryTrace.five, waypoints: [], podSees: null },
  hops: [
    hop({ kind: 'app', pod: ref('Pod', 'cron', 'legacy') }, 'app', 0),
    hop({ kind: 'kube-proxy', node: 'node-b' }, 'kube-proxy', 1, { transport: 'plaintext', address: '10.0.2.12:8080' }),
    hop(
      { kind: 'ztunnel', node: 'node-b', pod: ref('Pod', 'echo-v2') },
      'inbound-passthrough',
      1,
      undefined,
      'refused',
    ),
  ],
};
