import type { HttpRequest, HttpResponse, Payload } from '../dataplane/connection.ts';
import type { RetryPolicy } from '../envoy/routes/routeTable.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason, type Reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { SocketAddress } from '../mesh/mesh.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { originatedTls, type Cluster } from './cluster.ts';
import { consideredEndpoints } from './consideredEndpoints.ts';
import { decideCandidate } from './decideCandidate.ts';
import { dial, socket } from './dial.ts';
import { pickCandidate } from './pickCandidate.ts';
import { requestTimeout } from './grpcTimeout.ts';
import type { LocalReply } from './localReply.ts';
import type { Proxy } from './proxy.ts';
import { isRetriable, tryOf, type Try } from './retry.ts';

/** A request on its way out of an Envoy. */
export interface UpstreamRequest {
  readonly cluster: Cluster;
  /** The address the downstream connection was for. */
  readonly original: SocketAddress;
  readonly request: HttpRequest;
  /** The client's address, as far as this proxy believes it. */
  readonly clientIp?: string;
  readonly retry: RetryPolicy;
  readonly timeoutMs?: number;
  readonly because: readonly FieldRef[];
}

export type UpstreamResult =
  | {
      readonly kind: 'response';
      readonly response: HttpResponse;
      readonly flags: string;
      readonly candidate: Candidate;
    }
  | {
      readonly kind: 'failed';
      readonly reply: LocalReply;
      readonly reason: Reason;
      readonly candidate?: Candidate;
      readonly considered?: readonly Considered[];
    }
  | { readonly kind: 'undetermined' };

/**
 * Sends a request to a host of the cluster, and to another one where the retry policy says so, within the route's
 * timeout. Mirrors Envoy `source/common/router/router.cc`.
 */
export function sendUpstream(proxy: Proxy, asked: UpstreamRequest): UpstreamResult {
  const { walk } = proxy;
  const upstream = { ...asked, timeoutMs: requestTimeout(asked.request, asked.timeoutMs ?? 0) };
  const candidates = candidatesOf(proxy, upstream.cluster, upstream.original, upstream.request.authority);
  const tried: Candidate[] = [];
  let elapsed = 0;
  for (;;) {
    const candidate = pickCandidate(proxy, upstream, candidates, tried);
    if (candidate === undefined) return noHealthyUpstream(proxy, upstream.cluster);
    tried.push(candidate);
    const mark = walk.mark();
    const attempt = withinTime(send(proxy, upstream, candidate), upstream, elapsed);
    elapsed += attempt.took;
    if (attempt.result.kind === 'timeout') {
      walk.giveUp(mark);
      return routeTimeout(upstream, tried.length, candidate);
    }
    const again = isRetriable(upstream.retry, attempt.result);
    if (again && tried.length <= upstream.retry.attempts) {
      walk.rollback(mark);
      if (tried.length === 1) walk.attempt();
      walk.attempt();
      elapsed += backoff(upstream.retry, tried.length);
      continue;
    }
    if (attempt.result.kind === 'per-try-timeout') walk.giveUp(mark);
    decideCandidate(proxy, upstream, candidate, candidates.length);
    return concluded(attempt.result, { upstream, candidate, tries: tried.length, retriable: again });
  }
}

function send(proxy: Proxy, upstream: UpstreamRequest, candidate: Candidate): Try {
  const { cluster, request } = upstream;
  const sni = cluster.kind === 'endpoints' ? originatedTls(cluster) : undefined;
  const payload: Payload = sni === undefined ? { kind: 'http', request } : { kind: 'tls', sni, request, originated: true };
  return tryOf(dial(proxy, candidate.dial, payload));
}

/**
 * The wait before a retry: Envoy draws it from nought to an interval that doubles each time; half of it is taken.
 * Mirrors Envoy `JitteredExponentialBackOffStrategy`.
 */
function backoff({ backoffMs = 25 }: RetryPolicy, retry: number): number {
  return Math.min(backoffMs * 2 ** (retry - 1), backoffMs * 10) / 2;
}

