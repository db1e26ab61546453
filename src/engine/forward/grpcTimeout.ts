import type { HttpRequest } from '../dataplane/connection.ts';
import { headerValue } from '../envoy/headerLines.ts';
import { isGrpcRequest } from './localReply.ts';

const milliseconds: ReadonlyMap<string, number> = new Map([
  ['H', 3_600_000],
  ['M', 60_000],
  ['S', 1000],
  ['m', 1],
  ['u', 0.001],
  ['n', 0.000001],
]);

/**
 * How long a request may take: a gRPC call as long as its client says, but no longer than the route; any other as long
 * as the route says. 0 is for ever. Mirrors Envoy `FilterUtility::finalTimeout` with istiod's `max_grpc_timeout`.
 */
export function requestTimeout(request: HttpRequest, ofRoute: number): number {
  if (!isGrpcRequest(request)) return ofRoute;
  const [, amount, unit] = /^(\d{1,8})([HMSmun])$/.exec(headerValue(request.headers, 'grpc-timeout') ?? '') ?? [];
  const own = Math.ceil(Number(amount ?? 0) * (milliseconds.get(unit ?? '') ?? 0));
  return ofRoute !== 0 && (own === 0 || own > ofRoute) ? ofRoute : own;
}
