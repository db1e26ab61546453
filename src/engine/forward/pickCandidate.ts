import type { HttpRequest } from '../dataplane/connection.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { hashTable, type HashTable } from './balancing/hashTable.ts';
import { requestHash } from './balancing/requestHash.ts';
import type { Candidate } from './candidates.ts';
import type { Cluster } from './cluster.ts';
import { pickHost } from './loadBalance.ts';
import type { Proxy } from './proxy.ts';
import { reachedHost } from './reachedHost.ts';

interface Asked {
  readonly cluster: Cluster;
  readonly request?: HttpRequest;
  readonly clientIp?: string;
}

/**
 * The host for one try: another one each time, or where a DestinationRule asks for consistent hashing the one that the
 * request's hash falls to, a retry included. Mirrors Envoy's thread-aware balancers and istiod `DefaultConsistentHashPolicy`.
 */
export function pickCandidate(
  { walk }: Proxy,
  { cluster, request, clientIp }: Asked,
  candidates: readonly Candidate[],
  tried: readonly Candidate[],
): Candidate | undefined {
  const { random, mesh } = walk;
  if (cluster.kind !== 'endpoints' || cluster.hash === undefined) return pickHost(candidates, random, tried);
  const before = tried[0];
  if (before !== undefined) return before;
  const best = Math.min(...candidates.map(({ priority }) => priority));
  const hosts = candidates.filter(({ priority }) => priority === best);
  if (hosts.length < 2) return hosts[0];
  const hash = requestHash(cluster.hash, request, clientIp);
  return hash === undefined ? pickHost(hosts, random) : hosts[tableFor(mesh, cluster, hosts)(hash)];
}

const known = new WeakMap<Mesh, Map<string, HashTable>>();

function tableFor(
  mesh: Mesh,
  { name, hash = {} }: Extract<Cluster, { kind: 'endpoints' }>,
  hosts: readonly Candidate[],
): HashTable {
  const hashed = hosts.map(({ dial, weight }) => ({ key: reachedHost(dial).upstreamHost, weight }));
  const key = JSON.stringify([name, hash, hashed]);
  const tables = known.get(mesh) ?? new Map<string, HashTable>();
  known.set(mesh, tables);
  const found = tables.get(key) ?? hashTable(hash, hashed);
  tables.set(key, found);
  return found;
}
