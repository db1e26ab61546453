import { readResource } from '#model/kubernetes/readResource.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import type { MeshSettings } from '#model/scenario.ts';
import { compileMesh } from '../compileMesh.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';

/** A manifest as a test states it, without what every one of them has. */
type Stated = Readonly<Record<string, unknown>>;

/** Compiles a small world for a test; a manifest that cannot be read is a mistake in the test. */
export function worldOf(manifests: readonly Stated[], settings: MeshSettings = {}): Mesh {
  const resources = manifests.map((manifest): KubernetesResource => {
    const read = readResource(manifest);
    if (read.resource === undefined) throw new Error(`unreadable ${JSON.stringify(manifest)}`);
    return read.resource;
  });
  return compileMesh(resources, settings).mesh;
}

interface PodOptions {
  readonly ip: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly ports?: readonly number[];
}

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Stated {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export function node(name: string, region: string, zone: string): Stated {
  const labels = { 'topology.kubernetes.io/region': region, 'topology.kubernetes.io/zone': zone };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
}

/** A pod `namespace/name`, whose service account and `app` label are its name. */
export function pod(
  at: string,
  { ip, labels = {}, annotations = {}, node: nodeName = 'node-a', ports = [8080] }: PodOptions,
): Stated {
  const [space = '', name = ''] = at.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: space, labels: { app: name, ...labels }, annotations },
    spec: {
      serviceAccountName: name,
      nodeName,
      containers: [{ name: 'app', ports: ports.map((containerPort) => ({ containerPort })) }],
    },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

export const sidecarPod = {
  labels: { 'security.istio.io/tlsMode': 'istio' },
  annotations: { 'sidecar.istio.io/status': '{}' },
} as const;

export const hboneSidecarPod = {
  labels: { ...sidecarPod.labels, 'networking.istio.io/tunnel': 'http' },
  annotations: sidecarPod.annotations,
} as const;

interface ServiceOptions {
  readonly ip: string;
  readonly select: Readonly<Record<string, string>>;
  readonly ports?: readonly Stated[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Stated;
}

/** A Service `namespace/name`; `None` as its address makes it headless. */
export function service(at: string, { ip, select, ports = [http], labels = {}, spec = {} }: ServiceOptions): Stated {
  const [space = '', name = ''] = at.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: space, labels },
    spec: { selector: select, clusterIP: ip, clusterIPs: [ip], ports, ...spec },
  };
}

export const http: Stated = { name: 'http', port: 80, targetPort: 8080 };
export const tcp: Stated = { name: 'tcp', port: 90, targetPort: 9000 };

/** A waypoint Gateway `namespace/name`, its Service and its one pod. */
export function waypoint(at: string, vip: string, ip: string): readonly Stated[] {
  const [space = '', name = ''] = at.split('/');
  const own = {
    'gateway.networking.k8s.io/gateway-name': name,
    'gateway.networking.k8s.io/gateway-class-name': 'istio-waypoint',
    'gateway.istio.io/managed': 'istio.io-mesh-controller',
  };
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name, namespace: space },
      spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
      status: { addresses: [{ type: 'Hostname', value: `${name}.${space}.svc.cluster.local` }] },
    },
    service(at, {
      ip: vip,
      select: { 'gateway.networking.k8s.io/gateway-name': name },
      labels: own,
      ports: [{ name: 'mesh', port: 15008, targetPort: 15008 }],
    }),
    pod(at, { ip, labels: { ...own, 'istio.io/dataplane-mode': 'none' }, ports: [15008] }),
  ];
}

export function workloadAt(mesh: Mesh, at: string): Workload {
  const [space = '', name = ''] = at.split('/');
  const found = mesh.workloads.byPod(space, name);
  if (found === undefined) throw new Error(`no workload ${at}`);
  return found;
}

export function serviceAt(mesh: Mesh, at: string): MeshService {
  const [space, name] = at.split('/');
  const found = mesh.services.all.find((one) => one.namespace === space && one.name === name);
  if (found === undefined) throw new Error(`no service ${at}`);
  return found;
}

/** Answers the same numbers again and again. */
export function randomOf(...numbers: readonly number[]): { next: () => number } {
  let index = 0;
  return { next: () => numbers[index++ % numbers.length] ?? 0 };
}
