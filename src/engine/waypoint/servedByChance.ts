import { reason, type Reason } from '#model/reason.ts';
import { nameOf } from '../forward/proxy.ts';
import { parseIp, parseRange, rangeContains } from '../mesh/ipRange.ts';
import type { Mesh, MeshService } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';

/** Something istiod leaves to chance: whether this waypoint has a chain for an address at all. */
export interface Chance {
  readonly served: boolean;
  readonly reason: Reason;
}

/**
 * istiod keeps one model service per hostname: of a ServiceEntry with several addresses one address has a chain, and
 * of one hostname in two namespaces one service has. Which one is not determined.
 * Mirrors istiod `serviceentry/conversion.go convertServices` and `waypoint.go findWaypointResources`.
 */
export function servedByChance(
  mesh: Mesh,
  bound: readonly MeshService[],
  service: MeshService,
  ip: string,
  random: Random,
): Chance | undefined {
  const twins = bound.filter((one) => one.hostname === service.hostname);
  const namespaces = [...new Set(twins.map((one) => one.namespace))];
  if (namespaces.length > 1) {
    const kept = pick(namespaces, random);
    const params = { hostname: service.hostname, namespaces };
    return { served: kept === service.namespace, reason: reason('waypoint/hostname-by-chance', params) };
  }
  if (service.source.kind !== 'ServiceEntry') return undefined;
  const entry = mesh.resources.get('ServiceEntry', service.source.namespace, service.source.name);
  const stated = entry?.spec.addresses ?? [];
  if (stated.length < 2) return undefined;
  const kept = pick(stated, random);
  const params = { service: nameOf(service.source), address: ip, of: stated.length };
  return { served: holds(kept, ip), reason: reason('waypoint/address-by-chance', params) };
}

function holds(address: string, ip: string): boolean {
  const [range, parsed] = [parseRange(address), parseIp(ip)];
  return range !== undefined && parsed !== undefined && rangeContains(range, parsed);
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random.next() * list.length)] as T;
}
