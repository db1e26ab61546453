import type { Decision } from '#model/trace.ts';
import type { Route, VirtualHost } from './routeTable.ts';

/** What a route table makes of a request. */
export type RouteMatch =
  | { readonly kind: 'route'; readonly route: Route; readonly host: VirtualHost; readonly decision: Decision }
  /** 404, flag NR, details `route_not_found`. */
  | { readonly kind: 'no-route'; readonly host: VirtualHost; readonly decision: Decision }
  | { readonly kind: 'no-virtual-host'; readonly decision: Decision };
