import type { Gateway, GatewayListener } from '#model/kubernetes/kinds.ts';
import { isIp } from '../mesh/ipRange.ts';
import type { ProgrammedGateway, ResourceIndex, WaypointTarget } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { controllerOf, trafficTypeOf } from './gatewayClasses.ts';
import { annotationOf, labelOf, namespaceOf } from './inNamespace.ts';
import { selectorMatches } from './labelSelector.ts';

/** ztunnel is always told this port, whatever the listener says. */
const hbonePort = 15008;

/** `ambient.istio.io/waypoint-inbound-binding`, read. */
export interface InboundBinding {
  readonly protocol: 'NONE' | 'PROXY';
  readonly port?: number;
}

/**
 * Gateways that `istio.io/use-waypoint` can refer to: all that have an address in their status, of any class.
 * Mirrors istiod `WaypointsCollection`.
 */
export function programmedGateways(resources: ResourceIndex): ReadonlyMap<string, ProgrammedGateway> {
  const programmed = new Map<string, ProgrammedGateway>();
  for (const gateway of resources.all('Gateway')) {
    const target = targetOf(gateway);
    if (target === undefined) continue;
    programmed.set(`${namespaceOf(gateway)}/${gateway.metadata.name}`, {
      gateway: refOf(gateway),
      target,
      trafficType: trafficTypeOf(resources, gateway),
      controller: controllerOf(resources, gateway.spec.gatewayClassName),
    });
  }
  return programmed;
}

/** A hostname is preferred over an address. Mirrors istiod `getGatewayOrGatewayClassAddress`. */
function targetOf(gateway: Gateway): WaypointTarget | undefined {
  const addresses = gateway.status?.addresses ?? [];
  const namespace = namespaceOf(gateway);
  const hostname = addresses.find(({ type, value }) => type === 'Hostname' && value !== '')?.value;
  if (hostname !== undefined) {
    return { gateway: refOf(gateway), destination: { kind: 'hostname', namespace, hostname }, port: hbonePort };
  }
  const ip = addresses.find(({ type, value }) => type === 'IPAddress' && isIp(value))?.value;
  return ip === undefined
    ? undefined
    : { gateway: refOf(gateway), destination: { kind: 'address', ip }, port: hbonePort };
}

/** Reads the inbound binding of a Gateway, else of its class. Mirrors istiod `makeInboundBinding`. */
export function inboundBindingOf(resources: ResourceIndex, gateway: Gateway): InboundBinding | undefined {
  const name = 'ambient.istio.io/waypoint-inbound-binding';
  const text =
    annotationOf(gateway, name) ??
    annotationOf(resources.get('GatewayClass', undefined, gateway.spec.gatewayClassName), name);
  if (text === undefined) return undefined;
  const [protocol, port] = text.split('/');
  if (protocol !== 'NONE' && protocol !== 'PROXY') return undefined;
  if (port === undefined) return { protocol };
  return /^\d{1,5}$/.test(port) ? { protocol, port: Number(port) } : undefined;
}

/**
 * Whether objects of a namespace may use this waypoint, by the `allowedRoutes` of its mesh listener. Mirrors istiod
 * `makeAllowedRoutes` and `Waypoint.AllowsAttachmentFromNamespaceOrLookup`.
 */
export function allowsNamespace(resources: ResourceIndex, gateway: Gateway, namespace: string): boolean {
  const listener = meshListener(gateway, inboundBindingOf(resources, gateway));
  const allowed = listener?.allowedRoutes.namespaces;
  switch (allowed?.from) {
    case 'All':
      return true;
    case 'Selector': {
      const home = resources.get('Namespace', undefined, namespace);
      if (allowed.selector === undefined) return false;
      const name = labelOf(home, 'kubernetes.io/metadata.name') ?? namespace;
      return selectorMatches(allowed.selector, { ...home?.metadata.labels, 'kubernetes.io/metadata.name': name });
    }
    default:
      return namespaceOf(gateway) === namespace;
  }
}

function meshListener(gateway: Gateway, binding: InboundBinding | undefined): GatewayListener | undefined {
  const { listeners } = gateway.spec;
  if (binding !== undefined) {
    return listeners.find((listener) =>
      binding.port === undefined ? listener.protocol === 'istio.io/PROXY' : listener.port === binding.port,
    );
  }
  return listeners.find((listener) => listener.protocol === 'HBONE' && listener.port === hbonePort);
}
