import { keyOf } from '#model/kubernetes/resource.ts';
import { parseIp, parseRange, rangeContains, type IpRange } from './ipRange.ts';
import type { Membership, MeshService, ServiceIndex } from './mesh.ts';

interface CidrVip {
  readonly range: IpRange;
  readonly service: MeshService;
}

/**
 * Indexes services by VIP, CIDR, host and origin. Among equals the caller's own namespace wins, then the canonical
 * one. Mirrors ztunnel `ServiceStore::get_by_vip`, `get_by_cidr_vip` and `get_by_host`.
 */
export function indexServices(services: readonly MeshService[]): ServiceIndex {
  const byVip = new Map<string, MeshService[]>();
  const byHost = new Map<string, MeshService[]>();
  const bySource = new Map<string, MeshService[]>();
  const byWorkload = new Map<string, Membership[]>();
  const cidrs: CidrVip[] = [];
  for (const service of services) {
    add(byHost, service.hostname.toLowerCase(), service);
    add(bySource, keyOf(service.source), service);
    for (const endpoint of service.endpoints) {
      const list = byWorkload.get(endpoint.workload.uid);
      if (list === undefined) byWorkload.set(endpoint.workload.uid, [{ service, endpoint }]);
      else list.push({ service, endpoint });
    }
    for (const address of service.addresses) {
      const range = address.includes('/') ? parseRange(address) : undefined;
      if (range === undefined || range.prefix === range.bits) add(byVip, address.split('/')[0] ?? address, service);
      else cidrs.push({ range, service });
    }
  }
  return {
    all: services,
    byAddress(ip, clientNamespace) {
      return preferred(byVip.get(ip) ?? [], clientNamespace) ?? byCidr(cidrs, ip, clientNamespace);
    },
    byHostname: (hostname, clientNamespace) => preferred(byHost.get(hostname.toLowerCase()) ?? [], clientNamespace),
    bySource: (ref) => bySource.get(keyOf(ref)) ?? [],
    ofWorkload: (uid) => (byWorkload.get(uid) ?? []).map(({ service }) => service),
    membershipsOf: (uid) => byWorkload.get(uid) ?? [],
  };
}

function add(map: Map<string, MeshService[]>, key: string, service: MeshService): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [service]);
  else if (!list.includes(service)) list.push(service);
}

export function isVisible(service: MeshService, clientNamespace: string): boolean {
  return service.visibility === 'PUBLIC' || service.namespace === clientNamespace;
}

function preferred(candidates: readonly MeshService[], clientNamespace: string): MeshService | undefined {
  let best: MeshService | undefined;
  let bestRank = 3;
  for (const service of candidates) {
    if (!isVisible(service, clientNamespace)) continue;
    const rank = service.namespace === clientNamespace ? 0 : service.canonical ? 1 : 2;
    if (rank < bestRank) {
      best = service;
      bestRank = rank;
    }
  }
  return best;
}

function byCidr(cidrs: readonly CidrVip[], address: string, clientNamespace: string): MeshService | undefined {
  if (cidrs.length === 0) return undefined;
  const ip = parseIp(address);
  if (ip === undefined) return undefined;
  let best: CidrVip | undefined;
  for (const candidate of cidrs) {
    if (!isVisible(candidate.service, clientNamespace) || !rangeContains(candidate.range, ip)) continue;
    if (best === undefined || outranks(candidate, best, clientNamespace)) best = candidate;
  }
  return best?.service;
}

/** Own namespace first, then the longest prefix, then the canonical service. */
function outranks(a: CidrVip, b: CidrVip, clientNamespace: string): boolean {
  const own = Number(a.service.namespace === clientNamespace) - Number(b.service.namespace === clientNamespace);
  if (own !== 0) return own > 0;
  if (a.range.prefix !== b.range.prefix) return a.range.prefix > b.range.prefix;
  return a.service.canonical && !b.service.canonical;
}
