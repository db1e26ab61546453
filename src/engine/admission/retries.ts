import type { VirtualServiceHttpRoute } from '#model/kubernetes/kinds.ts';
import { checkDuration } from './goDuration.ts';
import { all, each, none, refuseAll, refuseIf, type Findings } from './goError.ts';
import { quoted } from './goText.ts';

const conditions: ReadonlySet<string> = new Set([
  ...['5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream'],
  ...['retriable-status-codes', 'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure'],
  ...['cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable'],
]);

/** Status codes that have a name in Go's `net/http`. */
const statusCodes: ReadonlySet<number> = new Set([
  ...[100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
  ...[300, 301, 302, 303, 304, 305, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418],
  ...[421, 422, 423, 424, 425, 426, 428, 429, 431, 451],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
]);

/** Mirrors istio `agent.ValidateHTTPRetry`. */
export function checkRetries(retries: VirtualServiceHttpRoute['retries']): Findings {
  if (retries === undefined) return none;
  const { attempts = 0, perTryTimeout, retryOn = '', retryRemoteLocalities, backoff } = retries;
  return all(
    attempts < 0 ? refuseAll(['attempts cannot be negative']) : none,
    refuseIf(
      attempts === 0 && (perTryTimeout !== undefined || retryOn !== '' || retryRemoteLocalities !== undefined),
      'http retry policy configured when attempts are set to 0 (disabled)',
    ),
    checkDuration(perTryTimeout),
    each(retryOn === '' ? [] : retryOn.split(','), (condition) =>
      refuseIf(
        !conditions.has(condition) && !(/^[-+]?\d+$/.test(condition) && statusCodes.has(Number(condition))),
        `${quoted(condition)} is not a valid retryOn policy`,
      ),
    ),
    checkDuration(backoff),
  );
}
