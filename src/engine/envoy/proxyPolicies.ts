import type { ObjectMeta, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh, MeshService, Workload } from '../mesh/mesh.ts';
import type { AuthenticationRules } from './authentication/authenticationRules.ts';
import { compileAuthentication } from './authentication/authenticationRules.ts';
import { compileHttpPolicies, compileTcpPolicies } from './authorization/compilePolicies.ts';
import type { CompiledPolicies } from './authorization/compiledPolicies.ts';
import { scenarioProvider } from './authorization/provider.ts';
import type { PolicyProxy } from './policyAttachment.ts';
import { isAttached } from './policyAttachment.ts';

/** Everything that AuthorizationPolicies and RequestAuthentications put into the filter chains for one target. */
export interface ProxyPolicies {
  readonly http: CompiledPolicies;
  readonly tcp: CompiledPolicies;
  readonly authentication: AuthenticationRules;
}

const compiled = new WeakMap<Mesh, Map<string, ProxyPolicies>>();

/**
 * Policies attached to a waypoint's chain for a service (Service, ServiceEntry, Gateway, GatewayClass refs), or for
 * pod-addressed traffic (`undefined`: Gateway and GatewayClass refs only). Mirrors istiod `ShouldAttachPolicy`.
 */
export function policiesForWaypoint(mesh: Mesh, gateway: ResourceRef, service: MeshService | undefined): ProxyPolicies {
  const { namespace = '', name } = gateway;
  const target = service === undefined ? '' : `${service.source.kind}/${service.namespace}/${service.hostname}`;
  return cached(mesh, `waypoint/${namespace}/${name}/${target}`, () => ({
    namespace,
    labels: {},
    rootNamespace: mesh.settings.rootNamespace,
    waypoint: true,
    gateway: name,
    ...(service === undefined ? {} : { service }),
  }));
}

/**
 * L4 policies that run on the CONNECT itself where ENABLE_LAYERED_WAYPOINT_AUTHORIZATION_POLICIES is on, chosen as for
 * any gateway, by selector too; undefined where it is off. Mirrors istiod `NewWaypointTerminationBuilder`.
 */
export function layeredPolicies(mesh: Mesh, waypoint: Workload): CompiledPolicies | undefined {
  const flag = mesh.settings.flags['ENABLE_LAYERED_WAYPOINT_AUTHORIZATION_POLICIES'];
  if (flag !== true && flag !== 'true') return undefined;
  const { tcp } = policiesForGateway(mesh, waypoint.gateway ?? waypoint.source, waypoint);
  return tcp.custom.length === 0 ? tcp : { ...tcp, custom: [] };
}

/** Policies of a gateway's pod: by selector, namespace, root namespace, and Gateway targetRefs. */
export function policiesForGateway(mesh: Mesh, gateway: ResourceRef, proxy: Workload): ProxyPolicies {
  return cached(mesh, `gateway/${proxy.uid}`, () => ({
    namespace: proxy.namespace,
    labels: proxy.labels,
    rootNamespace: mesh.settings.rootNamespace,
    waypoint: false,
    gateway: gateway.name,
  }));
}

/** Policies of a sidecar as a server: by selector, namespace and root namespace; none that has targetRefs. */
export function policiesForSidecar(mesh: Mesh, workload: Workload): ProxyPolicies {
  return cached(mesh, `sidecar/${workload.uid}`, () => ({
    namespace: workload.namespace,
    labels: workload.labels,
    rootNamespace: mesh.settings.rootNamespace,
    waypoint: false,
  }));
}

function cached(mesh: Mesh, key: string, proxyOf: () => PolicyProxy): ProxyPolicies {
  const known = compiled.get(mesh) ?? new Map<string, ProxyPolicies>();
  compiled.set(mesh, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = compile(mesh, proxyOf());
  known.set(key, made);
  return made;
}

function compile(mesh: Mesh, proxy: PolicyProxy): ProxyPolicies {
  const attached = <P extends Parameters<typeof isAttached>[0]>(all: readonly P[]): readonly P[] =>
    all.filter((policy) => isAttached(policy, proxy)).toSorted(byAge);
  const policies = attached(mesh.resources.all('AuthorizationPolicy'));
  const authentications = attached(mesh.resources.all('RequestAuthentication'));
  const ask = scenarioProvider(mesh);
  return {
    http: compileHttpPolicies(policies, mesh.settings, ask),
    tcp: compileTcpPolicies(policies, mesh.settings, ask),
    authentication: compileAuthentication(authentications),
  };
}

/** Oldest first, then by name: the order of the manifests means nothing. Mirrors istiod `sortConfigByCreationTime`. */
function byAge(
  { metadata: a }: { readonly metadata: ObjectMeta },
  { metadata: b }: { readonly metadata: ObjectMeta },
): number {
  return (
    compareText(a.creationTimestamp ?? '', b.creationTimestamp ?? '') ||
    compareText(a.name, b.name) ||
    compareText(a.namespace ?? '', b.namespace ?? '')
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
