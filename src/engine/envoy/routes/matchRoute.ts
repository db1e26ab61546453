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
  for (let position = Math.max(0, before - mostExplained); position < before; position += 1) {
    const route = host.routes[position];
    const failed = route === undefined ? undefined : failedCondition(route, view);
    if (route?.source !== undefined && failed !== undefined) found.push(missOf(route, route.source, failed));
  }
  return found;
}

function failedCondition({ match: { conditions } }: Route, view: RequestView): MatchCondition | undefined {
  for (const condition of conditions) if (!condition.holds(view)) return condition;
  return undefined;
}

/** What is said of a route depends on the condition that failed alone, so the words are kept. */
const missesByCondition = new WeakMap<MatchCondition, WeakMap<Route, Considered>>();

function missOf(route: Route, resource: ResourceRef, failed: MatchCondition): Considered {
  const byRoute = missesByCondition.get(failed) ?? new WeakMap<Route, Considered>();
  const known = byRoute.get(route);
  if (known !== undefined) return known;
  const { kind: condition, wanted, because } = failed;
  const facts = { route: nameOf(resource), rule: route.rule, condition, wanted };
  const why = reason('envoy/route-no-match', facts);
  const made: Considered = { resource, outcome: 'no-match', reason: why, because: [because] };
  missesByCondition.set(failed, byRoute.set(route, made));
  return made;
}

const laterByRoute = new WeakMap<Route, Considered>();

function laterMatches(host: VirtualHost, view: RequestView, winner: number): readonly Considered[] {
  const found: Considered[] = [];
  const end = Math.min(host.routes.length, winner + 1 + mostExplained);
  for (let position = winner + 1; position < end; position += 1) {
    const route = host.routes[position];
    if (route?.source === undefined || !matchesAll(route, view)) continue;
    found.push(laterByRoute.get(route) ?? laterOf(route, route.source));
  }
  return found;
}

function laterOf(route: Route, resource: ResourceRef): Considered {
  const facts = { route: nameOf(resource), rule: route.rule, match: route.match.text };
  const why = reason('envoy/route-later', facts);
  const made: Considered = { resource, outcome: 'lost', reason: why, because: route.because };
  laterByRoute.set(route, made);
  return made;
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
