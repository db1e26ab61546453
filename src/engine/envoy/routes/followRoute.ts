import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { HttpRequest, HttpResponse } from '../../dataplane/connection.ts';
import type { Random } from '../../random.ts';
import type { FilterAnswer } from '../answer.ts';
import type { Destination, RetryPolicy, Route } from './routeTable.ts';

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

/** Runs fault and CORS, then carries out the route. Mirrors Envoy's fault, cors and router filters. */
export function followRoute(_route: Route, _request: HttpRequest, _context: FollowContext): Followed {
  throw new Error('not yet');
}
