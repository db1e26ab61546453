import { reason } from '#model/reason.ts';
import type { HttpRequest, HttpResponse } from '../dataplane/connection.ts';
import { followRoute, type Followed } from '../envoy/routes/followRoute.ts';
import type { Route, RetryPolicy } from '../envoy/routes/routeTable.ts';
import { clusterOf } from './cluster.ts';
import type { HttpChain, Logged, Served } from './httpChain.ts';
import { mirrorRequest } from './mirrorRequest.ts';
import { reachedHost } from './reachedHost.ts';
import type { FixedRoute, Looked } from './routing.ts';
import { withRouteHeaders } from './routeHeaders.ts';
import { sendUpstream, type UpstreamRequest } from './upstream.ts';

/** Istio's policy where nobody states one. Mirrors istiod `retry.DefaultPolicy`. */
const defaultRetry: RetryPolicy = {
  attempts: 2,
  on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'],
  statusCodes: [],
};

/** Carries out what the route says, after every filter has passed. Mirrors Envoy's router filter. */
export function routeRequest(chain: HttpChain, request: HttpRequest, looked: Looked): Served {
  switch (looked.kind) {
    case 'none':
      return noRoute(request);
    case 'fixed':
      return toFixed(chain, request, looked.fixed);
    case 'route':
      return toRoute(chain, request, looked);
  }
}

function noRoute(request: HttpRequest): Served {
  return {
    kind: 'answered',
    reply: { status: 404, body: '', flags: 'NR', details: 'route_not_found' },
    reason: reason('proxy/no-route', { path: request.path, host: request.authority }),
    because: [],
    verdict: 'failed',
    logged: { flags: 'NR', details: 'route_not_found' },
    request,
  };
}

function toFixed(chain: HttpChain, request: HttpRequest, fixed: FixedRoute): Served {
  const { cluster, name, decision } = fixed;
  if (cluster === 'blocked') {
    return {
      kind: 'answered',
      reply: { status: 502, body: '', flags: '-', details: 'direct_response' },
      reason: reason('sidecar/blocked', { address: request.authority }),
      because: decision.because,
      verdict: 'failed',
      logged: { flags: '-', details: 'direct_response', routeName: name },
      request,
    };
  }
  const upstream = { cluster, original: chain.destination, request, retry: defaultRetry, because: decision.because };
  return forward(chain, upstream, { routeName: name, cluster: cluster.name }, (response) => response);
}

function toRoute(chain: HttpChain, request: HttpRequest, looked: Extract<Looked, { kind: 'route' }>): Served {
  const { proxy, routing } = chain;
  const port = routing.kind === 'table' ? routing.port : chain.destination.port;
  const followed = followRoute(looked.route, request, { port, random: proxy.walk.random });
  for (const decision of followed.decisions) proxy.turn.decide(decision);
  if (followed.kind === 'answer') return answered(followed, looked, request);
  for (const mirrored of followed.mirrors) mirrorRequest(chain, mirrored);
  const { destination, finish } = followed;
  const { service } = destination;
  if (service === undefined) {
    return {
      kind: 'undetermined',
      reason: reason('engine/unsupported', { rule: 'backend', subject: destination.host }),
      because: destination.because,
    };
  }
  const cluster = clusterOf(proxy, service, destination.port, destination.subset);
  const upstream: UpstreamRequest = {
    cluster,
    original: chain.destination,
    ...clientOf(chain, request),
    request: followed.request,
    retry: followed.retry,
    ...(followed.timeoutMs === undefined ? {} : { timeoutMs: followed.timeoutMs }),
    because: [...looked.route.because, ...destination.because],
  };
  return forward(chain, upstream, { ...looked.logged, cluster: cluster.name }, decorated(looked.route, finish));
}

/** The address that a consistent balancer may hash. */
function clientOf({ proxy, peer }: HttpChain, request: HttpRequest): Pick<UpstreamRequest, 'clientIp'> {
  return { clientIp: peer(request).remoteIp ?? proxy.ip };
}

function answered(
  followed: Extract<Followed, { kind: 'answer' }>,
  looked: Extract<Looked, { kind: 'route' }>,
  request: HttpRequest,
): Served {
  const { answer, destination } = followed;
  const { routeName } = looked.logged;
  return {
    kind: 'answered',
    reply: answer,
    reason: followed.reason,
    because: followed.because,
    verdict: followed.verdict === 'answered' ? 'delivered' : 'failed',
    logged: {
      flags: answer.flags,
      details: answer.details,
      ...(routeName === undefined ? {} : { routeName }),
      ...(destination === undefined ? {} : { cluster: destination.host }),
    },
    request,
    finish: decorated(looked.route, (response) =>
      followed.verdict === 'failed' ? withRouteHeaders(looked.route, response) : response,
    ),
  };
}

function forward(
  chain: HttpChain,
  upstream: UpstreamRequest,
  route: Pick<Logged, 'routeName' | 'cluster'>,
  finish: (response: HttpResponse) => HttpResponse,
): Served {
  const result = sendUpstream(chain.proxy, upstream);
  if (result.kind === 'undetermined') {
    return {
      ...result,
      reason: reason('engine/unsupported', { rule: 'cluster', subject: upstream.cluster.name }),
      because: upstream.because,
    };
  }
  const { request } = upstream;
  const logged = { ...route, ...(result.candidate === undefined ? {} : reachedHost(result.candidate.dial)) };
  if (result.kind === 'response') {
    const response = finish(withServerHeader(result.response));
    return {
      kind: 'forwarded',
      response,
      logged: { ...logged, flags: result.flags, details: 'via_upstream' },
      request,
    };
  }
  const { reply, considered = [] } = result;
  return {
    kind: 'answered',
    reply,
    considered,
    reason: result.reason,
    because: upstream.because,
    verdict: 'failed',
    logged: { ...logged, flags: reply.flags, details: reply.details },
    request,
    // The router's own answers get the route's response headers as well.
    finish,
  };
}

function withServerHeader(response: HttpResponse): HttpResponse {
  const others = response.headers.filter(([name]) => name !== 'server');
  return { ...response, headers: [...others, ['server', 'istio-envoy'], ['x-envoy-upstream-service-time', '0']] };
}

function decorated(
  route: Route,
  finish: (response: HttpResponse) => HttpResponse,
): (response: HttpResponse) => HttpResponse {
  return (response) => {
    const finished = finish(response);
    return { ...finished, headers: [...finished.headers, ['x-envoy-decorator-operation', route.decorator]] };
  };
}
