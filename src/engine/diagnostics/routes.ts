import type { Diagnostic } from '#model/diagnostic.ts';
import type { HTTPRoute, ParentRef } from '#model/kubernetes/kinds.ts';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import { isWaypointGateway } from '../controlplane/gatewayClasses.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { routeError } from '../controlplane/status/routeError.ts';
import { routeParents, type Route } from '../controlplane/status/routeParentRefs.ts';
import { familyOf, portProtocol } from '../forward/portProtocol.ts';
import { groupBy } from '../mesh/groupBy.ts';
import type { Mesh, MeshService } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { bindingOf } from './bindings.ts';
import { finding, nameOf, refName } from './finding.ts';

/** What becomes of routes: which parents take them, and which of their rules work. */
export function routeDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const { resources } = mesh;
  const routes: readonly Route[] = [
    ...resources.all('HTTPRoute'),
    ...resources.all('GRPCRoute'),
    ...resources.all('TCPRoute'),
    ...resources.all('TLSRoute'),
  ];
  return [
    ...routes.flatMap((route) => [...parentDiagnostics(route, mesh), ...ruleDiagnostics(route, mesh)]),
    ...resources.all('HTTPRoute').flatMap((route) => httpDiagnostics(route, mesh)),
    ...restDiagnostics(mesh),
  ];
}

function parentDiagnostics(route: Route, mesh: Mesh): readonly Diagnostic[] {
  const attached = routeParents(route, mesh);
  return (route.spec.parentRefs ?? []).flatMap((ref, index) => {
    const path = ['spec', 'parentRefs', index];
    const own = attached.filter((parent) => parent.ref === ref);
    const [denied] = own.flatMap((parent) => parent.denied ?? []);
    if (own.length > 0 && denied !== undefined && own.every((parent) => parent.denied !== undefined)) {
      const params = { route: nameOf(route), message: denied.message };
      return [finding('mesh/route-parent-not-found', 'error', params, refOf(route), path)];
    }
    if (ref.kind === 'Gateway') return gatewayParent(route, ref, path, mesh);
    if (ref.kind === 'Service' || ref.kind === 'ServiceEntry') return serviceParent(route, ref, path, mesh);
    return [];
  });
}

function gatewayParent(route: Route, ref: ParentRef, path: FieldPath, mesh: Mesh): readonly Diagnostic[] {
  const namespace = ref.namespace ?? namespaceOf(route);
  const gateway = mesh.resources.get('Gateway', namespace, ref.name);
  if (gateway === undefined) {
    const params = { route: nameOf(route), message: `Gateway ${namespace}/${ref.name}` };
    return [finding('mesh/route-parent-not-found', 'error', params, refOf(route), path)];
  }
  if (!isWaypointGateway(mesh.resources, gateway)) return [];
  const params = { route: nameOf(route), waypoint: nameOf(gateway) };
  return [finding('mesh/route-on-waypoint-gateway', 'error', params, refOf(route), path)];
}

function serviceParent(route: Route, ref: ParentRef, path: FieldPath, mesh: Mesh): readonly Diagnostic[] {
  const namespace = ref.namespace ?? namespaceOf(route);
  const parentRef = { kind: ref.kind, namespace, name: ref.name };
  const parent = refName(parentRef);
  const services = mesh.services.bySource(parentRef);
  if (services.length === 0) return [];
  const name = nameOf(route);
  const binding = bindingOf(mesh, parentRef);
  // Sidecars apply the routes of the services they call themselves.
  if (binding === undefined && mesh.workloads.all.some(({ sidecar }) => sidecar !== undefined)) return [];
  if (binding === undefined)
    return [finding('mesh/route-without-waypoint', 'warning', { route: name, parent }, refOf(route), path)];
  const found: Diagnostic[] = [];
  const home = namespaceOf(route);
  if (home !== namespace && home !== binding.primary.gateway.namespace)
    found.push(finding('mesh/consumer-route-ignored', 'warning', { route: name, parent }, refOf(route), path));
  const { port } = ref;
  if (port !== undefined && !services.some(({ ports }) => ports.some((own) => own.port === port)))
    found.push(
      finding('mesh/route-port-unknown', 'warning', { route: name, parent, port }, refOf(route), [...path, 'port']),
    );
  const deaf = services.flatMap((service) => tcpOnly(service, port));
  if ((route.kind === 'HTTPRoute' || route.kind === 'GRPCRoute') && deaf.length > 0)
    found.push(
      finding(
        'mesh/route-on-tcp-port',
        'warning',
        { route: name, service: parent, port: deaf.join(', ') },
        refOf(route),
        path,
      ),
    );
  if (route.kind !== 'TCPRoute' && route.kind !== 'TLSRoute' && (route.spec.hostnames ?? []).length > 0)
    found.push(
      finding('mesh/route-hostnames-ignored', 'info', { route: name, parent }, refOf(route), ['spec', 'hostnames']),
    );
  return found;
}

