import type { FieldRef } from '#model/kubernetes/resource.ts';
import { reason, type Reason } from '#model/reason.ts';
import type { Considered } from '#model/trace.ts';
import type { HttpRequest, HttpResponse } from '../dataplane/connection.ts';
import { authenticate } from '../envoy/authentication/authenticate.ts';
import type { HttpAttributes } from '../envoy/authorization/attributes.ts';
import { authorizeExternally, authorizeHttp, type Authorization } from '../envoy/authorization/authorize.ts';
import type { PathNormalization } from '../envoy/normalizePath.ts';
import { normalizePath } from '../envoy/normalizePath.ts';
import type { ProxyPolicies } from '../envoy/proxyPolicies.ts';
import type { SocketAddress } from '../mesh/mesh.ts';
import { codecError } from './codecError.ts';
import type { EndpointTransport } from './endpointTransport.ts';
import type { LocalReply } from './localReply.ts';
import type { Proxy } from './proxy.ts';
import { cleanRequest } from './requestHeaders.ts';
import { lookUp, type Looked, type Routing } from './routing.ts';
import { withRouteHeaders } from './routeHeaders.ts';
import { routeRequest } from './routeRequest.ts';

/** The HTTP filters of one listener or chain, with the connection that came to it. */
export interface HttpChain {
  readonly proxy: Proxy;
  /** Absent where no policy can be: the outbound side of a sidecar. */
  readonly policies?: ProxyPolicies;
  readonly routing: Routing;
  /** The address the connection was for: VIP or pod, and port. */
  readonly destination: SocketAddress;
  /** What policies may ask of the connection, without the request. */
  readonly peer: (request: HttpRequest) => Omit<HttpAttributes, 'method' | 'authority' | 'path' | 'headers' | 'claims'>;
  /** Changes before the first filter: certificate headers, `x-forwarded-for`. */
  readonly prepare?: (request: HttpRequest) => HttpRequest;
  /** Extensions between the filters; they may change headers. */
  readonly extend?: (request: HttpRequest, phase: ExtensionPhase) => HttpRequest;
}

export type ExtensionPhase = 'AUTHN' | 'AUTHZ' | 'STATS';

/** How a request ended at this proxy. */
export type Served =
  | {
      readonly kind: 'answered';
      readonly reply: LocalReply;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly verdict: 'delivered' | 'denied' | 'failed';
      readonly deniedBy?: string;
      readonly considered?: readonly Considered[];
      readonly logged: Logged;
      readonly request: HttpRequest;
      readonly finish?: (response: HttpResponse) => HttpResponse;
    }
  | {
      readonly kind: 'forwarded';
      readonly response: HttpResponse;
      readonly logged: Logged;
      readonly request: HttpRequest;
    }
  | { readonly kind: 'undetermined'; readonly reason: Reason; readonly because: readonly FieldRef[] };

/** What the access log says beside the answer. */
export interface Logged {
  readonly flags: string;
  readonly details: string;
  readonly routeName?: string;
  readonly cluster?: string;
  readonly upstreamHost?: string;
  /** How that host was reached. */
  readonly transport?: EndpointTransport;
}

/**
 * Runs a request through codec, path normalisation, policies and routes, in Envoy's order: the route is looked up
 * first but answers last, so a refusal always beats a redirect or a 404.
 * Mirrors istiod `buildWaypointInboundHTTPFilters` and Envoy's filter chain.
 */
export function serveHttp(chain: HttpChain, received: HttpRequest): Served {
  const broken = codecError(received);
  if (broken !== undefined) return malformed(received, broken);
  const normalized = normalizePath(received.path, normalizationOf(chain));
  if (normalized.kind === 'rejected') {
    return malformed(received, { status: 400, body: '', flags: '-', details: 'path_normalization_failed' });
  }
  const cleaned = cleanRequest({ ...received, path: normalized.path });
  const request = chain.prepare?.(cleaned) ?? cleaned;
  const looked = lookUp(chain.routing, request);
  const admitted = admit(chain, request, looked);
  if (admitted.kind !== 'admitted') return admitted;
  const last = extended(chain, admitted.request, 'STATS');
  // An extension that edits headers makes Envoy look the route up again.
  const final = last === admitted.request ? admitted.looked : lookUp(chain.routing, last);
  chain.proxy.turn.decide(final.decision);
  return routeRequest(chain, last, final);
}

type Admission = Served | { readonly kind: 'admitted'; readonly request: HttpRequest; readonly looked: Looked };

