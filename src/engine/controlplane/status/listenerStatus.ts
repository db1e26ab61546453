import type { Gateway, GatewayListener } from '#model/kubernetes/kinds.ts';
import type { ListenerStatus, StatusCondition } from '#model/objectStatus.ts';
import { meshController } from '../gatewayClasses.ts';
import { condition, generationOf, mergeConditions, type ConfigError } from './condition.ts';
import { supportedKinds } from './listenerParents.ts';
import { writtenConditions } from './writtenConditions.ts';

/** One listener's report and whether it counts as valid. */
export interface ListenerReport {
  readonly status: ListenerStatus;
  readonly valid: boolean;
}

const fine = 'No errors found';

/** What istiod says of one listener. Mirrors istiod `buildListener` and `ReportListenerConflict`. */
export function reportListener(
  gateway: Gateway,
  index: number,
  controller: string,
  conflict: string | undefined,
  attachedRoutes: number,
): ListenerReport | undefined {
  const listener = gateway.spec.listeners[index];
  if (listener === undefined) return undefined;
  const generation = generationOf(gateway);
  const { conditions, valid } =
    conflict === undefined
      ? builtConditions(listener, controller, generation)
      : { conditions: conflictConditions(conflict, generation), valid: false };
  const { kinds, valid: kindsValid } = supportedKinds(listener);
  const kindsError = { reason: 'InvalidRouteKinds', message: 'Invalid route kinds' };
  const refs = kindsValid ? [] : [condition('ResolvedRefs', kindsError, kindsError, generation)];
  const existing = writtenConditions(gateway.status?.listeners?.[index]?.conditions);
  const merged = mergeConditions(mergeConditions(existing, conditions), refs);
  return { status: { name: listener.name, attachedRoutes, supportedKinds: kinds, conditions: merged }, valid };
}

function builtConditions(
  listener: GatewayListener,
  controller: string,
  generation: number,
): { readonly conditions: readonly StatusCondition[]; readonly valid: boolean } {
  const unsupported = protocolError(listener.protocol, controller);
  const misplaced =
    controller === meshController && (listener.port !== 15008 || listener.protocol !== 'HBONE')
      ? 'Expected a single listener on port 15008 with protocol "HBONE"'
      : undefined;
  const message = misplaced ?? unsupported;
  const error: ConfigError | undefined = message === undefined ? undefined : { reason: 'UnsupportedProtocol', message };
  const conditions: readonly StatusCondition[] = [
    condition('Accepted', { reason: 'Accepted', message: fine }, error, generation),
    { type: 'Conflicted', status: 'False', reason: 'NoConflicts', message: fine, observedGeneration: generation },
    condition('Programmed', { reason: 'Programmed', message: fine }, undefined, generation),
    condition('ResolvedRefs', { reason: 'ResolvedRefs', message: fine }, undefined, generation),
  ];
  return { conditions, valid: unsupported === undefined };
}

function conflictConditions(reason: string, generation: number): readonly StatusCondition[] {
  const message = 'Listener has a conflict with another listener attached to the same Gateway';
  const report = { reason, message };
  return [
    condition('Accepted', report, report, generation),
    condition('Conflicted', report, undefined, generation),
    condition('Programmed', report, report, generation),
  ];
}

const plainProtocols = ['HTTP', 'HTTPS', 'TLS', 'TCP'];

/** Mirrors istiod `listenerProtocolToIstio`. */
function protocolError(protocol: string, controller: string): string | undefined {
  if (plainProtocols.includes(protocol)) return undefined;
  if (protocol === 'HBONE') {
    const tunnels = controller === meshController || controller === 'istio.io/eastwest-controller';
    return tunnels ? undefined : `protocol "${protocol}" is only supported for waypoint proxies`;
  }
  const upper = protocol.toUpperCase();
  if ([...plainProtocols, 'HBONE'].includes(upper))
    return `protocol "${protocol}" is unsupported. hint: "${upper}" (uppercase) may be supported`;
  return `protocol "${protocol}" is unsupported`;
}
