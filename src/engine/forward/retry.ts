import type { HttpResponse, Outcome } from '../dataplane/connection.ts';
import type { RetryPolicy } from '../envoy/routes/routeTable.ts';

/** How one try ended, as Envoy's router sees it. */
export type Try =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** No connection came about. */
  | { readonly kind: 'connect-failure' }
  | { readonly kind: 'connect-timeout' }
  /** The connection was there and went away before an answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'per-try-timeout' }
  | { readonly kind: 'undetermined' };

/** Reads the end of a connection as the router does: whatever happened behind a CONNECT that was sent is a reset. */
export function tryOf(outcome: Outcome): Try {
  switch (outcome.kind) {
    case 'response':
      return outcome;
    case 'refused':
    case 'unreachable':
      return { kind: 'connect-failure' };
    case 'timeout':
      return { kind: 'connect-timeout' };
    case 'connect-status':
    case 'tls-failure':
    case 'reset':
    case 'bytes':
      return { kind: 'reset' };
    case 'undetermined':
      return outcome;
  }
}

/** Whether the router tries again. Mirrors Envoy `RetryStateImpl::wouldRetryFromHeaders` and `wouldRetryFromReset`. */
export function isRetriable(policy: RetryPolicy, attempt: Try): boolean {
  const on = (word: string): boolean => policy.on.includes(word);
  const anyFailure = on('5xx') || on('gateway-error');
  switch (attempt.kind) {
    case 'response':
      return isRetriableResponse(policy, attempt.response);
    case 'connect-failure':
    case 'connect-timeout':
      return on('connect-failure') || anyFailure || on('reset') || on('reset-before-request');
    case 'reset':
      return on('reset') || anyFailure;
    // The router turns it into a 504 and asks by that status alone.
    case 'per-try-timeout':
      return anyFailure || policy.statusCodes.includes(504);
    case 'undetermined':
      return false;
  }
}

function isRetriableResponse(policy: RetryPolicy, { status, grpcStatus }: HttpResponse): boolean {
  const on = (word: string): boolean => policy.on.includes(word);
  if (on('5xx') && status >= 500) return true;
  if (on('gateway-error') && status >= 502 && status <= 504) return true;
  if (on('retriable-4xx') && status === 409) return true;
  if (policy.statusCodes.includes(status)) return true;
  return (on('unavailable') && grpcStatus === 14) || (on('cancelled') && grpcStatus === 1);
}
