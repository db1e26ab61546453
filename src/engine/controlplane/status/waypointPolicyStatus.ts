import type { AuthorizationPolicy, PolicyTargetRef } from '#model/kubernetes/kinds.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { StatusCondition } from '#model/objectStatus.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { meshController } from '../gatewayClasses.ts';
import { namespaceOf } from '../inNamespace.ts';
import type { ConfigError } from './condition.ts';
import { generationOf } from './condition.ts';
import { targetRefsOf } from './targetRefsOf.ts';

interface TargetVerdict extends ConfigError {
  readonly bound: boolean;
  /** The target as istiod lists it among those that are not bound. */
  readonly ancestor: string;
}

/**
 * `WaypointAccepted` of an AuthorizationPolicy; absent for one without targets. Several targets share one condition.
 * Mirrors istiod `WaypointPolicyStatusCollection` and `flattenConditions`.
 */
export function waypointAccepted(policy: AuthorizationPolicy, mesh: Mesh): StatusCondition | undefined {
  const verdicts = targetRefsOf(policy.spec).map((target) => verdictOn(target, policy, mesh));
  const [only] = verdicts;
  if (only === undefined) return undefined;
  const observedGeneration = String(generationOf(policy));
  if (verdicts.length === 1) {
    const { bound, reason, message } = only;
    return { type: 'WaypointAccepted', status: bound ? 'True' : 'False', reason, message, observedGeneration };
  }
  const unbound = verdicts.filter(({ bound }) => !bound);
  const someBound = unbound.length < verdicts.length;
  const reason = !someBound ? 'Invalid' : unbound.length > 0 ? 'PartiallyInvalid' : 'Accepted';
  return {
    type: 'WaypointAccepted',
    status: someBound ? 'True' : 'False',
    reason,
    ...(unbound.length > 0
      ? { message: `Invalid targetRefs: ${unbound.map(({ ancestor }) => ancestor).join(', ')}` }
      : {}),
    observedGeneration,
  };
}

function verdictOn(target: PolicyTargetRef, policy: AuthorizationPolicy, mesh: Mesh): TargetVerdict {
  const namespace = target.namespace !== undefined && target.namespace !== '' ? target.namespace : namespaceOf(policy);
  const group = target.group === undefined || target.group === '' ? 'core' : target.group;
  const ancestor = `${target.kind}.${group}:${namespace}/${target.name}`;
  return { ...bindingOf(target, namespace, mesh), ancestor };
}

type Binding = Omit<TargetVerdict, 'ancestor'>;

function bindingOf(target: PolicyTargetRef, namespace: string, mesh: Mesh): Binding {
  switch (target.kind) {
    case 'GatewayClass':
      return bindToClass(target.name, namespace, mesh);
    case 'Gateway': {
      const key = `${namespace}/${target.name}`;
      return mesh.waypoints.has(key) ? bound(key) : unbound('TargetNotFound', 'not bound');
    }
    case 'Service':
    case 'ServiceEntry':
      return bindToService(target.kind, namespace, target.name, mesh);
    default:
      return unbound('unknown', 'not bound');
  }
}

function bindToClass(name: string, namespace: string, { resources, settings }: Mesh): Binding {
  const { rootNamespace } = settings;
  if (namespace !== rootNamespace)
    return unbound(
      'Invalid',
      `AuthorizationPolicy must be in the root namespace \`${rootNamespace}\` when referencing a GatewayClass`,
    );
  const controller = classController(name, resources.get('GatewayClass', undefined, name)?.spec.controllerName);
  if (controller === undefined) return unbound('TargetNotFound', 'not bound');
  if (controller !== meshController)
    return unbound('Invalid', `GatewayClass must use controller name \`${meshController}\` for waypoints`);
  return bound(name);
}

/** istiod creates its own classes where nobody declares them. */
function classController(name: string, declared: string | undefined): string | undefined {
  if (declared !== undefined) return declared;
  if (name === 'istio-waypoint') return meshController;
  if (name === 'istio') return 'istio.io/gateway-controller';
  return name === 'istio-remote' ? 'istio.io/unmanaged-gateway' : undefined;
}

function bindToService(kind: 'Service' | 'ServiceEntry', namespace: string, name: string, mesh: Mesh): Binding {
  const key = `${namespace}/${name}`;
  if (mesh.resources.get(kind, namespace, name) === undefined)
    return unbound('TargetNotFound', `${kind} ${key} was not found`);
  const binding = mesh.bindings.get(keyOf({ kind, namespace, name }))?.binding;
  if (binding === undefined) return unbound('AncestorNotBound', `${kind} ${key} is not bound to a waypoint`);
  const { gateway } = binding.primary;
  return bound(`${gateway.namespace ?? ''}/${gateway.name}`);
}

function bound(to: string): Binding {
  return { bound: true, reason: 'Accepted', message: `bound to ${to}` };
}

function unbound(reason: string, message: string): Binding {
  return { bound: false, reason, message };
}
