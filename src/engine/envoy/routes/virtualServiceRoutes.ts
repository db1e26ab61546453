import { isCatchAll } from './catchAll.ts';
import type { HttpMatch, RouteConfig } from './routeConfig.ts';
import type { RouteProxy } from './routeProxy.ts';
import type { Route } from './routeTable.ts';
import { translateRoute } from './translateRoute.ts';

interface Translated {
  readonly route: Route;
  readonly match: HttpMatch | undefined;
}

/** The routes of one VirtualService, cut after the first that takes everything. Mirrors `BuildHTTPRoutesForVirtualService`. */
export function virtualServiceRoutes(config: RouteConfig, proxy: RouteProxy): readonly Route[] {
  return translated(config, proxy).map(({ route }) => route);
}

/** The conditions that those routes come from. */
export function virtualServiceMatches(config: RouteConfig, proxy: RouteProxy): readonly HttpMatch[] {
  return translated(config, proxy).flatMap(({ match }) => match ?? []);
}

function translated(config: RouteConfig, proxy: RouteProxy): readonly Translated[] {
  const routes: Translated[] = [];
  for (const entry of config.http) {
    for (const match of entry.matches.length === 0 ? [undefined] : entry.matches) {
      const route = translateRoute(config, entry, match, proxy);
      if (route === undefined) continue;
      routes.push({ route, match });
      if (isCatchAll(route)) return routes;
    }
    if (entry.matches.length === 0) break;
  }
  return routes;
}
