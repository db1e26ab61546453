import type { Decision } from '#model/trace.ts';
import type { HttpRequest } from '../dataplane/connection.ts';
import { matchRoute } from '../envoy/routes/matchRoute.ts';
import type { Destination, Route, RouteTable } from '../envoy/routes/routeTable.ts';
import type { Cluster } from './cluster.ts';

/** Where the requests of a chain may go. */
export type Routing =
  | {
      readonly kind: 'table';
      readonly table: RouteTable;
      /** The port that redirects and clusters count from. */
      readonly port: number;
      /** Name of the cluster of a destination, for the access log. */
      readonly clusterName: (destination: Destination) => string;
      /** Where a Host that no virtual host has goes; absent: 404. */
      readonly otherHosts?: FixedRoute;
    }
  | FixedRoute;

/** One route for everything. */
export interface FixedRoute {
  readonly kind: 'fixed';
  readonly name: string;
  readonly cluster: Cluster | 'blocked';
  readonly decision: Decision;
}

/** What the route lookup found; acted upon after the policies. */
export type Looked =
  | { readonly kind: 'route'; readonly route: Route; readonly decision: Decision; readonly logged: LoggedRoute }
  | { readonly kind: 'fixed'; readonly fixed: FixedRoute; readonly decision: Decision; readonly logged: LoggedRoute }
  | { readonly kind: 'none'; readonly decision: Decision; readonly logged: LoggedRoute };

/** Route name and cluster are logged even for a refused request. */
export interface LoggedRoute {
  readonly routeName?: string;
  readonly cluster?: string;
}

export function lookUp(routing: Routing, request: HttpRequest): Looked {
  if (routing.kind === 'fixed') return fixedRoute(routing);
  const match = matchRoute(routing.table, request);
  if (match.kind === 'no-virtual-host' && routing.otherHosts !== undefined) return fixedRoute(routing.otherHosts);
  if (match.kind !== 'route') return { kind: 'none', decision: match.decision, logged: {} };
  return { kind: 'route', route: match.route, decision: match.decision, logged: loggedRoute(routing, match.route) };
}

function fixedRoute(fixed: FixedRoute): Looked {
  const logged = { routeName: fixed.name, ...(fixed.cluster === 'blocked' ? {} : { cluster: fixed.cluster.name }) };
  return { kind: 'fixed', fixed, decision: fixed.decision, logged };
}

function loggedRoute(routing: Extract<Routing, { kind: 'table' }>, { name, action }: Route): LoggedRoute {
  const first = action.kind === 'forward' ? action.destinations[0] : undefined;
  return {
    ...(name === undefined ? {} : { routeName: name }),
    ...(first === undefined ? {} : { cluster: routing.clusterName(first) }),
  };
}
