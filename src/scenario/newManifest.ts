import type { NewResource } from '#model/edit.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { printBlock } from './edit/printYaml.ts';

type JsonMap = { readonly [key: string]: Json };
type Workload = Extract<NewResource, { kind: 'deployment' | 'pod' }>;
type Route = Extract<NewResource, { kind: 'http-route' }>;
type Policy = Extract<NewResource, { kind: 'authorization-policy' }>;

/** The YAML we write for a new object: what somebody would write by hand, and nothing that has a good default. */
export function newManifest(resource: NewResource): string {
  return `${printBlock(valueOf(resource), 0)}\n`;
}

/** The name that a new object will have in the scenario. */
export function refOfNew(resource: NewResource): ResourceRef {
  const { name } = resource;
  if (resource.kind === 'namespace') return { kind: 'Namespace', name };
  return { kind: kindNames[resource.kind], namespace: resource.namespace, name };
}

const kindNames = {
  deployment: 'Deployment',
  pod: 'Pod',
  service: 'Service',
  waypoint: 'Gateway',
  gateway: 'Gateway',
  'http-route': 'HTTPRoute',
  'authorization-policy': 'AuthorizationPolicy',
  'peer-authentication': 'PeerAuthentication',
} as const;

function valueOf(resource: NewResource): JsonMap {
  switch (resource.kind) {
    case 'namespace': {
      const ambient = resource.ambient ? { labels: { [labels.dataplaneMode]: 'ambient' } } : {};
      return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: resource.name, ...ambient } };
    }
    case 'deployment':
      return deployment(resource);
    case 'pod':
      return pod(resource);
    case 'service':
      return { ...head('v1', resource), spec: serviceSpec(resource) };
    case 'waypoint':
      return waypoint(resource);
    case 'gateway':
      return gateway(resource);
    case 'http-route':
      return route(resource);
    case 'authorization-policy':
      return policy(resource);
    case 'peer-authentication':
      return { ...head('security.istio.io/v1', resource), spec: { mtls: { mode: resource.mode } } };
  }
}

function head(apiVersion: string, resource: Exclude<NewResource, { kind: 'namespace' }>, extra: JsonMap = {}): JsonMap {
  const { kind, namespace, name } = resource;
  return { apiVersion, kind: kindNames[kind], metadata: { name, namespace, ...extra } };
}

function workloadLabels({ name, version }: Workload): JsonMap {
  // Canaries of one application share its name: echo-v1 is version v1 of echo.
  const suffix = `-${version ?? ''}`;
  const app = version !== undefined && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  return { app, ...(version === undefined ? {} : { version }) };
}

function podSpec({ name, port, serviceAccount, sidecar }: Workload): JsonMap {
  const ports = port === undefined ? {} : { ports: [{ containerPort: port }] };
  const proxy = sidecar === true ? [{ name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.30.0' }] : [];
  return {
    serviceAccountName: serviceAccount ?? name,
    containers: [{ name: 'app', image: `example.com/${name}:1`, ...ports }, ...proxy],
  };
}

/** What the injector leaves behind; without it a second container would be just that. */
const injected: JsonMap = {
  labels: { [labels.tlsMode]: 'istio', 'service.istio.io/canonical-revision': 'latest' },
  annotations: { 'sidecar.istio.io/status': '{"containers":["istio-proxy"],"revision":"default"}' },
};

function podMeta(resource: Workload): JsonMap {
  const own = workloadLabels(resource);
  if (resource.sidecar !== true) return { labels: own };
  return { ...injected, labels: { ...own, ...(injected['labels'] as JsonMap) } };
}

function pod(resource: Workload): JsonMap {
  return { ...head('v1', resource, podMeta(resource)), spec: podSpec(resource) };
}

function deployment(resource: Workload): JsonMap {
  const replicas = resource.replicas === undefined ? {} : { replicas: resource.replicas };
  return {
    ...head('apps/v1', resource),
    spec: {
      ...replicas,
      selector: { matchLabels: workloadLabels(resource) },
      template: { metadata: podMeta(resource), spec: podSpec(resource) },
    },
  };
}

function serviceSpec({ name, port, targetPort, selector }: Extract<NewResource, { kind: 'service' }>): JsonMap {
  const target = targetPort === undefined || targetPort === port ? {} : { targetPort };
  return { selector: selector ?? { app: name }, ports: [{ name: 'http', port, ...target }] };
}

/** As `istioctl waypoint generate` prints it. */
function waypoint(resource: Extract<NewResource, { kind: 'waypoint' }>): JsonMap {
  return {
    ...head('gateway.networking.k8s.io/v1', resource, { labels: { [labels.waypointFor]: resource.for ?? 'service' } }),
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    },
  };
}

function gateway(resource: Extract<NewResource, { kind: 'gateway' }>): JsonMap {
  const { port } = resource;
  return {
    ...head('gateway.networking.k8s.io/v1', resource),
    spec: {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
    },
  };
}

function route(resource: Route): JsonMap {
  const { namespace, parent, backends } = resource;
  // The group of a Service is empty and has to be written: left out, it means the Gateway API.
  const group: JsonMap = parent.kind === 'Gateway' ? {} : { group: '' };
  return {
    ...head('gateway.networking.k8s.io/v1', resource),
    spec: {
      parentRefs: [{ ...group, kind: parent.kind, name: parent.name, ...elsewhere(parent, namespace) }],
      rules: [
        {
          backendRefs: backends.map(({ service, port, weight }) => ({
            name: service.name,
            ...elsewhere(service, namespace),
            port,
            ...(weight === undefined ? {} : { weight }),
          })),
        },
      ],
    },
  };
}

function elsewhere(ref: ResourceRef, home: string): JsonMap {
  return ref.namespace === undefined || ref.namespace === home ? {} : { namespace: ref.namespace };
}

const targetGroups: Readonly<Record<string, string>> = {
  Service: '',
  Gateway: 'gateway.networking.k8s.io',
  GatewayClass: 'gateway.networking.k8s.io',
  ServiceEntry: 'networking.istio.io',
};

function policy(resource: Policy): JsonMap {
  const { action, principals, methods } = resource;
  const from = principals === undefined ? {} : { from: [{ source: { principals } }] };
  const to = methods === undefined ? {} : { to: [{ operation: { methods } }] };
  return {
    ...head('security.istio.io/v1', resource),
    spec: { ...attachment(resource), action, rules: [{ ...from, ...to }] },
  };
}

function attachment({ target }: Policy): JsonMap {
  if (target === undefined) return {};
  if ('matchLabels' in target) return { selector: { matchLabels: { ...target.matchLabels } } };
  return { targetRefs: [{ group: targetGroups[target.kind] ?? '', kind: target.kind, name: target.name }] };
}
