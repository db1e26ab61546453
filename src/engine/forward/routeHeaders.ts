import type { HttpResponse } from '../dataplane/connection.ts';
import { applyEdits } from '../envoy/routes/applyEdits.ts';
import type { Route } from '../envoy/routes/routeTable.ts';

/**
 * The response headers of a route, on an answer that a filter or the router gave itself. A redirect has its own.
 * Mirrors Envoy `FilterManager::prepareLocalReplyViaFilterChain`.
 */
export function withRouteHeaders({ action, responseHeaders }: Route, response: HttpResponse): HttpResponse {
  if (action.kind !== 'forward') return response;
  return { ...response, headers: applyEdits(response.headers, responseHeaders) };
}