/** External authorizers, extensions, request authentication, then authorization. A verified token makes Envoy look the route up again. */
function admit(chain: HttpChain, request: HttpRequest, looked: Looked): Admission {
  const { proxy, policies, routing } = chain;
  if (policies === undefined) return { kind: 'admitted', request, looked };
  const { walk, turn } = proxy;
  const external = authorizeExternally(policies.http, attributesOf(chain, request));
  if (external !== undefined) {
    for (const decision of external.decisions) turn.decide(decision);
    if (external.result !== 'allowed') return refused(chain, request, external, looked);
  }
  const opened = extended(chain, request, 'AUTHN');
  const authentication = authenticate(policies.authentication, opened, walk.tokens, walk.now, walk.random);
  for (const decision of authentication.decisions) turn.decide(decision);
  if (authentication.result === 'undetermined') return { ...authentication, kind: 'undetermined' };
  if (authentication.result === 'rejected') {
    const names = policies.authentication.policies.map((ref) => `${ref.namespace ?? ''}/${ref.name}`);
    walk.enforce({ at: proxy.at, policies: names, result: 'deny' });
    return denied(
      opened,
      { ...authentication, deniedBy: 'jwt' },
      opened === request ? looked : lookUp(routing, opened),
    );
  }
  const verified = extended(chain, authentication.request, 'AUTHZ');
  const again = authentication.routeCacheCleared || verified !== authentication.request || opened !== request;
  const rerouted = again ? lookUp(routing, verified) : looked;
  const { claims } = authentication;
  const attributes = attributesOf(chain, verified);
  const verdict = authorizeHttp(policies.http, claims === undefined ? attributes : { ...attributes, claims });
  for (const decision of verdict.decisions) turn.decide(decision);
  if (verdict.result !== 'allowed') return refused(chain, verified, verdict, rerouted);
  if (verdict.policies.length > 0) walk.enforce({ at: proxy.at, policies: verdict.policies, result: 'allow' });
  return { kind: 'admitted', request: verified, looked: rerouted };
}

function attributesOf(chain: HttpChain, request: HttpRequest): HttpAttributes {
  const { method, authority, path, headers } = request;
  return { ...chain.peer(request), method, authority, path, headers };
}

function refused({ proxy }: HttpChain, request: HttpRequest, verdict: Authorization, looked: Looked): Served {
  if (verdict.result === 'undetermined') {
    return { kind: 'undetermined', reason: verdict.reason, because: verdict.because };
  }
  proxy.walk.enforce({ at: proxy.at, policies: verdict.policies, result: 'deny' });
  const { answer = forbidden, deniedBy } = verdict;
  return denied(request, { ...verdict, answer, ...(deniedBy === undefined ? {} : { deniedBy }) }, looked);
}

const forbidden: LocalReply = {
  status: 403,
  body: 'RBAC: access denied',
  headers: [],
  flags: '-',
  details: 'rbac_access_denied_matched_policy[none]',
};

interface Refusal {
  readonly answer: LocalReply;
  readonly reason: Reason;
  readonly because: readonly FieldRef[];
  readonly deniedBy?: string;
}

function denied(request: HttpRequest, refusal: Refusal, looked: Looked): Served {
  const { answer, reason: why, because, deniedBy } = refusal;
  const { route } = looked.kind === 'route' ? looked : { route: undefined };
  return {
    kind: 'answered',
    reply: answer,
    reason: why,
    because,
    verdict: 'denied',
    ...(deniedBy === undefined ? {} : { deniedBy }),
    logged: { flags: answer.flags, details: answer.details, ...looked.logged },
    request,
    // Whoever answers: Envoy adds the headers of the route it had looked up.
    ...(route === undefined ? {} : { finish: (response) => withRouteHeaders(route, response) }),
  };
}

function malformed(request: HttpRequest, reply: LocalReply): Served {
  return {
    kind: 'answered',
    reply,
    reason: reason('proxy/bad-request', { status: reply.status, details: reply.details }),
    because: [],
    verdict: 'failed',
    logged: { flags: reply.flags, details: reply.details },
    request,
  };
}

function extended(chain: HttpChain, request: HttpRequest, phase: ExtensionPhase): HttpRequest {
  return chain.extend?.(request, phase) ?? request;
}

function normalizationOf({ proxy }: HttpChain): PathNormalization {
  const setting = proxy.walk.mesh.settings.meshConfig['pathNormalization'] as
    | { readonly normalization?: unknown }
    | undefined;
  const mode = setting?.normalization;
  return mode === 'NONE' || mode === 'MERGE_SLASHES' || mode === 'DECODE_AND_MERGE_SLASHES' ? mode : 'BASE';
}
