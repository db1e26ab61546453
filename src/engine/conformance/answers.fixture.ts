import type { Answer, Sent } from './rows.fixture.ts';

/** 200 from a pod of a Service of app, through wp. */
export function ok(backend = 'web', more: Answer = {}): Answer {
  const podSees = 'cluster.local/ns/app/sa/wp';
  return { verdict: 'delivered', status: 200, backend: `app/${backend}`, via: ['app/wp'], podSees, ...more };
}

/** Delivered without a waypoint. */
export function direct(backend = 'web', more: Answer = {}): Answer {
  return { verdict: 'delivered', status: 200, backend: `app/${backend}`, via: [], ...more };
}

/** 403 by an AuthorizationPolicy at wp: the policy, or that none allows. */
export function refused(by = 'no-allow-matched', more: Answer = {}): Answer {
  const body = 'RBAC: access denied';
  return { verdict: 'denied', status: 403, client: 'response', deniedBy: by, body, via: ['app/wp'], ...more };
}

/** The answer of request authentication. */
export function badToken(body: string, status = 401): Answer {
  return { verdict: 'denied', status, client: 'response', deniedBy: 'jwt', body };
}

/** An answer of the waypoint itself that is no refusal. */
export function says(status: number, more: Answer = {}): Answer {
  return { status, client: 'response', backend: null, ...more };
}

export const cut: Answer = { status: null, client: 'reset' };
export const connectionTerminated =
  'upstream connect error or disconnect/reset before headers. reset reason: connection termination';
export const connectionRefused =
  'upstream connect error or disconnect/reset before headers. retried and the latest reset reason: remote connection failure';

/** What the pod's ztunnel refuses comes back as 503 of the waypoint. */
export const refusedBehind: Answer = { status: 503, client: 'response', body: connectionTerminated };

export function get(path: string, headers: Sent['headers'] = {}, more: Sent = {}): Sent {
  return { to: `http://web${path}`, headers, ...more };
}

export const r0 = get('/');
export const byOther: Sent = { from: 'app/other' };
