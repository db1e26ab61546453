import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import { withHeader } from '../headerLines.ts';
import { applyEdits, isEmpty } from './applyEdits.ts';
import { rewritePath } from './rewritePath.ts';
import type { Destination, HeaderEdits, Route } from './routeTable.ts';

const source = 'envoy source/common/router/config_impl.cc RouteEntryImplBase::finalizeRequestHeaders';

/** The request as the backend gets it: header changes, then Host and path. Weighted backends' changes come first. */
export function forwardedRequest(
  route: Route,
  destination: Destination,
  request: HttpRequest,
): { readonly request: HttpRequest; readonly decisions: readonly Decision[] } {
  const decisions: Decision[] = [];
  const because = route.because;
  let { headers, authority, path } = request;
  for (const edits of [destination.requestHeaders, route.requestHeaders]) {
    if (isEmpty(edits)) continue;
    headers = applyEdits(headers, edits);
    decisions.push({ reason: reason('envoy/request-changed', changes(edits)), because, source });
  }
  const host = route.hostRewrite ?? destination.hostRewrite;
  if (host !== undefined && host !== authority) {
    decisions.push({ reason: reason('envoy/host-rewritten', { from: authority, to: host }), because, source });
    headers = withHeader(headers, 'x-envoy-original-host', authority);
    authority = host;
  }
  const rewritten = route.pathRewrite === undefined ? path : rewritePath(path, route.pathRewrite, route.match);
  if (rewritten !== path) {
    decisions.push({ reason: reason('envoy/path-rewritten', { from: path, to: rewritten }), because, source });
    headers = withHeader(headers, 'x-envoy-original-path', path);
    path = rewritten;
  }
  const within = expectedTimeout(route);
  if (within > 0) headers = withHeader(headers, 'x-envoy-expected-rq-timeout-ms', String(within));
  return { request: { ...request, headers, authority, path }, decisions };
}

/** The time a try has, in milliseconds; 0: as long as it takes. Mirrors Envoy `FilterUtility::setTimeoutHeaders`. */
function expectedTimeout({ timeoutMs = 0, retry: { perTryTimeoutMs = 0 } }: Route): number {
  return perTryTimeoutMs > 0 && (timeoutMs === 0 || perTryTimeoutMs < timeoutMs) ? perTryTimeoutMs : timeoutMs;
}

function changes({ set, add, remove }: HeaderEdits): { set: string[]; added: string[]; removed: string[] } {
  const names = (lines: HeaderEdits['set']): string[] => lines.map(([name]) => name);
  return { set: names(set), added: names(add), removed: [...remove] };
}
