import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { HttpRequest, HttpResponse } from '../../dataplane/connection.ts';
import type { Random } from '../../random.ts';
import type { FilterAnswer } from '../answer.ts';
import { answerHeaders } from './answerHeaders.ts';
import { applyEdits } from './applyEdits.ts';
import { chooseDestination, nameOf } from './chooseDestination.ts';
import { corsRequest, preflightHeaders, withCorsHeaders } from './cors.ts';
import type { CorsRequest } from './cors.ts';
import { injectFault } from './fault.ts';
import { forwardedRequest } from './forwardedRequest.ts';
import { redirectLocation } from './redirectLocation.ts';
import type { Destination, Mirror, RetryPolicy, Route } from './routeTable.ts';

export interface MirroredRequest {
  readonly destination: Destination;
  /** After header changes and rewrites, with `x-envoy-internal: true`; the proxy adds its address to `x-forwarded-for`. */
  readonly request: HttpRequest;
}

export type Followed =
  /** The proxy answers: fault, CORS preflight, redirect, direct response, cluster that does not exist. */
  | {
      readonly kind: 'answer';
      readonly answer: FilterAnswer;
      /** `answered` for what the route is meant to say; `failed` for a cluster that does not exist and an abort. */
      readonly verdict: 'answered' | 'failed';
      /** The cluster that would have been used, where it does not exist. */
      readonly destination?: Destination;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly decisions: readonly Decision[];
    }
  | {
      readonly kind: 'forward';
      readonly destination: Destination;
      readonly request: HttpRequest;
      readonly mirrors: readonly MirroredRequest[];
      /** Injected by a fault before forwarding; does not count towards the timeout. */
      readonly delayMs: number;
      readonly timeoutMs?: number;
      readonly retry: RetryPolicy;
      /** Applies CORS headers and response header modifiers. */
      readonly finish: (response: HttpResponse) => HttpResponse;
      readonly decisions: readonly Decision[];
    };

export interface FollowContext {
  /** Port the request came to: Service port at a waypoint or sidecar, listener port at a gateway. */
  readonly port: number;
  readonly random: Random;
}

type Answered = Extract<Followed, { kind: 'answer' }>;

const router = 'envoy source/common/router/router.cc Filter::decodeHeaders';

/** Runs fault and CORS, then carries out the route. Mirrors Envoy's fault, cors and router filters. */
export function followRoute(route: Route, request: HttpRequest, { random }: FollowContext): Followed {
  const fault = injectFault(route, random);
  if (fault.kind === 'abort') return { ...fault.answered, kind: 'answer' };
  const cors = route.cors === undefined ? undefined : corsRequest(route.cors, request);
  const preflight = answerPreflight(route, request, cors);
  if (preflight !== undefined) return withDecisions(preflight, fault.decisions);
  if (route.action.kind !== 'forward') return withDecisions(localAnswer(route, request, cors), fault.decisions);
  const followed = forward(route, request, random, cors);
  if (followed.kind === 'answer') return withDecisions(followed, fault.decisions);
  return { ...followed, delayMs: fault.delayMs, decisions: [...fault.decisions, ...followed.decisions] };
}

function withDecisions(answered: Answered, before: readonly Decision[]): Answered {
  return before.length === 0 ? answered : { ...answered, decisions: [...before, ...answered.decisions] };
}

function answerOf(
  answer: FilterAnswer,
  why: Reason,
  because: readonly FieldRef[],
  verdict: Answered['verdict'],
  source: string,
): Answered {
  return { kind: 'answer', answer, verdict, reason: why, because, decisions: [{ reason: why, because, source }] };
}

function answerPreflight(route: Route, request: HttpRequest, asked: CorsRequest | undefined): Answered | undefined {
  const { cors } = route;
  if (cors === undefined || asked?.preflight !== true || (!asked.allowed && cors.forwardsUnmatched)) return undefined;
  const headers = preflightHeaders(cors, asked, request);
  const answer = { status: 200, body: '', headers, flags: '-', details: 'cors_response' };
  const why = reason('envoy/cors-preflight', { origin: asked.origin, allowed: asked.allowed });
  return answerOf(
    answer,
    why,
    cors.because,
    'answered',
    'envoy source/extensions/filters/http/cors/cors_filter.cc decodeHeaders',
  );
}

