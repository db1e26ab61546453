import type { HttpRequest } from '../../dataplane/connection.ts';
import { chainFor, textIndex, type Chain, type Keyed, type TextIndex } from '../textIndex.ts';
import type { RouteMatch } from './routeMatch.ts';
import type { CompiledMatch, MatchCondition, RequestView } from './compiledMatch.ts';
import type { RouteTable, VirtualHost } from './routeTable.ts';

/** A route with what is left to ask once its path is known to fit. */
export interface Candidate {
  /** In the order of its host. */
  readonly position: number;
  readonly method: string | undefined;
  readonly rest: readonly MatchCondition[] | undefined;
}

/** A virtual host with its routes by the paths they ask for, once somebody has asked. */
export interface HostRoutes {
  readonly host: VirtualHost;
  byPath: TextIndex<Candidate> | undefined;
  /** What came of requests with these candidates, by method; `vary` where more than the method decides. */
  readonly answers: Map<Chain<Candidate>, Map<string, RouteMatch> | 'vary'>;
}

/** Those that no path can look up are found with every path. */
function routesByPath(host: VirtualHost): TextIndex<Candidate> {
  const keyed: Keyed<Candidate>[] = [];
  const always: Candidate[] = [];
  host.routes.forEach(({ match }, position) => {
    const path = lookedUp(match);
    if (path === undefined) always.push(candidateOf(position, match.conditions));
    else {
      const others = match.conditions.filter(({ kind }) => kind !== 'path');
      keyed.push({ text: path.value, how: path.kind, item: candidateOf(position, others) });
    }
  });
  return textIndex(keyed, always);
}

/** The path of a match that a text can look up. Paths are asked without query, so none has a question mark. */
function lookedUp({
  path,
}: CompiledMatch): { readonly kind: Keyed<Candidate>['how']; readonly value: string } | undefined {
  if (path === undefined || path.value.includes('?')) return undefined;
  const { kind, value } = path;
  return kind === 'regex' ? undefined : { kind, value };
}

function candidateOf(position: number, conditions: readonly MatchCondition[]): Candidate {
  const method = conditions.find(({ kind, exact }) => kind === 'method' && exact !== undefined);
  const rest = conditions.filter((each) => each !== method);
  return { position, method: method?.exact, rest: rest.length === 0 ? undefined : rest };
}

const questionMark = 0x3f;

/** All routes of which the path fits, and those that no path can look up. */
export function candidatesFor(routes: HostRoutes, { path }: HttpRequest): Chain<Candidate> | undefined {
  routes.byPath ??= routesByPath(routes.host);
  return chainFor(routes.byPath, path, questionMark);
}

/** Position of the first of them that matches; -1 if none does. The longest paths tend to win, and are asked first. */
export function firstOf(candidates: Chain<Candidate> | undefined, request: HttpRequest): number {
  const { method } = request;
  let best = Number.MAX_SAFE_INTEGER;
  let view: RequestView | undefined;
  for (let list = candidates; list !== undefined && list.least < best; list = list.next) {
    for (const each of list.items) {
      if (each.position >= best) break;
      if (each.method !== undefined && each.method !== method) continue;
      if (each.rest !== undefined && !allHold(each.rest, (view ??= viewOf(request)))) continue;
      best = each.position;
      break;
    }
  }
  return best === Number.MAX_SAFE_INTEGER ? -1 : best;
}

export function viewOf(request: HttpRequest): RequestView {
  const mark = request.path.indexOf('?');
  return {
    request,
    path: mark < 0 ? request.path : request.path.slice(0, mark),
    query: mark < 0 ? '' : request.path.slice(mark + 1),
  };
}

function allHold(conditions: readonly MatchCondition[], view: RequestView): boolean {
  for (const condition of conditions) if (!condition.holds(view)) return false;
  return true;
}

/** A route table ready to be asked. */
export interface TableIndex {
  readonly table: RouteTable;
  /** Names are in lower case. */
  readonly exact: ReadonlyMap<string, HostRoutes>;
  /** Those of them that a Host header can be compared with as it is: nothing would be cut off them. */
  readonly plain: ReadonlyMap<string, HostRoutes>;
  /** `*.suffix`, longest first. */
  readonly suffixes: readonly (readonly [suffix: string, host: HostRoutes])[];
  readonly rest: HostRoutes | undefined;
}

/** The virtual host for a Host header: its exact name, the longest wildcard, or `*`. Mirrors Envoy `findVirtualHost`. */
export function virtualHostFor(index: TableIndex, authority: string): HostRoutes | undefined {
  const asWritten = index.plain.get(authority);
  if (asWritten !== undefined) return asWritten;
  const { table, exact, suffixes, rest } = index;
  const lower = authority.toLowerCase();
  const name = table.ignorePortInHost ? lower.replace(portAtEnd, '') : lower;
  const own = exact.get(name);
  if (own !== undefined) return own;
  return suffixes.find(([suffix]) => name.length > suffix.length && name.endsWith(suffix))?.[1] ?? rest;
}

const portAtEnd = /:\d+$/;

const indexes = new WeakMap<RouteTable, TableIndex>();

/** The index of a table, made once. */
export function tableIndexOf(table: RouteTable): TableIndex {
  const found = indexes.get(table);
  if (found !== undefined) return found;
  const made = indexTable(table);
  indexes.set(table, made);
  return made;
}

function indexTable(table: RouteTable): TableIndex {
  const exact = new Map<string, HostRoutes>();
  const suffixes: (readonly [string, HostRoutes])[] = [];
  let rest: HostRoutes | undefined;
  for (const host of table.hosts) {
    const routes: HostRoutes = { host, byPath: undefined, answers: new Map() };
    for (const domain of host.domains) {
      if (domain === '*') rest ??= routes;
      else if (domain.startsWith('*')) suffixes.push([domain.slice(1).toLowerCase(), routes]);
      else if (!exact.has(domain.toLowerCase())) exact.set(domain.toLowerCase(), routes);
    }
  }
  const plain = new Map([...exact].filter(([name]) => !table.ignorePortInHost || !portAtEnd.test(name)));
  return { table, exact, plain, suffixes: suffixes.toSorted(([a], [b]) => b.length - a.length), rest };
}
