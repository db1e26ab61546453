import type { Decision } from '#model/trace.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import type { Route, RouteTable, VirtualHost } from './routeTable.ts';

export type RouteMatch =
  | { readonly kind: 'route'; readonly route: Route; readonly host: VirtualHost; readonly decision: Decision }
  /** 404, flag NR, details `route_not_found`. */
  | { readonly kind: 'no-route'; readonly host: VirtualHost; readonly decision: Decision }
  | { readonly kind: 'no-virtual-host'; readonly decision: Decision };

/** The first entry of the virtual host that matches. Its path must be normalised. Mirrors Envoy `RouteMatcher::route`. */
export function matchRoute(_table: RouteTable, _request: HttpRequest): RouteMatch {
  throw new Error('not yet');
}
