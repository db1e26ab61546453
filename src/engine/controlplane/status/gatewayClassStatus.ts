import type { GatewayClass } from '#model/kubernetes/kinds.ts';
import type { ObjectStatus } from '#model/objectStatus.ts';
import type { ResourceIndex, ResolvedSettings } from '../../mesh/mesh.ts';
import { isOn } from '../settings.ts';
import { generationOf, mergeConditions } from './condition.ts';
import { writtenConditions } from './writtenConditions.ts';

const accepted = {
  type: 'Accepted',
  status: 'True',
  reason: 'Accepted',
  message: 'Handled by Istio controller',
} as const;

const controllers = new Set(['istio.io/gateway-controller', 'istio.io/mesh-controller', 'istio.io/unmanaged-gateway']);
const multiNetworkController = 'istio.io/eastwest-controller';

/** Whether istiod knows the controller of a class. Mirrors `gatewaycommon.GetClassInfos`. */
export function isIstioController(name: string, settings: ResolvedSettings): boolean {
  return controllers.has(name) || (name === multiNetworkController && isOn(settings, 'AMBIENT_ENABLE_MULTI_NETWORK'));
}

/** Status of a GatewayClass; absent where another controller's says nothing. Mirrors istiod `GatewayClassesCollection`. */
export function gatewayClassStatus(gatewayClass: GatewayClass, settings: ResolvedSettings): ObjectStatus | undefined {
  const existing = writtenConditions(gatewayClass.status?.conditions);
  if (isIstioController(gatewayClass.spec.controllerName, settings)) {
    const ours = { ...accepted, observedGeneration: generationOf(gatewayClass) };
    return { conditions: mergeConditions(existing, [ours]) };
  }
  return existing.length > 0 ? { conditions: existing } : undefined;
}

/**
 * The classes istiod creates where nobody declared them. They have no generation yet when their status is written.
 * Mirrors istiod `ClassController.reconcileClass`.
 */
export function builtInClassStatuses(
  resources: ResourceIndex,
  settings: ResolvedSettings,
): readonly (readonly [string, ObjectStatus])[] {
  const names = ['istio', 'istio-remote', 'istio-waypoint'];
  if (isOn(settings, 'AMBIENT_ENABLE_MULTI_NETWORK')) names.push('istio-east-west');
  return names
    .filter((name) => resources.get('GatewayClass', undefined, name) === undefined)
    .map((name) => [name, { conditions: [accepted] }]);
}
