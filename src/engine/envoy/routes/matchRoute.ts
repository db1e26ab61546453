import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import type { MatchCondition, RequestView } from './compiledMatch.ts';
import { firstMatch, matchesAll, virtualHostFor } from './routeIndex.ts';
import type { IgnoredRoute, Route, RouteTable, VirtualHost } from './routeTable.ts';

export type RouteMatch =
  | { readonly kind: 'route'; readonly route: Route; readonly host: VirtualHost; readonly decision: Decision }
  /** 404, flag NR, details `route_not_found`. */
  | { readonly kind: 'no-route'; readonly host: VirtualHost; readonly decision: Decision }
  | { readonly kind: 'no-virtual-host'; readonly decision: Decision };

const source = 'envoy source/common/router/config_impl.cc RouteMatcher::route';
/** How many of the routes around the winner are explained. */
const mostExplained = 16;

/** The first entry of the virtual host that matches. Its path must be normalised. Mirrors Envoy `RouteMatcher::route`. */
export function matchRoute(table: RouteTable, request: HttpRequest): RouteMatch {
  const host = virtualHostFor(table, request.authority);
  if (host === undefined) {
    const why = reason('envoy/no-virtual-host', { authority: request.authority });
    return {
      kind: 'no-virtual-host',
      decision: { reason: why, because: [], considered: table.ignored.map(ignored), source },
    };
  }
  const view = viewOf(request);
  const position = firstMatch(host, view);
  const route = host.routes[position];
  if (route === undefined) {
    const why = reason('envoy/no-route-matched', { host: host.name, path: request.path });
    const considered = [...misses(host, view, host.routes.length), ...table.ignored.map(ignored)];
    const because = host.routes.slice(0, mostExplained).flatMap((each) => each.because);
    return { kind: 'no-route', host, decision: { reason: why, because, considered, source } };
  }
  const considered = [
    ...misses(host, view, position),
    ...laterMatches(host, view, position),
    ...table.ignored.map(ignored),
  ];
  return {
    kind: 'route',
    route,
    host,
    decision: { reason: matchedReason(route, host), because: route.because, considered, source },
  };
}

/** The route alone, for who asks for no reasons. */
export function findRoute(table: RouteTable, request: HttpRequest): Route | undefined {
  const host = virtualHostFor(table, request.authority);
  return host?.routes[firstMatch(host, viewOf(request))];
}

function viewOf(request: HttpRequest): RequestView {
  const mark = request.path.indexOf('?');
  return {
    request,
    path: mark < 0 ? request.path : request.path.slice(0, mark),
    query: mark < 0 ? '' : request.path.slice(mark + 1),
  };
}

function matchedReason(route: Route, host: VirtualHost): Reason {
  if (route.source === undefined) return reason('envoy/default-route', { host: host.name });
  return reason('envoy/route-matched', { route: nameOf(route.source), rule: route.rule, match: route.match.text });
}

function nameOf({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

function misses(host: VirtualHost, view: RequestView, before: number): readonly Considered[] {
  const found: Considered[] = [];
  const { misses: known } = wordsOf(host);
  for (let position = Math.max(0, before - mostExplained); position < before; position += 1) {
    const route = host.routes[position];
    if (route?.source === undefined) continue;
    const failed = failedCondition(route, view);
    const condition = route.match.conditions[failed];
    if (condition === undefined) continue;
    const ofRoute = (known[position] ??= []);
    found.push((ofRoute[failed] ??= missOf(route, route.source, condition)));
  }
  return found;
}

/** Index of the first condition that fails; -1 if all hold. */
function failedCondition({ match: { conditions } }: Route, view: RequestView): number {
  let index = 0;
  for (const condition of conditions) {
    if (!condition.holds(view)) return index;
    index += 1;
  }
  return -1;
}

/** What is said of a route depends on the condition that failed alone, so the words are kept, by position in the host. */
interface KnownWords {
  /** By position of the route and of its condition. */
  readonly misses: (Considered | undefined)[][];
  readonly later: (Considered | undefined)[];
}

const knownWords = new WeakMap<VirtualHost, KnownWords>();

function wordsOf(host: VirtualHost): KnownWords {
  const known = knownWords.get(host);
  if (known !== undefined) return known;
  const made: KnownWords = { misses: Array.from(host.routes, () => []), later: host.routes.map(() => undefined) };
  knownWords.set(host, made);
  return made;
}

function missOf(route: Route, resource: ResourceRef, failed: MatchCondition): Considered {
  const { kind: condition, wanted, because } = failed;
  const facts = { route: nameOf(resource), rule: route.rule, condition, wanted };
  const why = reason('envoy/route-no-match', facts);
  return { resource, outcome: 'no-match', reason: why, because: [because] };
}

function laterMatches(host: VirtualHost, view: RequestView, winner: number): readonly Considered[] {
  const found: Considered[] = [];
  const { later } = wordsOf(host);
  const end = Math.min(host.routes.length, winner + 1 + mostExplained);
  for (let position = winner + 1; position < end; position += 1) {
    const route = host.routes[position];
    if (route?.source === undefined || !matchesAll(route, view)) continue;
    found.push((later[position] ??= laterOf(route, route.source)));
  }
  return found;
}

function laterOf(route: Route, resource: ResourceRef): Considered {
  const facts = { route: nameOf(resource), rule: route.rule, match: route.match.text };
  const why = reason('envoy/route-later', facts);
  return { resource, outcome: 'lost', reason: why, because: route.because };
}

function ignored({ source: resource, because, why }: IgnoredRoute): Considered {
  return { resource, outcome: 'ignored', reason: ignoredReason(nameOf(resource), why), because };
}

function ignoredReason(route: string, why: IgnoredRoute['why']): Reason {
  switch (why.kind) {
    case 'other-namespace':
      return reason('envoy/route-other-namespace', { route, namespaces: [...why.namespaces] });
    case 'other-port':
      return reason('envoy/route-other-port', { route, port: why.port });
    case 'discarded':
      return reason('envoy/route-discarded', { route, problem: why.problem });
    default:
      return reason('envoy/route-after-catch-all', { route });
  }
}
