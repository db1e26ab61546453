import type {
  AuthorizationPolicy,
  Gateway,
  KubernetesResource,
  Namespace,
  Node,
  PeerAuthentication,
  Pod,
  Service,
  ServiceEntry,
} from '#model/kubernetes/kinds.ts';
import { keyOf, type ObjectMeta } from '#model/kubernetes/resource.ts';
import type { MeshSettings, ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { compileMesh } from '../compileMesh.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import type { Mesh, Workload } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { walkRequest } from './walkRequest.ts';

// Builders for tests: the smallest manifests a case can be told with. Nothing outside tests imports this file.

type Labels = Readonly<Record<string, string>>;

export function namespace(name: string, labels: Labels = {}, annotations: Labels = {}): Namespace {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, annotations } };
}

export const ambient = { 'istio.io/dataplane-mode': 'ambient' } as const;

export function node(name: string, zone: string, region = 'r1'): Node {
  const labels = { 'topology.kubernetes.io/zone': zone, 'topology.kubernetes.io/region': region };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
}

export interface PodOptions {
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly ports?: readonly (number | readonly [name: string, port: number])[];
  readonly node?: string;
  readonly ready?: boolean;
  readonly phase?: string;
  readonly account?: string;
  readonly spec?: Partial<Pod['spec']>;
  readonly meta?: Partial<ObjectMeta>;
}

/** `app/s` with label `app: s`, service account `s` and port 8080, unless said otherwise. */
export function pod(name: string, ip: string, options: PodOptions = {}): Pod {
  const [home = '', own = ''] = name.split('/');
  const { ports = [8080], ready = true, phase = 'Running', labels = {}, annotations = {} } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: own, namespace: home, labels: { app: own, ...labels }, annotations, ...options.meta },
    spec: {
      serviceAccountName: options.account ?? own,
      nodeName: options.node ?? 'n1',
      containers: [
        {
          name: 'app',
          ports: ports.map((port) =>
            typeof port === 'number'
              ? { containerPort: port, protocol: 'TCP' }
              : { name: port[0], containerPort: port[1], protocol: 'TCP' },
          ),
        },
      ],
      ...options.spec,
    },
    status: { phase, podIP: ip, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  };
}

export interface ServiceOptions {
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly selector?: Labels;
  readonly spec?: Partial<Service['spec']>;
}

/** Port 80 to 8080 of the pods whose label `app` is the service's name, unless said otherwise. */
export function service(name: string, ip: string, options: ServiceOptions = {}): Service {
  const [home = '', own = ''] = name.split('/');
  const { labels = {}, annotations = {} } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: own, namespace: home, labels, annotations },
    spec: {
      type: 'ClusterIP',
      clusterIP: ip,
      selector: options.selector ?? { app: own },
      ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
      ...options.spec,
    },
  };
}

export interface WaypointOptions {
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly from?: 'All' | 'Same' | 'Selector';
  readonly selector?: Labels;
  readonly className?: string;
  readonly status?: Gateway['status'] | 'none';
}

/** A waypoint Gateway as a user writes it: the rest is filled in, unless a status is given. */
export function waypoint(name: string, options: WaypointOptions = {}): Gateway {
  const [home = '', own = ''] = name.split('/');
  const { from = 'Same', className = 'istio-waypoint', status } = options;
  const selector = options.selector === undefined ? {} : { selector: { matchLabels: options.selector } };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: own, namespace: home, labels: options.labels ?? {}, annotations: options.annotations ?? {} },
    spec: {
      gatewayClassName: className,
      listeners: [
        { name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from, ...selector } } },
      ],
    },
    ...(status === undefined ? {} : { status: status === 'none' ? {} : status }),
  };
}

export function authorizationPolicy(
  name: string,
  spec: AuthorizationPolicy['spec'],
  meta: Partial<ObjectMeta> = {},
): AuthorizationPolicy {
  const [home = '', own = ''] = name.split('/');
  const metadata = { name: own, namespace: home, ...meta };
  return { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata, spec };
}

export function peerAuthentication(
  name: string,
  spec: PeerAuthentication['spec'],
  creationTimestamp = '2026-01-01T00:00:00Z',
): PeerAuthentication {
  const [home = '', own = ''] = name.split('/');
  const metadata = { name: own, namespace: home, creationTimestamp };
  return { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec };
}

export function serviceEntry(name: string, spec: ServiceEntry['spec'], meta: Partial<ObjectMeta> = {}): ServiceEntry {
  const [home = '', own = ''] = name.split('/');
  const metadata = { name: own, namespace: home, ...meta };
  return { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata, spec };
}

/** Captured client `app/c`, captured server `app/s` with Service `app/svc`, uncaptured `out/u`: the world most cases start from. */
export const defaultWorld: readonly KubernetesResource[] = [
  namespace('app', ambient),
  namespace('out'),
  pod('app/c', '10.1.0.1'),
  pod('app/s', '10.1.0.2', { node: 'n2' }),
  pod('out/u', '10.3.0.1'),
  service('app/svc', '10.96.0.10', { selector: { app: 's' } }),
];

/** The default world with objects added; one of the same kind and name replaces. */
export function worldWith(...extra: readonly KubernetesResource[]): readonly KubernetesResource[] {
  const replaced = new Set(extra.map((resource) => keyOf(refOf(resource))));
  return [...defaultWorld.filter((resource) => !replaced.has(keyOf(refOf(resource)))), ...extra];
}

export function meshOf(resources: readonly KubernetesResource[], settings: MeshSettings = {}): Mesh {
  return compileMesh(resources, settings).mesh;
}

/** The workload of a pod that has to be there. */
export function workloadOf(mesh: Mesh, name: string): Workload {
  const [home = '', own = ''] = name.split('/');
  const found = mesh.workloads.byPod(home, own);
  if (found === undefined) throw new Error(`no pod ${name} in this world`);
  return found;
}

/** Sends one request through a world. */
export function send(mesh: Mesh, from: string, to: string, extra: Partial<ScenarioRequest> = {}, seed = 1): Trace {
  return walkRequest(mesh, { name: 'test', from, to, ...extra }, seed, { tokens: noTokens, now: 0 });
}

/** Legs as `transport address[authority]`. */
export function legsOf(trace: Trace): readonly string[] {
  return trace.hops.flatMap(({ leg }) => {
    if (leg === undefined) return [];
    return leg.authority === undefined
      ? `${leg.transport} ${leg.address}`
      : `${leg.transport} ${leg.address}[${leg.authority}]`;
  });
}
