import type { HeaderLine } from '../../dataplane/connection.ts';
import { applyEdits } from './applyEdits.ts';
import type { CorsRequest } from './cors.ts';
import { withCorsHeaders } from './cors.ts';
import type { Route } from './routeTable.ts';

/**
 * Headers of what a route answers or a backend answered: the route's own changes, and CORS where that filter let the
 * request through. Mirrors Envoy `RouteEntryImplBase::finalizeResponseHeaders` and `CorsFilter::encodeHeaders`.
 */
export function answerHeaders(
  { responseHeaders, cors }: Route,
  lines: readonly HeaderLine[],
  asked?: CorsRequest,
): readonly HeaderLine[] {
  const edited = applyEdits(lines, responseHeaders);
  return cors === undefined || asked?.allowed !== true ? edited : withCorsHeaders(edited, cors, asked);
}
