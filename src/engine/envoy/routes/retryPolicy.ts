import type { Mesh } from '../../mesh/mesh.ts';
import { goDuration } from './goDuration.ts';
import type { RetrySpec } from './routeConfig.ts';
import type { RetryPolicy } from './routeTable.ts';

const defaultOn = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'];
const standard: RetryPolicy = { attempts: 2, on: defaultOn, statusCodes: [] };
const none: RetryPolicy = { attempts: 0, on: [], statusCodes: [] };

/** What holds where nothing is said: two retries, or `defaultHttpRetryPolicy`. Mirrors istiod `retry.ConvertPolicy`. */
export function defaultRetry({ settings }: Mesh): RetryPolicy {
  const stated = settings.meshConfig['defaultHttpRetryPolicy'];
  if (typeof stated !== 'object' || stated === null) return standard;
  const { attempts, retryOn, perTryTimeout } = stated as Readonly<Record<string, unknown>>;
  const perTry = typeof perTryTimeout === 'string' ? goDuration(perTryTimeout) : undefined;
  return translateRetry({
    attempts: Number(attempts ?? 0),
    on: typeof retryOn === 'string' ? retryOn : '',
    ...(perTry === undefined ? {} : { perTryTimeoutMs: perTry }),
  });
}

/** Numbers among the conditions are status codes. Mirrors istiod `retry.ConvertPolicy` and `parseRetryOn`. */
export function translateRetry({ attempts, on, perTryTimeoutMs, backoffMs }: RetrySpec): RetryPolicy {
  if (attempts <= 0) return none;
  const words = on
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const codes = words.filter((word) => /^\d+$/.test(word)).map(Number);
  const conditions = words.filter((word) => !/^\d+$/.test(word));
  const withCodes = codes.length > 0 && !conditions.includes('retriable-status-codes');
  return {
    attempts,
    on: words.length === 0 ? defaultOn : [...conditions, ...(withCodes ? ['retriable-status-codes'] : [])],
    statusCodes: codes,
    ...(perTryTimeoutMs === undefined ? {} : { perTryTimeoutMs }),
    ...(backoffMs === undefined ? {} : { backoffMs }),
  };
}
