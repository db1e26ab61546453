import { isSubHost, hostMatches } from '../envoy/routes/hostNames.ts';
import { isExportedTo } from '../forward/exportedTo.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import { sidecarResourceFor, type SidecarResource } from './sidecarResource.ts';

/** What a sidecar has configuration for. */
export interface SidecarScope {
  readonly resource?: SidecarResource;
  readonly services: readonly MeshService[];
  has(service: MeshService): boolean;
  /** Whether routes of that namespace for these hosts reach it. Gateway API routes are imported as services are. */
  imports(routes: {
    readonly namespace: string;
    readonly hosts: readonly string[];
    readonly gatewaySemantics: boolean;
  }): boolean;
}

const known = new WeakMap<Mesh, Map<string, SidecarScope>>();

/**
 * The services and routes that a pod's sidecar knows: what is exported to its namespace, less what its Sidecar resource
 * leaves out. Mirrors istiod `servicesExportedToNamespace` and `convertToSidecarScope`.
 */
export function sidecarScopeFor(mesh: Mesh, client: Workload): SidecarScope {
  const resource = sidecarResourceFor(mesh, client);
  const scopes = known.get(mesh) ?? new Map<string, SidecarScope>();
  known.set(mesh, scopes);
  const key = `${client.namespace}/${resource === undefined ? '' : `${resource.source.namespace ?? ''}/${resource.source.name}`}`;
  const scope = scopes.get(key) ?? scopeOf(mesh, client.namespace, resource);
  scopes.set(key, scope);
  return scope;
}

function scopeOf(mesh: Mesh, namespace: string, resource: SidecarResource | undefined): SidecarScope {
  const exported = mesh.services.all.filter((service) => isExportedTo(mesh, service, namespace));
  if (resource === undefined) {
    const all = new Set(exported);
    return { services: exported, has: (service) => all.has(service), imports: () => true };
  }
  const imported = resource.hosts.map((host) => importOf(host, namespace));
  const selected = exported.filter((service) => isImported(imported, service.namespace, service.hostname, isSubHost));
  const services = oneNamespacePerHost(selected, namespace);
  const set = new Set(services);
  return {
    resource,
    services,
    has: (service) => set.has(service),
    imports: (routes) =>
      routes.hosts.some((host) =>
        isImported(imported, routes.namespace, host, routes.gatewaySemantics ? isSubHost : hostMatches),
      ),
  };
}

interface Import {
  readonly namespace: string;
  readonly host: string;
  readonly excluded: boolean;
}

/** `ns/host`, with `.` for one's own namespace and `~` for what is left out. */
function importOf(written: string, own: string): Import {
  const [stated = '', host = ''] = written.split('/');
  const excluded = stated.startsWith('~');
  const rest = excluded ? stated.slice(1) : stated;
  return { namespace: rest === '.' ? own : rest === '' ? '*' : rest, host, excluded };
}

function isImported(
  imports: readonly Import[],
  namespace: string,
  host: string,
  matches: (host: string, imported: string) => boolean,
): boolean {
  const here = imports.filter((each) => each.namespace === namespace || each.namespace === '*');
  if (here.some((each) => each.excluded && isSubHost(host, each.host))) return false;
  return here.some((each) => !each.excluded && matches(host, each.host));
}

/** Of several services of one host that of one's own namespace, else a Kubernetes Service. Mirrors istiod `selectServices`. */
function oneNamespacePerHost(services: readonly MeshService[], namespace: string): readonly MeshService[] {
  const chosen = new Map<string, MeshService>();
  for (const service of services) {
    const before = chosen.get(service.hostname);
    const better =
      before === undefined ||
      service.namespace === namespace ||
      (before.namespace !== namespace && before.source.kind !== 'Service' && service.source.kind === 'Service');
    if (better) chosen.set(service.hostname, service);
  }
  return services.filter((service) => chosen.get(service.hostname)?.namespace === service.namespace);
}
