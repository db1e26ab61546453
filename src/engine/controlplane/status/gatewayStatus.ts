import type { Gateway } from '#model/kubernetes/kinds.ts';
import type { ListenerStatus, ObjectStatus, StatusCondition } from '#model/objectStatus.ts';
import { isIp } from '../../mesh/ipRange.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { controllerOf, meshController } from '../gatewayClasses.ts';
import { annotationOf, namespaceOf } from '../inNamespace.ts';
import { condition, generationOf, mergeConditions, type ConfigError } from './condition.ts';
import { isIstioController } from './gatewayClassStatus.ts';
import { gatewayServices, resolveInstances, type GatewayInstances } from './gatewayInstances.ts';
import { listenerConflicts } from './listenerConflicts.ts';
import { reportListener, type ListenerReport } from './listenerStatus.ts';
import { writtenConditions } from './writtenConditions.ts';

/** How many routes hang on each listener, by `namespace/gateway/listener`. */
export type AttachedRoutes = ReadonlyMap<string, number>;

/** Status of a Gateway; another controller's is left as it was. Mirrors istiod `GatewayCollection` and `reportGatewayStatus`. */
export function gatewayStatus(gateway: Gateway, mesh: Mesh, attached: AttachedRoutes): ObjectStatus | undefined {
  const controller = controllerOf(mesh.resources, gateway.spec.gatewayClassName);
  if (!isIstioController(controller, mesh.settings)) return untouched(gateway);
  if (controller === 'istio.io/unmanaged-gateway') return unmanaged(gateway);
  const { services, error } = gatewayServices(gateway, controller, mesh.settings.clusterDomain);
  const failed = services.length === 0 && error !== undefined;
  const reports = failed ? [] : reportListeners(gateway, controller, attached);
  const listeners = failed ? [] : gateway.spec.listeners;
  const conflicts = listenerConflicts(gateway.spec.listeners);
  const served = listeners.filter(({ name }) => !conflicts.has(name));
  const instances = { services, ...resolveInstances(gateway, services, served, mesh) };
  const addresses = addressesOf(gateway, controller, instances);
  return {
    ...(addresses.length > 0 ? { addresses } : {}),
    conditions: mergeConditions(
      writtenConditions(gateway.status?.conditions),
      gatewayConditions(gateway, instances, error, reports.filter(({ valid }) => valid).length),
    ),
    listeners: reports.map(({ status }): ListenerStatus => status),
  };
}

function untouched(gateway: Gateway): ObjectStatus | undefined {
  const { addresses, conditions } = gateway.status ?? {};
  if (conditions === undefined || conditions.length === 0) return undefined;
  return { ...(addresses === undefined ? {} : { addresses }), conditions: writtenConditions(conditions) };
}

/** Mirrors istiod `reportUnmanagedGatewayStatus`. */
function unmanaged(gateway: Gateway): ObjectStatus {
  const generation = generationOf(gateway);
  const remote = 'This Gateway is remote; Istio will not program it';
  return {
    addresses: gateway.spec.addresses ?? [],
    conditions: mergeConditions(writtenConditions(gateway.status?.conditions), [
      condition('Accepted', { reason: 'Accepted', message: 'Resource accepted' }, undefined, generation),
      condition('Programmed', { reason: 'Programmed', message: remote }, undefined, generation),
    ]),
  };
}

function reportListeners(gateway: Gateway, controller: string, attached: AttachedRoutes): readonly ListenerReport[] {
  const conflicts = listenerConflicts(gateway.spec.listeners);
  return gateway.spec.listeners.flatMap(({ name }, index) => {
    const routes = attached.get(`${namespaceOf(gateway)}/${gateway.metadata.name}/${name}`) ?? 0;
    return reportListener(gateway, index, controller, conflicts.get(name), routes) ?? [];
  });
}

function gatewayConditions(
  gateway: Gateway,
  instances: Instances,
  error: ConfigError | undefined,
  validListeners: number,
): readonly StatusCondition[] {
  const generation = generationOf(gateway);
  const total = gateway.spec.listeners.length;
  const partly = error === undefined && validListeners > 0 && validListeners < total;
  const none = { reason: 'ListenersNotValid', message: "None of the Gateway's listeners are valid" };
  const some = { reason: 'ListenersNotValid', message: "One or more of the Gateway's listeners are invalid" };
  const accepted = partly ? some : { reason: 'Accepted', message: 'Resource accepted' };
  const rejected = error ?? (validListeners === 0 && total > 0 ? none : undefined);
  return [
    condition('Accepted', accepted, rejected, generation),
    condition('Programmed', programmed(instances), programmingError(instances), generation),
    condition('ResolvedRefs', { reason: 'ResolvedRefs', message: 'All references resolved' }, undefined, generation),
  ];
}

type Instances = Omit<GatewayInstances, 'error'>;

function programmed({ internal }: Instances): ConfigError {
  const assigned = internal.length > 0 ? `, assigned to service(s) ${humanJoin(internal)}` : '';
  return { reason: 'Programmed', message: `Resource programmed${assigned}` };
}

/** Mirrors istiod `SetProgrammedCondition`. */
function programmingError({ services, internal, warnings, allUsable }: Instances): ConfigError | undefined {
  if (services.length === 0)
    return { reason: 'UnsupportedAddress', message: 'Failed to assign to any requested addresses' };
  if (warnings.length === 0) return undefined;
  const reason = allUsable ? 'AddressNotAssigned' : 'AddressNotUsable';
  const details = warnings.join('; ');
  if (internal.length === 0) return { reason, message: `Failed to assign to any requested addresses: ${details}` };
  const assigned = `Assigned to service(s) ${humanJoin(internal)}`;
  return { reason, message: `${assigned}, but failed to assign to all requested addresses: ${details}` };
}

function humanJoin(words: readonly string[]): string {
  if (words.length < 3) return words.join(' and ');
  return `${words.slice(0, -1).join(', ')}, and ${words.at(-1) ?? ''}`;
}

/** Addresses are never taken away again, so those of the manifest stay where nothing better is known. */
function addressesOf(
  gateway: Gateway,
  controller: string,
  { internal, internalIps, external, pending }: Instances,
): readonly { readonly type: string; readonly value: string }[] {
  const wanted =
    annotationOf(gateway, 'networking.istio.io/address-type') ?? (controller === meshController ? '' : 'Hostname');
  const hosts = [...new Set(internal.map((name) => name.slice(0, name.lastIndexOf(':'))))];
  const inside = [
    ...(wanted === 'Hostname' ? [] : internalIps),
    ...(wanted === 'IPAddress' ? [] : hosts.filter((host) => !pending.includes(host))),
  ];
  const reported = external.length > 0 ? external : inside;
  if (reported.length > 0) return reported.map((value) => ({ type: isIp(value) ? 'IPAddress' : 'Hostname', value }));
  return gateway.status?.addresses ?? [];
}
