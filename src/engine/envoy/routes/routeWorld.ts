import type {
  DestinationRule,
  Gateway,
  GRPCRoute,
  HTTPRoute,
  HTTPRouteMatch,
  HTTPRouteRule,
  KubernetesResource,
  VirtualService,
} from '#model/kubernetes/kinds.ts';
import type { ObjectMeta } from '#model/kubernetes/resource.ts';
import type { HeaderLine, HttpRequest } from '../../dataplane/connection.ts';
import { ambient, namespace, pod, service, waypoint } from '../../dataplane/smallWorld.ts';
import type { Mesh, MeshService } from '../../mesh/mesh.ts';

// Builders for the tests of routes. Nothing outside tests imports this file.

const bound = { 'istio.io/use-waypoint': 'wp' } as const;

/** Services `app/web` and `app/api` behind waypoint `app/wp`, and an empty namespace `other`. */
export const routeWorld: readonly KubernetesResource[] = [
  namespace('app', ambient),
  namespace('other', ambient),
  waypoint('app/wp'),
  pod('app/client', '10.1.0.10'),
  pod('app/web', '10.1.0.21'),
  pod('app/api', '10.1.0.31'),
  service('app/web', '10.96.0.10', { labels: bound }),
  service('app/api', '10.96.0.11', { labels: bound }),
];

export const webWaypoint = { kind: 'Gateway', namespace: 'app', name: 'wp' } as const;

export function serviceOf(mesh: Mesh, hostname: string): MeshService {
  const found = mesh.services.all.find((each) => each.hostname === hostname);
  if (found === undefined) throw new Error(`no service ${hostname} in this world`);
  return found;
}

function metaOf(name: string, meta: Partial<ObjectMeta> = {}): ObjectMeta {
  const [home = '', own = ''] = name.split('/');
  return { name: own, namespace: home, ...meta };
}

export const onWeb = { group: '', kind: 'Service', name: 'web', namespace: 'app' } as const;

/** A rule that sends what it matches to a backend `name` on port 80; `weight` 1 unless said otherwise. */
export function rule(backend: string, ...matches: readonly Partial<HTTPRouteMatch>[]): HTTPRouteRule {
  return {
    matches: matches.map((match) => ({ path: { type: 'PathPrefix', value: '/' }, ...match })),
    backendRefs: [{ group: '', kind: 'Service', name: backend, namespace: 'app', port: 80, weight: 1 }],
  };
}

export function httpRoute(
  name: string,
  rules: readonly HTTPRouteRule[],
  spec: Partial<HTTPRoute['spec']> = {},
  meta: Partial<ObjectMeta> = {},
): HTTPRoute {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metaOf(name, meta),
    spec: { parentRefs: [onWeb], rules, ...spec },
  };
}

export function grpcRoute(name: string, rules: NonNullable<GRPCRoute['spec']['rules']>): GRPCRoute {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GRPCRoute',
    metadata: metaOf(name),
    spec: { parentRefs: [onWeb], rules },
  };
}

export function virtualService(
  name: string,
  spec: VirtualService['spec'],
  meta: Partial<ObjectMeta> = {},
): VirtualService {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metaOf(name, meta),
    spec: { hosts: ['web.app.svc.cluster.local'], ...spec },
  };
}

export function destinationRule(name: string, spec: DestinationRule['spec']): DestinationRule {
  return { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: metaOf(name), spec };
}

export function ingress(name: string, listeners: Gateway['spec']['listeners']): Gateway {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: metaOf(name),
    spec: { gatewayClassName: 'istio', listeners },
  };
}

export function get(path: string, headers: readonly HeaderLine[] = [], extra: Partial<HttpRequest> = {}): HttpRequest {
  return {
    method: 'GET',
    scheme: 'http',
    authority: 'web.app',
    path,
    headers,
    body: '',
    protocol: 'HTTP/1.1',
    grpc: false,
    ...extra,
  };
}
