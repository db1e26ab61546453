import type { Random } from '../random.ts';
import type { Endpoint, MeshService, Workload } from '../mesh/mesh.ts';
import { failoverRank, matches, type Ranking } from './balancing/ranking.ts';

/** What a choice among hosts looks at. */
export interface Weighted {
  readonly weight: number;
  /** 0 is used first; the next only if it has no host. */
  readonly priority: number;
}

/** One address of a cluster, as Envoy balances over it. */
export interface Host extends Weighted {
  readonly endpoint: Endpoint;
  readonly ip: string;
  readonly port: number;
}

const topology = {
  NETWORK: (w: Workload) => w.network,
  REGION: (w: Workload) => w.region,
  ZONE: (w: Workload) => w.zone,
  SUBZONE: (w: Workload) => w.subzone,
  NODE: (w: Workload) => w.node,
} as const;

/**
 * The hosts of a service's cluster as one proxy gets them: healthy endpoints that have the port and the subset's
 * labels, ranked by how near they are where the service asks for it.
 * Mirrors istiod `EndpointBuilder.BuildClusterLoadAssignment` and `applyFailoverPriorities`.
 */
export function hostsOf(
  service: MeshService,
  port: number,
  client: Workload,
  subset?: Readonly<Record<string, string>>,
  ranking: Ranking = { kind: 'service' },
): readonly Host[] {
  const { mode, scopes, healthPolicy } = service.loadBalancing;
  const hosts: Host[] = [];
  for (const endpoint of [...service.endpoints, ...(service.sharedEndpoints ?? [])]) {
    const { workload } = endpoint;
    const target = endpoint.ports.get(port);
    const ip = workload.addresses[0];
    if (target === undefined || ip === undefined) continue;
    if (!endpoint.ready && !(healthPolicy === 'ALLOW_ALL' && !endpoint.terminating)) continue;
    if (subset !== undefined && !hasLabels(workload, subset)) continue;
    if (mode === 'STRICT' && !scopes.every((scope) => topology[scope](workload) === topology[scope](client))) continue;
    const priority = priorityOf(service, ranking, workload, client);
    hosts.push({ endpoint, ip, port: target, weight: Math.max(1, endpoint.capacity), priority });
  }
  return ranking.kind === 'distribute' ? distributed(hosts, ranking.to) : hosts;
}

function priorityOf({ loadBalancing }: MeshService, ranking: Ranking, workload: Workload, client: Workload): number {
  if (ranking.kind === 'failover') return failoverRank(ranking, workload, client);
  const asked = ranking.kind === 'service' && loadBalancing.mode === 'FAILOVER';
  return asked ? distance(loadBalancing.scopes, workload, client) : 0;
}

/** A share for each locality, which its hosts divide. Mirrors istiod `applyLocalityWeights`. */
function distributed(hosts: readonly Host[], to: readonly (readonly [string, number])[]): readonly Host[] {
  const left = new Set(hosts);
  return to.flatMap(([locality, share]) => {
    const here = [...left].filter(({ endpoint }) => matches(endpoint.workload, locality));
    for (const host of here) left.delete(host);
    const total = here.reduce((sum, { weight }) => sum + weight, 0);
    return share === 0 ? [] : here.map((host) => ({ ...host, weight: (host.weight / total) * share }));
  });
}

/**
 * One host for one try: of the best priority, by weight, and another than those tried where there is one.
 * Mirrors Envoy's least-request balancer at rest with the `previous_hosts` retry predicate.
 */
export function pickHost<T extends Weighted>(
  hosts: readonly T[],
  random: Random,
  tried: readonly T[] = [],
): T | undefined {
  const best = Math.min(...hosts.map((host) => host.priority));
  const candidates = hosts.filter((host) => host.priority === best);
  const fresh = candidates.filter((host) => !tried.includes(host));
  const from = fresh.length > 0 ? fresh : candidates;
  const total = from.reduce((sum, host) => sum + host.weight, 0);
  let mark = random.next() * total;
  for (const host of from) {
    mark -= host.weight;
    if (mark < 0) return host;
  }
  return from.at(-1);
}

/** The position of the first scope that differs, nearest last; another network outranks everything. */
function distance(scopes: MeshService['loadBalancing']['scopes'], workload: Workload, client: Workload): number {
  let otherNetwork = 0;
  for (const [index, scope] of scopes.entries()) {
    if (topology[scope](workload) === topology[scope](client)) continue;
    if (index > 0 || scope !== 'NETWORK') return otherNetwork + scopes.length - index;
    otherNetwork = scopes.length;
  }
  return otherNetwork;
}

function hasLabels(workload: Workload, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([key, value]) => workload.labels[key] === value);
}
