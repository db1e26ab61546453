import type { GRPCRoute, HTTPRoute, ParentRef, TCPRoute, TLSRoute } from '#model/kubernetes/kinds.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { gatewayController, meshController } from '../gatewayClasses.ts';
import { labelOf, namespaceOf } from '../inNamespace.ts';
import type { ConfigError } from './condition.ts';
import { hostnamesOverlap } from './hostnameOverlap.ts';
import { listenerParents, type ListenerParent } from './listenerParents.ts';

export type Route = HTTPRoute | GRPCRoute | TCPRoute | TLSRoute;

/** One parent a route refers to, or one of its listeners, and whether the route may attach there. */
export interface RouteParent {
  readonly ref: ParentRef;
  readonly mesh: boolean;
  readonly denied?: ConfigError;
  /** Why no waypoint will apply the route; istiod reports it without turning the condition false. */
  readonly waypointProblem?: string;
  /** `namespace/gateway/listener`. */
  readonly listener?: string;
}

const gatewayGroup = 'gateway.networking.k8s.io';

/** The parents of a route that Istio handles, in istiod's order. Mirrors istiod `extractParentReferenceInfo`. */
export function routeParents(route: Route, mesh: Mesh): readonly RouteParent[] {
  const home = namespaceOf(route);
  return [...(route.spec.parentRefs ?? [])]
    .flatMap((ref) => parentsOf(ref, route, mesh).map((parent) => ({ parent, key: parentRefKey(ref, home) })))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ parent }) => parent);
}

/** Mirrors istiod `parentRefString`, which orders parents. */
export function parentRefKey(ref: ParentRef, home: string): string {
  const { group, kind, name, sectionName = '', port = 0, namespace = home } = ref;
  return `${group}/${kind}/${name}/${sectionName}/${port}.${namespace}`;
}

function parentsOf(ref: ParentRef, route: Route, mesh: Mesh): readonly RouteParent[] {
  const namespace = ref.namespace ?? namespaceOf(route);
  if (ref.kind === 'Gateway' && ref.group === gatewayGroup) {
    const gateway = mesh.resources.get('Gateway', namespace, ref.name);
    if (gateway === undefined) return [];
    return listenerParents(gateway, mesh).map((listener) => attachToListener(ref, listener, route, namespace));
  }
  if (ref.kind === 'Service' && ref.group === '') return attachToService('Service', ref, namespace, mesh);
  if (ref.kind === 'ServiceEntry' && ref.group === 'networking.istio.io')
    return attachToService('ServiceEntry', ref, namespace, mesh);
  return [];
}

function attachToListener(ref: ParentRef, listener: ListenerParent, route: Route, namespace: string): RouteParent {
  const denied = deniedBy(ref, listener, route);
  return {
    ref,
    mesh: false,
    listener: `${namespace}/${ref.name}/${listener.sectionName}`,
    ...(denied === undefined ? {} : { denied }),
  };
}

/** Section and port first, then host names, then kinds. Mirrors istiod `referenceAllowed`. */
function deniedBy(ref: ParentRef, listener: ListenerParent, route: Route): ConfigError | undefined {
  if (ref.port !== undefined && ref.port !== listener.port)
    return { reason: 'NoMatchingParent', message: `port ${ref.port} not found` };
  if (ref.sectionName !== undefined && ref.sectionName !== listener.sectionName)
    return { reason: 'NoMatchingParent', message: `sectionName "${ref.sectionName}" not found` };
  const hostError = hostnameError(listener, route);
  if (hostError !== undefined) return hostError;
  if (listener.allowedKinds.some(({ group, kind }) => kind === route.kind && group === gatewayGroup)) return undefined;
  return { reason: 'NotAllowedByListeners', message: `kind ${gatewayGroup}/v1/${route.kind} is not allowed` };
}

function hostnameError(listener: ListenerParent, route: Route): ConfigError | undefined {
  const home = namespaceOf(route);
  const stated = route.kind === 'TCPRoute' ? [] : (route.spec.hostnames ?? []);
  const hostnames = stated.length === 0 ? ['*'] : stated;
  const own = listener.hostname === '' ? '*' : listener.hostname;
  const hostFits = hostnames.some((hostname) => hostnamesOverlap(own, hostname));
  const namespaceFits = listener.namespaces.some((namespace) => namespace === '*' || namespace === home);
  if (hostFits && namespaceFits) return undefined;
  if (hostFits)
    return {
      reason: 'NotAllowedByListeners',
      message: `hostnames matched parent hostname "${listener.hostname}", but namespace "${home}" is not allowed by the parent`,
    };
  return {
    reason: 'NoMatchingListenerHostname',
    message: `no hostnames matched parent hostname "${listener.hostname}"`,
  };
}

function attachToService(
  kind: 'Service' | 'ServiceEntry',
  ref: ParentRef,
  namespace: string,
  { resources }: Mesh,
): readonly RouteParent[] {
  const object = resources.get(kind, namespace, ref.name);
  if (object === undefined) {
    const word = kind === 'Service' ? 'service' : 'service entry';
    const denied = { reason: 'NoMatchingParent', message: `parent ${word}: "${ref.name}" not found` };
    return [{ ref, mesh: true, denied, waypointProblem: 'parent not found' }];
  }
  const home = resources.get('Namespace', undefined, namespace);
  if (foreignWaypoint(object, home, namespace, resources)) return [];
  if (asksForWaypoint(object) || home === undefined || asksForWaypoint(home)) return [{ ref, mesh: true }];
  const waypointProblem =
    'istio.io/use-waypoint label missing from parent and parent namespace; in ambient mode, route will not be respected';
  return [{ ref, mesh: true, waypointProblem }];
}

type Labelled = Parameters<typeof labelOf>[0];

function asksForWaypoint(object: Labelled): boolean {
  const value = labelOf(object, labels.useWaypoint);
  return value !== undefined && value !== '' && value.toLowerCase() !== 'none';
}

/** A waypoint of another controller applies the route itself. Mirrors istiod `waypointManagedByAnotherController`. */
function foreignWaypoint(object: Labelled, home: Labelled, namespace: string, resources: Mesh['resources']): boolean {
  const asker = labelOf(object, labels.useWaypoint) === undefined ? home : object;
  const name = labelOf(asker, labels.useWaypoint);
  if (name === undefined || !asksForWaypoint(asker)) return false;
  const elsewhere = labelOf(asker, labels.useWaypointNamespace);
  const gateway = resources.get('Gateway', elsewhere !== undefined && elsewhere !== '' ? elsewhere : namespace, name);
  if (gateway === undefined) return false;
  const controller = resources.get('GatewayClass', undefined, gateway.spec.gatewayClassName)?.spec.controllerName;
  return controller !== undefined && controller !== meshController && controller !== gatewayController;
}