interface Timed {
  readonly result: Try | { readonly kind: 'timeout' };
  readonly took: number;
}

function withinTime(result: Try, { retry, timeoutMs }: UpstreamRequest, elapsed: number): Timed {
  const delay = result.kind === 'response' ? (result.response.delayMs ?? 0) : 0;
  const { perTryTimeoutMs } = retry;
  const late = perTryTimeoutMs !== undefined && perTryTimeoutMs > 0 && delay > perTryTimeoutMs;
  const took = late ? perTryTimeoutMs : delay;
  if (timeoutMs !== undefined && timeoutMs > 0 && elapsed + took > timeoutMs)
    return { result: { kind: 'timeout' }, took };
  return { result: late ? { kind: 'per-try-timeout' } : result, took };
}

interface Conclusion {
  readonly upstream: UpstreamRequest;
  readonly candidate: Candidate;
  readonly tries: number;
  readonly retriable: boolean;
}

function concluded(result: Exclude<Timed['result'], { kind: 'timeout' }>, end: Conclusion): UpstreamResult {
  const { candidate, tries, retriable, upstream } = end;
  const usedUp = retriable && upstream.retry.attempts > 0;
  const address = socket(candidate.dial.target);
  switch (result.kind) {
    case 'response':
      return { kind: 'response', response: result.response, flags: usedUp ? 'URX' : '-', candidate };
    case 'per-try-timeout': {
      const timeoutMs = upstream.retry.perTryTimeoutMs ?? 0;
      const reply = timeoutReply(usedUp ? 'URX,UT' : 'UT', 'upstream_per_try_timeout');
      return { kind: 'failed', reply, reason: reason('proxy/per-try-timeout', { timeoutMs, tries }), candidate };
    }
    case 'connect-failure': {
      const cause = candidate.dial.transport === 'hbone' ? 'Invalid_argument' : 'Connection_refused';
      const details = `remote_connection_failure|delayed_connect_error:_${cause}`;
      const reply = resetReply('remote connection failure', usedUp, usedUp ? 'URX,UF' : 'UF', details);
      return { kind: 'failed', reply, reason: reason('proxy/upstream-refused', { address, tries }), candidate };
    }
    case 'connect-timeout': {
      const reply = resetReply('connection timeout', usedUp, usedUp ? 'URX,UF' : 'UF', 'connection_timeout');
      return { kind: 'failed', reply, reason: reason('proxy/upstream-timeout', { address, tries }), candidate };
    }
    case 'reset': {
      const reply = resetReply('connection termination', usedUp, usedUp ? 'URX,UC' : 'UC', 'connection_termination');
      return { kind: 'failed', reply, reason: reason('proxy/upstream-closed', { address }), candidate };
    }
    case 'undetermined':
      return result;
  }
}

function noHealthyUpstream(proxy: Proxy, cluster: Cluster): UpstreamResult {
  return {
    kind: 'failed',
    reply: { status: 503, body: 'no healthy upstream', flags: 'UH', details: 'no_healthy_upstream' },
    reason: reason('proxy/no-healthy-upstream', { cluster: cluster.name }),
    considered: consideredEndpoints(proxy, cluster, undefined),
  };
}

function routeTimeout({ timeoutMs = 0 }: UpstreamRequest, tries: number, candidate: Candidate): UpstreamResult {
  const reply = timeoutReply('UT', 'response_timeout');
  return { kind: 'failed', reply, reason: reason('proxy/route-timeout', { timeoutMs, tries }), candidate };
}

function timeoutReply(flags: string, details: string): LocalReply {
  return { status: 504, body: 'upstream request timeout', flags, details };
}

function resetReply(cause: string, retried: boolean, flags: string, details: string): LocalReply {
  const latest = retried ? 'retried and the latest reset reason' : 'reset reason';
  const body = `upstream connect error or disconnect/reset before headers. ${latest}: ${cause}`;
  return { status: 503, body, flags, details: `upstream_reset_before_response_started{${details}}` };
}
