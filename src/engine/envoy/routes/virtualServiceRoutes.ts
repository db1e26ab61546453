import { isCatchAll } from './catchAll.ts';
import type { RouteConfig } from './routeConfig.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { Route } from './routeTable.ts';
import { translateRoute } from './translateRoute.ts';

/** The routes of one VirtualService, cut after the first that takes everything. Mirrors `BuildHTTPRoutesForVirtualService`. */
export function virtualServiceRoutes(config: RouteConfig, proxy: RouteProxy): readonly Route[] {
  const routes: Route[] = [];
  for (const entry of config.http) {
    for (const match of entry.matches.length === 0 ? [undefined] : entry.matches) {
      const route = translateRoute(config, entry, match, proxy);
      if (route === undefined) continue;
      routes.push(route);
      if (isCatchAll(route)) return routes;
    }
    if (entry.matches.length === 0) break;
  }
  return routes;
}