/** The ports a route is for, where the waypoint takes all of them for TCP. */
function tcpOnly(service: MeshService, port: number | undefined): readonly string[] {
  const meant = service.ports.filter((own) => own.protocol !== 'UDP' && (port === undefined || own.port === port));
  if (meant.some((own) => familyOf(portProtocol(service, own)) !== 'tcp')) return [];
  return meant.map((own) => String(own.port));
}

function ruleDiagnostics(route: Route, mesh: Mesh): readonly Diagnostic[] {
  const parents = routeParents(route, mesh);
  if (parents.length === 0) return [];
  const error = routeError(route, mesh, parents.some((parent) => parent.mesh) ? 'mesh' : 'gateway');
  if (error === undefined) return [];
  const params = { route: nameOf(route), message: error.message };
  const soft = ['RefNotPermitted', 'BackendNotFound', 'InvalidKind'].includes(error.reason);
  return [
    finding(soft ? 'mesh/route-backend-broken' : 'mesh/route-lost', 'error', params, refOf(route), ['spec', 'rules']),
  ];
}

function httpDiagnostics(route: HTTPRoute, mesh: Mesh): readonly Diagnostic[] {
  const { rules } = route.spec;
  const name = nameOf(route);
  const found = rules.flatMap((rule, index) => {
    const answers = (rule.filters ?? []).some(({ type }) => type === 'RequestRedirect' || type === 'CORS');
    if ((rule.backendRefs ?? []).length === 0 && !answers)
      return [
        finding('mesh/route-without-backends', 'warning', { route: name, rule: index + 1 }, refOf(route), [
          'spec',
          'rules',
          index,
        ]),
      ];
    return (rule.backendRefs ?? []).flatMap((backend, backendIndex) => {
      const wrong = wrongPort(route, backend, mesh);
      if (wrong === undefined) return [];
      const path = ['spec', 'rules', index, 'backendRefs', backendIndex, 'port'];
      return [finding('mesh/route-backend-port', 'error', { route: name, ...wrong }, refOf(route), path)];
    });
  });
  return found;
}

/** istiod checks that the Service is there, not that it has the port: such requests get 500. */
function wrongPort(
  route: HTTPRoute,
  backend: {
    readonly group: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
    readonly port?: number;
  },
  mesh: Mesh,
): { readonly backend: string; readonly port: number } | undefined {
  const { group, kind, name, namespace = namespaceOf(route), port } = backend;
  if (group !== '' || kind !== 'Service' || port === undefined) return undefined;
  const service = mesh.resources.get('Service', namespace, name);
  if (service === undefined || (service.spec.ports ?? []).some((own) => own.port === port)) return undefined;
  return { backend: `${namespace}/${name}`, port };
}

/** Before the first route everything reached the service; after it, what no route matches gets 404. */
function restDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  return [...byParent(mesh.resources.all('HTTPRoute'))].flatMap(([parent, attached]) => {
    const [namespace = '', name = ''] = parent.split('/');
    const [first] = attached;
    if (first === undefined || bindingOf(mesh, { kind: 'Service', namespace, name }) === undefined) return [];
    if (attached.some(({ route }) => takesEverything(route))) return [];
    const params = { route: nameOf(first.route), parent };
    return [finding('mesh/route-leaves-rest', 'info', params, refOf(first.route), ['spec', 'parentRefs', first.index])];
  });
}

interface Attached {
  readonly route: HTTPRoute;
  /** Which of its parents. */
  readonly index: number;
}

/** Routes by the Service they have as parent, `namespace/name`. */
function byParent(routes: readonly HTTPRoute[]): ReadonlyMap<string, readonly Attached[]> {
  const parents = routes.flatMap((route) =>
    (route.spec.parentRefs ?? []).flatMap((ref, index) =>
      ref.kind === 'Service' ? [{ parent: `${ref.namespace ?? namespaceOf(route)}/${ref.name}`, route, index }] : [],
    ),
  );
  return groupBy(parents, ({ parent }) => parent);
}

function takesEverything({ spec }: HTTPRoute): boolean {
  return spec.rules.some(({ matches }) =>
    matches.some(
      ({ path, headers, queryParams, method }) =>
        path.type === 'PathPrefix' &&
        path.value === '/' &&
        (headers ?? []).length === 0 &&
        (queryParams ?? []).length === 0 &&
        method === undefined,
    ),
  );
}
