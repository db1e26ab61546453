import type { AuthorizationPolicy, HTTPRoute } from '#model/kubernetes/kinds.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { targetRefsOf } from '../controlplane/status/targetRefsOf.ts';
import { familyOf, portProtocol } from '../forward/portProtocol.ts';
import type { Mesh, MeshService, ServicePort, Workload } from '../mesh/mesh.ts';
import type { RequestClass } from './requestClass.ts';

/** How many ways of asking one port for something are told apart. */
const maxWays = 24;

interface Way {
  readonly method: string;
  readonly path: string;
}

/** Every caller × destination, and for HTTP every method and path that a policy or route there speaks of. */
export function requestClasses(mesh: Mesh): readonly RequestClass[] {
  const callers = callersOf(mesh);
  const destinations = mesh.services.all.filter((service) => !isProxyService(service)).flatMap(destinationsOf(mesh));
  return callers.flatMap(({ namespace, name, uid }) =>
    destinations
      .filter((destination) => destination.uid !== uid)
      .map(({ service, to, method, path }) => ({
        from: `${namespace}/${name}`,
        destination: `${service.namespace}/${service.name}`,
        to,
        ...(method === undefined ? {} : { method }),
        ...(path === undefined ? {} : { path }),
      })),
  );
}

/** Applications; of pods that stand for one owner, the first. */
function callersOf(mesh: Mesh): readonly Workload[] {
  const alike = new Set([...mesh.owners.values()].flatMap((pods) => pods.slice(1).map(({ uid }) => uid)));
  return mesh.workloads.all.filter(
    ({ role, source, uid, healthy }) => role === 'app' && source.kind === 'Pod' && healthy && !alike.has(uid),
  );
}

/** The Service in front of a waypoint or gateway is no destination of its own. */
function isProxyService({ endpoints, labels }: MeshService): boolean {
  return (
    labels['gateway.networking.k8s.io/gateway-name'] !== undefined ||
    (endpoints.length > 0 && endpoints.every(({ workload }) => workload.role !== 'app'))
  );
}

interface Destination {
  readonly service: MeshService;
  readonly uid?: string;
  readonly to: string;
  readonly method?: string;
  readonly path?: string;
}

function destinationsOf(mesh: Mesh): (service: MeshService) => readonly Destination[] {
  return (service) => {
    if (service.hostname.startsWith('*')) return [];
    const ways = waysOf(service, mesh);
    return service.ports
      .filter(({ protocol }) => protocol !== 'UDP')
      .flatMap((port): readonly Destination[] => {
        if (!speaksHttp(service, port)) return [{ service, to: `tcp://${service.hostname}:${port.port}` }];
        return ways.map(({ method, path }) => ({
          service,
          to: `http://${service.hostname}:${port.port}${path}`,
          method,
          path,
        }));
      });
  };
}

/** Ports that a proxy would sniff are tried with HTTP. */
function speaksHttp(service: MeshService, port: ServicePort): boolean {
  return familyOf(portProtocol(service, port)) !== 'tcp';
}

function waysOf(service: MeshService, { resources }: Mesh): readonly Way[] {
  const ways = new Map<string, Way>();
  const add = (method: string, path: string): void => {
    if (ways.size < maxWays) ways.set(`${method} ${path}`, { method, path });
  };
  add('GET', '/');
  for (const policy of resources.all('AuthorizationPolicy')) {
    if (concerns(policy, service))
      waysOfPolicy(policy).forEach(({ method, path }) => {
        add(method, path);
      });
  }
  for (const route of resources.all('HTTPRoute')) {
    if (hasParent(route, service))
      waysOfRoute(route).forEach(({ method, path }) => {
        add(method, path);
      });
  }
  return [...ways.values()];
}

/** Policies that may be about a service: in its namespace, its waypoint's, or for the whole mesh. */
function concerns(policy: AuthorizationPolicy, service: MeshService): boolean {
  const home = namespaceOf(policy);
  const targets = targetRefsOf(policy.spec);
  const named = targets.length === 0 || targets.some(({ kind, name }) => kind !== 'Service' || name === service.name);
  const waypoint = service.waypoint?.primary.gateway.namespace;
  return (
    named && (home === service.namespace || home === waypoint || targets.some(({ kind }) => kind === 'GatewayClass'))
  );
}

function waysOfPolicy({ spec }: AuthorizationPolicy): readonly Way[] {
  return (spec.rules ?? []).flatMap(({ to = [] }) =>
    to.flatMap(({ operation }) => {
      const methods = concrete(operation?.methods) ?? ['GET'];
      const paths = concrete(operation?.paths) ?? ['/'];
      return methods.flatMap((method) => paths.map((path) => ({ method, path })));
    }),
  );
}

/** An example of each pattern: `/admin*` and `/admin/{**}` are tried as `/admin` and `/admin/x`. */
function concrete(patterns: readonly string[] | undefined): readonly string[] | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  return patterns.map((pattern) => {
    const filled = pattern.replace(/\{\*\*?\}/g, 'x');
    return filled.endsWith('*') ? filled.slice(0, -1) || '/' : filled.replace(/^\*/, '/x');
  });
}

function hasParent(route: HTTPRoute, service: MeshService): boolean {
  return (route.spec.parentRefs ?? []).some(
    ({ kind, name, namespace = namespaceOf(route) }) =>
      kind === service.source.kind && name === service.name && namespace === service.namespace,
  );
}

function waysOfRoute({ spec }: HTTPRoute): readonly Way[] {
  return spec.rules.flatMap(({ matches }) =>
    matches.flatMap(({ path, method = 'GET' }) =>
      path.type === 'RegularExpression' ? [] : [{ method, path: path.value }],
    ),
  );
}
