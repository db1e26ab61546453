import type { LoadBalancer } from '#model/kubernetes/kinds.ts';
import { xxHash64 } from './xxHash64.ts';

type ConsistentHash = NonNullable<LoadBalancer['consistentHash']>;

/** A host as the balancer hashes it: by its address, which in a tunnel is that of the inner end. */
export interface HashedHost {
  readonly key: string;
  readonly weight: number;
}

/** From a hash to the position of a host. */
export type HashTable = (hash: bigint) => number;

/** A ring or table larger than these is cut down, so that nobody waits for it. */
const largestRing = 65_536;
const defaultRing = 1024;
const defaultTable = 65_537;
const largestTable = 1_048_573;

/** Builds the table Envoy balances by. Mirrors istiod `ApplyRingHashLoadBalancer`. */
export function hashTable(setting: ConsistentHash, hosts: readonly HashedHost[]): HashTable {
  const total = hosts.reduce((sum, { weight }) => sum + weight, 0);
  const shares = hosts.map(({ key, weight }) => ({ key, weight: weight / total }));
  const { maglev, ringHash, minimumRingSize } = setting;
  if (maglev !== undefined) return maglevTable(shares, Math.min(maglev.tableSize ?? defaultTable, largestTable));
  const stated = ringHash === undefined ? minimumRingSize : ringHash.minimumRingSize;
  return ring(shares, Math.min(stated === undefined || stated === 0 ? defaultRing : stated, largestRing));
}

/** Every host stands on the ring as often as its weight says; the next one clockwise is taken. Mirrors Envoy `ring_hash_lb.cc`. */
function ring(hosts: readonly HashedHost[], minimum: number): HashTable {
  const least = Math.min(...hosts.map(({ weight }) => weight));
  const scale = Math.min(Math.ceil(least * minimum) / least, 8 * 1024 * 1024);
  const places: { readonly hash: bigint; readonly host: number }[] = [];
  let target = 0;
  for (const [host, { key, weight }] of hosts.entries()) {
    target += scale * weight;
    for (let index = 0; places.length < target; index += 1) {
      places.push({ hash: xxHash64(`${key}_${String(index)}`), host });
    }
  }
  places.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  return (hash) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle]?.hash ?? 0n) < hash) low = middle + 1;
      else high = middle;
    }
    return (places[low] ?? places[0])?.host ?? 0;
  };
}

/** Hosts fill a table in turn, each by its own permutation. Mirrors Envoy `maglev_lb.cc`. */
function maglevTable(hosts: readonly HashedHost[], size: number): HashTable {
  const table = new Int32Array(size).fill(-1);
  const most = Math.max(...hosts.map(({ weight }) => weight));
  const entries = hosts
    .map(({ key, weight }, host) => ({
      host,
      key,
      weight,
      offset: Number(xxHash64(key) % BigInt(size)),
      skip: Number(xxHash64(key, 1n) % BigInt(size - 1)) + 1,
      target: 0,
      at: 0,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  let filled = 0;
  for (let turn = 1; filled < size; turn += 1) {
    for (const entry of entries) {
      if (filled >= size || turn * entry.weight < entry.target) continue;
      entry.target += most;
      let place = (entry.offset + entry.skip * entry.at) % size;
      while (table[place] !== -1) {
        entry.at += 1;
        place = (entry.offset + entry.skip * entry.at) % size;
      }
      table[place] = entry.host;
      entry.at += 1;
      filled += 1;
    }
  }
  return (hash) => table[Number(hash % BigInt(size))] ?? 0;
}
