import type {
  Gateway,
  GatewayListener,
  GRPCRoute,
  HTTPRoute,
  ParentRef,
  TCPRoute,
  TLSRoute,
} from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { serviceHost } from './convertBackend.ts';
import { hostMatches, hostsMeet, isSubHost } from './hostNames.ts';

export type GatewayApiRoute = HTTPRoute | GRPCRoute | TCPRoute | TLSRoute;

/** Something a route hangs on: a Service or ServiceEntry of the mesh, or one listener of a Gateway. */
export type RouteParent =
  | { readonly kind: 'mesh'; readonly hosts: readonly string[]; readonly port?: number; readonly because: FieldRef }
  | {
      readonly kind: 'gateway';
      readonly gateway: string;
      readonly listener: string;
      readonly hostname: string;
      /** Hostnames of the other listeners of the same port and protocol. */
      readonly others: readonly string[];
      readonly because: FieldRef;
    };

/** istiod's name for one listener of a Gateway. */
export function listenerKey(namespace: string, gateway: string, listener: string): string {
  return `${namespace}/${gateway}/${listener}`;
}

/** The parents that accept a route. Mirrors istiod `extractParentReferenceInfo` and `referenceAllowed`. */
export function routeParents(mesh: Mesh, route: GatewayApiRoute): readonly RouteParent[] {
  const resource = { kind: route.kind, namespace: route.metadata.namespace ?? '', name: route.metadata.name };
  return (route.spec.parentRefs ?? []).flatMap((ref, index): readonly RouteParent[] => {
    const because = { resource, path: ['spec', 'parentRefs', index] };
    const namespace = ref.namespace ?? resource.namespace;
    const group = ref.group === 'core' ? '' : ref.group;
    const port = ref.port === undefined ? {} : { port: ref.port };
    if (group === '' && ref.kind === 'Service') {
      if (mesh.resources.get('Service', namespace, ref.name) === undefined) return [];
      return [{ kind: 'mesh', hosts: [serviceHost(mesh, namespace, ref.name)], ...port, because }];
    }
    if (group === 'networking.istio.io' && ref.kind === 'ServiceEntry') {
      const entry = mesh.resources.get('ServiceEntry', namespace, ref.name);
      return entry === undefined ? [] : [{ kind: 'mesh', hosts: entry.spec.hosts, ...port, because }];
    }
    if (group === 'gateway.networking.k8s.io' && ref.kind === 'Gateway') {
      const gateway = mesh.resources.get('Gateway', namespace, ref.name);
      return gateway === undefined ? [] : gatewayParents(mesh, gateway, ref, route, because);
    }
    return [];
  });
}

function gatewayParents(
  mesh: Mesh,
  gateway: Gateway,
  ref: ParentRef,
  route: GatewayApiRoute,
  because: FieldRef,
): readonly RouteParent[] {
  const { namespace = '', name } = gateway.metadata;
  const { listeners } = gateway.spec;
  return listeners
    .filter((listener) => accepts(mesh, listener, namespace, ref, route))
    .map((listener) => ({
      kind: 'gateway',
      gateway: `${namespace}/${name}`,
      listener: listenerKey(namespace, name, listener.name),
      hostname: listener.hostname ?? '',
      others: listeners
        .filter((other) => other !== listener && other.port === listener.port && other.protocol === listener.protocol)
        .map(({ hostname = '' }) => hostname)
        .filter((hostname) => hostname !== (listener.hostname ?? '')),
      because,
    }));
}

function accepts(
  mesh: Mesh,
  listener: GatewayListener,
  namespace: string,
  { sectionName, port }: ParentRef,
  route: GatewayApiRoute,
): boolean {
  if (listener.protocol === 'HBONE' || (sectionName !== undefined && sectionName !== listener.name)) return false;
  if (port !== undefined && port !== listener.port) return false;
  const hostnames = 'hostnames' in route.spec ? (route.spec.hostnames ?? []) : [];
  const { hostname = '' } = listener;
  if (hostname !== '' && hostnames.length > 0 && !hostnames.some((own) => hostsMeet(own, hostname))) return false;
  return allowsKind(listener, route.kind) && allowsNamespace(mesh, listener, namespace, route.metadata.namespace ?? '');
}

const kindsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
]);

function allowsKind({ protocol, allowedRoutes, tls }: GatewayListener, kind: string): boolean {
  const stated = (allowedRoutes.kinds ?? []).map((allowed) => allowed.kind);
  const possible = kindsOf.get(protocol) ?? [];
  if (kind === 'TCPRoute' && protocol === 'TLS' && tls?.mode === 'Passthrough') return false;
  return possible.includes(kind) && (stated.length === 0 || stated.includes(kind));
}

function allowsNamespace(mesh: Mesh, listener: GatewayListener, own: string, from: string): boolean {
  const { namespaces } = listener.allowedRoutes;
  if (namespaces.from === 'All') return true;
  if (namespaces.from === 'Same') return own === from;
  const labels = mesh.resources.get('Namespace', undefined, from)?.metadata.labels ?? {};
  return matchesSelector(namespaces.selector, { 'kubernetes.io/metadata.name': from, ...labels });
}

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

function matchesSelector(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>>): boolean {
  const valueOf = (key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  const wanted = Object.entries(selector?.matchLabels ?? {});
  if (!wanted.every(([key, value]) => valueOf(key) === value)) return false;
  return (selector?.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = valueOf(key);
    if (operator === 'In') return value !== undefined && values.includes(value);
    if (operator === 'NotIn') return value === undefined || !values.includes(value);
    return operator === 'Exists' ? value !== undefined : value === undefined;
  });
}

/** Whether another listener has a better claim on a hostname. Mirrors istiod `hostnameAllowedByIsolation`. */
export function isIsolatedFrom(parent: RouteParent, host: string): boolean {
  if (parent.kind === 'mesh') return false;
  const { hostname, others } = parent;
  if (hostname !== '' && !hostname.startsWith('*')) return false;
  if (hostname !== '' && !hostMatches(host, hostname)) return true;
  return others.some((other) => other !== '' && hostname.length <= other.length && isSubHost(host, other));
}