function localAnswer(route: Route, request: HttpRequest, asked: CorsRequest | undefined): Answered {
  const { action, because, match } = route;
  const base = { flags: '-', details: 'direct_response' };
  if (action.kind === 'redirect') {
    const location = redirectLocation(action.redirect, request, match);
    const { status } = action.redirect;
    const why = reason('envoy/redirected', { status, location });
    const headers = answerHeaders(route, [['location', location]], asked);
    return answerOf({ ...base, status, body: '', headers }, why, because, 'answered', router);
  }
  const { status, body } = action.kind === 'direct' ? action : { status: 500, body: '' };
  const isEmptyRule = route.source?.kind !== 'VirtualService';
  const why = isEmptyRule
    ? reason('envoy/no-backends', {
        route: `${route.source?.kind ?? ''} ${route.source?.namespace ?? ''}/${route.source?.name ?? ''}`,
      })
    : reason('envoy/direct-response', { status });
  const headers = answerHeaders(route, body === '' ? [] : [['content-type', 'text/plain']], asked);
  const answer = { ...base, status, body, headers };
  return answerOf(answer, why, because, isEmptyRule ? 'failed' : 'answered', router);
}

function forward(route: Route, request: HttpRequest, random: Random, asked: CorsRequest | undefined): Followed {
  const chosen = chooseDestination(route, random);
  const { destination } = chosen;
  if (destination.invalid !== undefined) {
    const { status, why: problem } = destination.invalid;
    const headers = route.cors === undefined || asked?.allowed !== true ? [] : withCorsHeaders([], route.cors, asked);
    const answer = { status, body: '', headers, flags: 'NC', details: 'cluster_not_found' };
    const why = reason('envoy/backend-invalid', { backend: nameOf(destination), why: problem, status });
    const answered = answerOf(answer, why, destination.because, 'failed', router);
    return { ...answered, destination, decisions: [...chosen.decisions, ...answered.decisions] };
  }
  const sent = forwardedRequest(route, destination, request);
  const mirrored = mirrorsOf(route.mirrors, sent.request, random);
  return {
    kind: 'forward',
    destination,
    request: sent.request,
    mirrors: mirrored.mirrors,
    delayMs: 0,
    ...(route.timeoutMs === undefined ? {} : { timeoutMs: route.timeoutMs }),
    retry: route.retry,
    finish: finisher(route, destination, asked),
    decisions: [...chosen.decisions, ...sent.decisions, ...corsDecisions(route, asked), ...mirrored.decisions],
  };
}

function corsDecisions({ cors }: Route, asked: CorsRequest | undefined): readonly Decision[] {
  if (cors === undefined || asked === undefined) return [];
  const why = reason('envoy/cors-origin', { origin: asked.origin, allowed: asked.allowed });
  return [
    {
      reason: why,
      because: cors.because,
      source: 'envoy source/extensions/filters/http/cors/cors_filter.cc encodeHeaders',
    },
  ];
}

function mirrorsOf(
  mirrors: readonly Mirror[],
  request: HttpRequest,
  random: Random,
): { readonly mirrors: readonly MirroredRequest[]; readonly decisions: readonly Decision[] } {
  const drawn = mirrors.filter(({ share }) => share >= 1 || random.next() < share);
  const copy: HttpRequest = { ...request, headers: [...request.headers, ['x-envoy-internal', 'true']] };
  return {
    mirrors: drawn
      .filter(({ destination }) => destination.invalid === undefined)
      .map(({ destination }) => ({ destination, request: copy })),
    decisions: drawn.map(({ destination }) => ({
      reason: reason('envoy/mirrored', { backend: nameOf(destination) }),
      because: destination.because,
      source: router,
    })),
  };
}

function finisher(
  route: Route,
  destination: Destination,
  asked: CorsRequest | undefined,
): (response: HttpResponse) => HttpResponse {
  return (response) => {
    const headers = answerHeaders(route, applyEdits(response.headers, destination.responseHeaders), asked);
    return headers === response.headers ? response : { ...response, headers };
  };
}
