import type { Gateway, GatewayClass } from '#model/kubernetes/kinds.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { labelOf } from './inNamespace.ts';

export const meshController = 'istio.io/mesh-controller';
export const gatewayController = 'istio.io/gateway-controller';

/** The classes istiod creates itself, whether or not they are in the manifests. */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['istio', gatewayController],
  ['istio-waypoint', meshController],
  ['istio-remote', 'istio.io/unmanaged-gateway'],
  ['istio-east-west', 'istio.io/eastwest-controller'],
]);

/** Who runs the Gateways of a class; empty for a class nobody has declared. */
export function controllerOf(resources: ResourceIndex, className: string): string {
  return classOf(resources, className)?.spec.controllerName ?? builtIn.get(className) ?? '';
}

export function isWaypointGateway(resources: ResourceIndex, gateway: Gateway): boolean {
  return controllerOf(resources, gateway.spec.gatewayClassName) === meshController;
}

export function isIngressGateway(resources: ResourceIndex, gateway: Gateway): boolean {
  return controllerOf(resources, gateway.spec.gatewayClassName) === gatewayController;
}

/** `istio.io/waypoint-for`: the Gateway's label, then its class's, then `service`. Mirrors istiod `getGatewayTrafficType`. */
export function trafficTypeOf(resources: ResourceIndex, gateway: Gateway): string {
  return (
    labelOf(gateway, 'istio.io/waypoint-for') ??
    labelOf(classOf(resources, gateway.spec.gatewayClassName), 'istio.io/waypoint-for') ??
    'service'
  );
}

function classOf(resources: ResourceIndex, className: string): GatewayClass | undefined {
  return resources.get('GatewayClass', undefined, className);
}
