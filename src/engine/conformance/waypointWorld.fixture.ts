/** A manifest as a row states it. */
export type Manifest = Readonly<Record<string, unknown>>;
export type Spec = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;

interface Meta {
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly creationTimestamp?: string;
}

/** An object of namespace `app` unless its metadata says otherwise. */
export function object(apiVersion: string, kind: string, name: string, spec: Spec, meta: Meta = {}): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'app', ...meta }, spec };
}

export function namespace(name: string, labels: Labels = {}, annotations: Labels = {}): Manifest {
  const named = { 'kubernetes.io/metadata.name': name, ...labels };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: named, annotations } };
}

interface PodOptions extends Meta {
  readonly ip: string;
  readonly sa?: string;
  readonly node?: string;
  readonly ports?: readonly (number | Manifest)[];
  readonly ready?: boolean;
  readonly phase?: string;
  readonly hostNetwork?: true;
}

export function pod(name: string, options: PodOptions): Manifest {
  const {
    ip,
    sa = name,
    node = 'node-a',
    ports = [8080],
    ready = true,
    phase = 'Running',
    hostNetwork,
    ...meta
  } = options;
  const containerPorts = ports.map((port) => (typeof port === 'number' ? { containerPort: port } : port));
  return {
    ...object('v1', 'Pod', name, {}, meta),
    spec: {
      serviceAccountName: sa,
      nodeName: node,
      ...(hostNetwork && { hostNetwork }),
      containers: [{ name: 'app', image: 'example.com/echo:1', ports: containerPorts }],
    },
    status: {
      phase,
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

export const http80 = { name: 'http', port: 80, targetPort: 8080 };
export const boundToWp: Labels = { 'istio.io/use-waypoint': 'wp' };

export interface ServiceOptions extends Meta {
  readonly select?: Labels;
  readonly ports?: readonly Spec[];
  readonly spec?: Spec;
}

/** A Service that selects the pods labelled with its name. */
export function service(name: string, clusterIP: string, options: ServiceOptions = {}): Manifest {
  const { select = { app: name }, ports = [http80], spec = {}, ...meta } = options;
  return object('v1', 'Service', name, { clusterIP, clusterIPs: [clusterIP], selector: select, ports, ...spec }, meta);
}

export interface WaypointOptions extends Meta {
  readonly allowed?: Spec;
  readonly spec?: Spec;
}

/** A Gateway as a user writes it: status, Service and one ready proxy are filled in. */
export function waypoint(name: string, options: WaypointOptions = {}): Manifest {
  const { allowed, spec = {}, ...meta } = options;
  const listener = { name: 'mesh', port: 15008, protocol: 'HBONE' };
  const listeners = [allowed === undefined ? listener : { ...listener, allowedRoutes: { namespaces: allowed } }];
  const gateway = { gatewayClassName: 'istio-waypoint', listeners, ...spec };
  return object('gateway.networking.k8s.io/v1', 'Gateway', name, gateway, meta);
}

export function policy(name: string, spec: Spec, meta: Meta = {}): Manifest {
  return object('security.istio.io/v1', 'AuthorizationPolicy', name, spec, meta);
}

export function authentication(name: string, spec: Spec, meta: Meta = {}): Manifest {
  return object('security.istio.io/v1', 'RequestAuthentication', name, spec, meta);
}

export function peerAuthentication(name: string, spec: Spec, meta: Meta = {}): Manifest {
  return object('security.istio.io/v1', 'PeerAuthentication', name, spec, meta);
}

export const toWeb = { group: '', kind: 'Service', name: 'web' };
export const toApi = { group: '', kind: 'Service', name: 'api' };
export const toWp = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'wp' };
export const toClass = { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' };

/** An HTTPRoute of Service web, or of the parents given. */
export function route(name: string, rules: readonly Spec[], meta: Meta & { parents?: readonly Spec[] } = {}): Manifest {
  const { parents = [toWeb], ...rest } = meta;
  return object('gateway.networking.k8s.io/v1', 'HTTPRoute', name, { parentRefs: parents, rules }, rest);
}

export function grpcRoute(
  name: string,
  rules: readonly Spec[],
  meta: Meta & { parents?: readonly Spec[] } = {},
): Manifest {
  const { parents = [toWeb], ...rest } = meta;
  return object('gateway.networking.k8s.io/v1', 'GRPCRoute', name, { parentRefs: parents, rules }, rest);
}

export function virtualService(name: string, spec: Spec, meta: Meta = {}): Manifest {
  return object('networking.istio.io/v1', 'VirtualService', name, { hosts: ['web'], ...spec }, meta);
}

export function destinationRule(name: string, spec: Spec, meta: Meta = {}): Manifest {
  return object('networking.istio.io/v1', 'DestinationRule', name, { host: 'web', ...spec }, meta);
}

export function serviceEntry(name: string, spec: Spec, meta: Meta = {}): Manifest {
  return object('networking.istio.io/v1', 'ServiceEntry', name, spec, meta);
}

/** Backend references. */
export const api = { name: 'api', port: 80 };
export const web = { name: 'web', port: 80 };

const webPorts = [
  http80,
  { name: 'tcp', port: 9090, targetPort: 9091 },
  { name: 'foo', port: 8000, targetPort: 8000 },
  { name: 'grpc', port: 7070, targetPort: 7070 },
];
const webContainers = [8080, 9091, 8000, 7070];

/**
 * The world that the rows start from: callers client and other, Service web with two versions, Service api, both behind
 * waypoint wp, all in namespace app; plain is a caller outside the mesh. Objects of the same kind and name are replaced.
 */
export function waypointWorld(extra: readonly Manifest[] = []): readonly Manifest[] {
  const base = [
    namespace('istio-system'),
    namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
    namespace('plain'),
    pod('client', { ip: '10.1.0.10' }),
    pod('other', { ip: '10.1.0.11' }),
    pod('plain', { ip: '10.3.0.1', namespace: 'plain' }),
    pod('web-v1', { ip: '10.1.0.21', sa: 'web', labels: { app: 'web', version: 'v1' }, ports: webContainers }),
    pod('web-v2', {
      ip: '10.1.0.22',
      sa: 'web',
      labels: { app: 'web', version: 'v2' },
      ports: webContainers,
      node: 'node-b',
    }),
    pod('api-1', { ip: '10.1.0.31', sa: 'api', labels: { app: 'api' } }),
    service('web', '10.96.0.10', { ports: webPorts, labels: boundToWp }),
    service('api', '10.96.0.11', { labels: boundToWp }),
    waypoint('wp'),
  ];
  return withObjects(base, extra);
}

export function withObjects(base: readonly Manifest[], extra: readonly Manifest[]): readonly Manifest[] {
  const replaced = new Set(extra.map(nameOf));
  return [...base.filter((one) => !replaced.has(nameOf(one))), ...extra];
}

function nameOf(manifest: Manifest): string {
  const { namespace: home = '', name = '' } = manifest['metadata'] as {
    readonly namespace?: string;
    readonly name?: string;
  };
  return `${String(manifest['kind'])}/${home}/${name}`;
}
