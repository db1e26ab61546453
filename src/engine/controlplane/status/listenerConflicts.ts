import type { GatewayListener } from '#model/kubernetes/kinds.ts';

/**
 * Which listeners of a Gateway lose to an earlier one, by name, with the reason of their conditions.
 * Mirrors istiod `ComputeGatewayListenerConflicts`.
 */
export function listenerConflicts(listeners: readonly GatewayListener[]): ReadonlyMap<string, string> {
  const conflicts = new Map<string, string>();
  const accepted: GatewayListener[] = [];
  for (const listener of listeners) {
    const prior = accepted.find((candidate) => !areDistinct(listener, candidate));
    if (prior === undefined) accepted.push(listener);
    else conflicts.set(listener.name, reasonOf(listener, prior));
  }
  return conflicts;
}

function areDistinct(a: GatewayListener, b: GatewayListener): boolean {
  if (a.port !== b.port) return true;
  const [layer4A, layer4B] = [isLayer4(a), isLayer4(b)];
  const [httpA, httpB] = [isHttpLike(a), isHttpLike(b)];
  if ((layer4A && (httpB || layer4B)) || (httpA && layer4B)) return false;
  if (httpA && httpB) return (a.hostname ?? '*') !== (b.hostname ?? '*');
  return a.protocol !== b.protocol;
}

function isLayer4({ protocol }: GatewayListener): boolean {
  return protocol === 'TCP' || protocol === 'UDP';
}

function isHttpLike({ protocol }: GatewayListener): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'TLS';
}

function reasonOf(a: GatewayListener, b: GatewayListener): string {
  if (isLayer4(a) && isLayer4(b)) return 'ProtocolConflict';
  return a.protocol === b.protocol ? 'HostnameConflict' : 'ProtocolConflict';
}
