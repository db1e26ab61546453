import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import type { Chain } from '../textIndex.ts';
import { consideredRoutes } from './consideredRoutes.ts';
import { candidatesFor, firstOf, tableIndexOf, virtualHostFor, type Candidate, type HostRoutes } from './routeIndex.ts';
import type { RouteMatch } from './routeMatch.ts';
import { routeName } from './routeName.ts';
import type { IgnoredRoute, Route, RouteTable, VirtualHost } from './routeTable.ts';

const source = 'envoy source/common/router/config_impl.cc RouteMatcher::route';
/** How many routes a missing match is blamed on by field. */
const mostBlamed = 16;

/** The first entry of the virtual host that matches. Its path must be normalised. Mirrors Envoy `RouteMatcher::route`. */
export function matchRoute(table: RouteTable, request: HttpRequest): RouteMatch {
  const routes = virtualHostFor(tableIndexOf(table), request.authority);
  if (routes === undefined) {
    const why = reason('envoy/no-virtual-host', { authority: request.authority });
    return { kind: 'no-virtual-host', decision: { reason: why, because: [], considered: ignoredIn(table), source } };
  }
  const candidates = candidatesFor(routes, request);
  const known = candidates === undefined ? undefined : answersOf(routes, candidates);
  const found = known?.get(request.method);
  if (found?.kind === 'route') return found;
  if (found !== undefined) return { ...found, decision: { ...found.decision, reason: noRoute(routes.host, request) } };
  const made = matchAmong(table, routes, candidates, request);
  if (known !== undefined && known.size < mostMethods) known.set(request.method, made);
  return made;
}

/** Answers that are kept for one list of candidates: there are few methods, but a client may invent more. */
const mostMethods = 16;

/** Where candidates ask for nothing but a method, the method alone decides among them, and the answer can be kept. */
function answersOf({ answers }: HostRoutes, candidates: Chain<Candidate>): Map<string, RouteMatch> | undefined {
  const found = answers.get(candidates);
  if (found !== undefined) return found === 'vary' ? undefined : found;
  const made = asksMore(candidates) ? 'vary' : new Map<string, RouteMatch>();
  answers.set(candidates, made);
  return made === 'vary' ? undefined : made;
}

function asksMore(candidates: Chain<Candidate>): boolean {
  for (let list: Chain<Candidate> | undefined = candidates; list !== undefined; list = list.next) {
    if (list.items.some(({ rest }) => rest !== undefined)) return true;
  }
  return false;
}

function matchAmong(
  table: RouteTable,
  routes: HostRoutes,
  candidates: Chain<Candidate> | undefined,
  request: HttpRequest,
): RouteMatch {
  const { host } = routes;
  const position = firstOf(candidates, request);
  const route = host.routes[position];
  const winner = route === undefined ? host.routes.length : position;
  const others = consideredRoutes(host, candidates, winner, request);
  const considered = table.ignored.length === 0 ? others : [...others, ...ignoredIn(table)];
  if (route === undefined) {
    const why = noRoute(host, request);
    const because = host.routes.slice(0, mostBlamed).flatMap((each) => each.because);
    return { kind: 'no-route', host, decision: { reason: why, because, considered, source } };
  }
  const why = matchedReason(route, host);
  return { kind: 'route', route, host, decision: { reason: why, because: route.because, considered, source } };
}

/** The route alone, for who asks for no reasons. */
export function findRoute(table: RouteTable, request: HttpRequest): Route | undefined {
  const routes = virtualHostFor(tableIndexOf(table), request.authority);
  return routes?.host.routes[firstOf(candidatesFor(routes, request), request)];
}

function noRoute({ name: host }: VirtualHost, { path }: HttpRequest): Reason {
  return reason('envoy/no-route-matched', { host, path });
}

function matchedReason(route: Route, host: VirtualHost): Reason {
  if (route.source === undefined) return reason('envoy/default-route', { host: host.name });
  return reason('envoy/route-matched', { route: routeName(route.source), rule: route.rule, match: route.match.text });
}

function ignoredIn({ ignored }: RouteTable): readonly Considered[] {
  return ignored.map(wordsOfIgnored);
}

function wordsOfIgnored({ source: resource, because, why }: IgnoredRoute): Considered {
  return { resource, outcome: 'ignored', reason: ignoredReason(routeName(resource), why), because };
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
