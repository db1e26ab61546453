import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import { nameOf } from '../dataplane/podRef.ts';
import type { Endpoint, LocalityScope, MeshService, Workload } from '../mesh/mesh.ts';
import type { Random } from '../random.ts';

/** The endpoint that was drawn, or why there was none; and what else there was. */
export interface Balanced {
  readonly endpoint?: Endpoint;
  readonly failure?: 'no-endpoint' | 'none-healthy' | 'no-port' | 'locality';
  readonly considered: readonly Considered[];
  /** How many the last draw was among, and how many had the port and were healthy. */
  readonly candidates: number;
  readonly eligible: number;
}

/**
 * Picks an endpoint for one connection: healthy, with the port, as near as the mode asks, then by weight. There is no
 * panic mode. Mirrors ztunnel `load_balance`.
 */
export function loadBalance(service: MeshService, port: number, source: Workload, random: Random): Balanced {
  const considered: Considered[] = [];
  const { mode, scopes, healthPolicy } = service.loadBalancing;
  const known = knownEndpoints(service);
  const healthy = known.filter(({ ready, workload }) => {
    if (ready || healthPolicy === 'ALLOW_ALL') return true;
    considered.push(lost(workload, reason('outbound/candidate-unhealthy', { workload: nameOf(workload) })));
    return false;
  });
  const able = healthy.filter(({ ports, workload }) => {
    if (ports.has(port) && isAddressable(workload)) return true;
    considered.push(lost(workload, reason('outbound/candidate-without-port', { workload: nameOf(workload), port })));
    return false;
  });
  const near = nearest(able, mode, scopes, source);
  for (const { workload } of able) {
    if (near.some((kept) => kept.workload === workload)) continue;
    considered.push(lost(workload, reason('outbound/candidate-elsewhere', { workload: nameOf(workload) })));
  }
  const endpoint = draw(near, random);
  const counts = { considered, candidates: near.length, eligible: able.length };
  if (endpoint !== undefined) return { endpoint, ...counts };
  if (known.length === 0) return { failure: 'no-endpoint', ...counts };
  if (healthy.length === 0) return { failure: 'none-healthy', ...counts };
  return { failure: able.length === 0 ? 'no-port' : 'locality', ...counts };
}

/** The endpoints as ztunnel is told of them. */
function knownEndpoints({ endpoints }: MeshService): readonly Endpoint[] {
  if (endpoints.every(({ ztunnel }) => ztunnel === undefined)) return endpoints;
  return endpoints.flatMap((endpoint) => {
    const { ztunnel, workload } = endpoint;
    if (ztunnel === undefined) return [endpoint];
    return ztunnel === 'none' ? [] : [{ ...endpoint, ports: ztunnel, ready: workload.healthy }];
  });
}

function lost(workload: Workload, why: Considered['reason']): Considered {
  return { resource: workload.source, outcome: 'lost', reason: why };
}

function isAddressable({ addresses, hostname }: Workload): boolean {
  return addresses.length > 0 || hostname !== undefined;
}

function nearest(
  endpoints: readonly Endpoint[],
  mode: MeshService['loadBalancing']['mode'],
  scopes: readonly LocalityScope[],
  source: Workload,
): readonly Endpoint[] {
  if (mode === 'STRICT') return endpoints.filter(({ workload }) => matched(scopes, source, workload) === scopes.length);
  if (mode !== 'FAILOVER') return endpoints;
  let best = -1;
  let kept: Endpoint[] = [];
  for (const endpoint of endpoints) {
    const rank = matched(scopes, source, endpoint.workload);
    if (rank > best) {
      best = rank;
      kept = [endpoint];
    } else if (rank === best) {
      kept.push(endpoint);
    }
  }
  return kept;
}

/** How many scopes agree from the first on. */
function matched(scopes: readonly LocalityScope[], source: Workload, target: Workload): number {
  let count = 0;
  for (const scope of scopes) {
    if (!agrees(scope, source, target)) break;
    count += 1;
  }
  return count;
}

function agrees(scope: LocalityScope, a: Workload, b: Workload): boolean {
  switch (scope) {
    case 'NETWORK':
      return a.network === b.network;
    case 'REGION':
      return a.region === b.region;
    case 'ZONE':
      return a.zone === b.zone;
    case 'SUBZONE':
      return a.subzone === b.subzone;
    case 'NODE':
      return a.node === b.node;
  }
}

function draw(endpoints: readonly Endpoint[], random: Random): Endpoint | undefined {
  if (endpoints.length < 2) return endpoints[0];
  const total = endpoints.reduce((sum, { capacity }) => sum + capacity, 0);
  let rest = random.next() * total;
  for (const endpoint of endpoints) {
    rest -= endpoint.capacity;
    if (rest < 0) return endpoint;
  }
  return endpoints.at(-1);
}
