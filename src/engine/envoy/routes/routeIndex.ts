import type { RequestView } from './compiledMatch.ts';
import type { Route, RouteTable, VirtualHost } from './routeTable.ts';

/** The routes of a virtual host, found by path where a match asks for one. Positions are those in the host's order. */
interface RouteIndex {
  readonly exact: ReadonlyMap<string, readonly number[]>;
  readonly segments: ReadonlyMap<string, readonly number[]>;
  /** Everything that no path can look up. */
  readonly others: readonly number[];
}

const routeIndexes = new WeakMap<VirtualHost, RouteIndex>();

function routeIndexOf(host: VirtualHost): RouteIndex {
  const found = routeIndexes.get(host);
  if (found !== undefined) return found;
  const exact = new Map<string, number[]>();
  const segments = new Map<string, number[]>();
  const others: number[] = [];
  host.routes.forEach(({ match: { path } }, position) => {
    const map = path?.kind === 'exact' ? exact : path?.kind === 'segments' ? segments : undefined;
    if (map === undefined || path === undefined) others.push(position);
    else {
      const same = map.get(path.value);
      if (same === undefined) map.set(path.value, [position]);
      else same.push(position);
    }
  });
  const made = { exact, segments, others };
  routeIndexes.set(host, made);
  return made;
}

/** Position of the first route that matches; -1 if none does. */
export function firstMatch(host: VirtualHost, view: RequestView): number {
  const { exact, segments, others } = routeIndexOf(host);
  const { routes } = host;
  let best = earliest(routes, others, view, routes.length);
  best = earliest(routes, exact.get(view.path), view, best);
  if (segments.size > 0) {
    const { path } = view;
    for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      best = earliest(routes, segments.get(path.slice(0, end)), view, best);
    }
    best = earliest(routes, segments.get(path), view, best);
  }
  return best === routes.length ? -1 : best;
}

function earliest(
  routes: readonly Route[],
  positions: readonly number[] | undefined,
  view: RequestView,
  before: number,
): number {
  if (positions === undefined) return before;
  for (const position of positions) {
    if (position >= before) break;
    const route = routes[position];
    if (route !== undefined && matchesAll(route, view)) return position;
  }
  return before;
}

export function matchesAll({ match: { conditions } }: Route, view: RequestView): boolean {
  for (const condition of conditions) if (!condition.holds(view)) return false;
  return true;
}

interface HostIndex {
  readonly exact: ReadonlyMap<string, VirtualHost>;
  /** `*.suffix`, longest first. */
  readonly suffixes: readonly (readonly [suffix: string, host: VirtualHost])[];
  readonly rest: VirtualHost | undefined;
}

const hostIndexes = new WeakMap<RouteTable, HostIndex>();

/** The virtual host for a Host header: its exact name, the longest wildcard, or `*`. Mirrors Envoy `findVirtualHost`. */
export function virtualHostFor(table: RouteTable, authority: string): VirtualHost | undefined {
  const { exact, suffixes, rest } = hostIndexOf(table);
  const lower = authority.toLowerCase();
  const name = table.ignorePortInHost ? lower.replace(/:\d+$/, '') : lower;
  const own = exact.get(name);
  if (own !== undefined) return own;
  return suffixes.find(([suffix]) => name.length > suffix.length && name.endsWith(suffix))?.[1] ?? rest;
}

function hostIndexOf(table: RouteTable): HostIndex {
  const found = hostIndexes.get(table);
  if (found !== undefined) return found;
  const exact = new Map<string, VirtualHost>();
  const suffixes: (readonly [string, VirtualHost])[] = [];
  let rest: VirtualHost | undefined;
  for (const host of table.hosts) {
    for (const domain of host.domains) {
      if (domain === '*') rest ??= host;
      else if (domain.startsWith('*')) suffixes.push([domain.slice(1).toLowerCase(), host]);
      else if (!exact.has(domain.toLowerCase())) exact.set(domain.toLowerCase(), host);
    }
  }
  const made = { exact, suffixes: suffixes.toSorted(([a], [b]) => b.length - a.length), rest };
  hostIndexes.set(table, made);
  return made;
}
