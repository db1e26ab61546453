import type { MatchCondition, RequestView } from './compiledMatch.ts';
import { childOf, emptyPathNode, nodeAt, type PathNode } from './pathTree.ts';
import type { Route, RouteTable, VirtualHost } from './routeTable.ts';

/** The routes of a virtual host, found by path where a match asks for one. Positions are those in the host's order. */
interface RouteIndex {
  readonly root: PathNode<Candidate>;
  /** Everything that no path can look up. */
  readonly others: readonly Candidate[];
}

/** A route with what is left to ask once its path is known to fit. */
interface Candidate {
  readonly position: number;
  readonly method: string | undefined;
  readonly rest: readonly MatchCondition[];
}

const routeIndexes = new WeakMap<VirtualHost, RouteIndex>();

function routeIndexOf(host: VirtualHost): RouteIndex {
  const found = routeIndexes.get(host);
  if (found !== undefined) return found;
  const root = emptyPathNode<Candidate>('');
  const others: Candidate[] = [];
  host.routes.forEach(({ match: { path, conditions } }, position) => {
    const at = path?.kind === 'exact' || path?.kind === 'segments' ? nodeAt(root, path.value) : undefined;
    if (at === undefined) others.push(candidateOf(position, conditions));
    else {
      const list = path?.kind === 'exact' ? at.exact : at.segments;
      list.push(
        candidateOf(
          position,
          conditions.filter(({ kind }) => kind !== 'path'),
        ),
      );
    }
  });
  const made = { root, others };
  routeIndexes.set(host, made);
  return made;
}

function candidateOf(position: number, conditions: readonly MatchCondition[]): Candidate {
  const method = conditions.find(({ kind, exact }) => kind === 'method' && exact !== undefined);
  return { position, method: method?.exact, rest: conditions.filter((each) => each !== method) };
}

/** Position of the first route that matches; -1 if none does. */
export function firstMatch(host: VirtualHost, view: RequestView): number {
  const { root, others } = routeIndexOf(host);
  const { length } = host.routes;
  const best = earliest(others, view, descend(root, 0, view, length));
  return best === length ? -1 : best;
}

/** The longest prefixes are asked first: they tend to win, and then nothing else has to be asked. */
function descend(node: PathNode<Candidate>, start: number, view: RequestView, before: number): number {
  const { path } = view;
  const end = start + node.label.length;
  if (end === path.length) return earliest(node.segments, view, earliest(node.exact, view, before));
  const next = path.charCodeAt(end);
  const below = childOf(node, next);
  const best = below !== undefined && continues(path, below.label, end) ? descend(below, end, view, before) : before;
  return next === slash && node.segments.length > 0 ? earliest(node.segments, view, best) : best;
}

/** Whether a text goes on with another, of which the first character is known to fit. Labels are too short for `startsWith`. */
function continues(text: string, label: string, at: number): boolean {
  if (at + label.length > text.length) return false;
  for (let index = 1; index < label.length; index += 1) {
    if (text.charCodeAt(at + index) !== label.charCodeAt(index)) return false;
  }
  return true;
}

const slash = 0x2f;

function earliest(candidates: readonly Candidate[], view: RequestView, before: number): number {
  for (const { position, method, rest } of candidates) {
    if (position >= before) break;
    if ((method === undefined || method === view.request.method) && allHold(rest, view)) return position;
  }
  return before;
}

function allHold(conditions: readonly MatchCondition[], view: RequestView): boolean {
  for (const condition of conditions) if (!condition.holds(view)) return false;
  return true;
}

export function matchesAll({ match: { conditions } }: Route, view: RequestView): boolean {
  return allHold(conditions, view);
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
  const hasPort = table.ignorePortInHost && authority.includes(':');
  // The names of the index are in lower case, so what is found needs no folding.
  const asWritten = hasPort ? undefined : exact.get(authority);
  if (asWritten !== undefined) return asWritten;
  const lower = authority.toLowerCase();
  const name = hasPort ? lower.replace(/:\d+$/, '') : lower;
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
