import type { Mesh } from '../../mesh/mesh.ts';
import { goDuration } from './goDuration.ts';
import type { RetrySpec } from './routeConfig.ts';
import type { RetryPolicy } from './routeTable.ts';

const defaultOn = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'];
const standard: RetryPolicy = { attempts: 2, on: defaultOn, statusCodes: [] };
/** The status codes that Go has words for; another number is taken for a condition, which no Envoy knows. */
const statusCodes = /^(10[0-3]|20[0-8]|226|30[0-578]|40[0-9]|41[0-8]|42[1-689]|431|451|50[0-8]|510|511)$/;
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
  const codes = words.filter((word) => statusCodes.test(word)).map(Number);
  const conditions = words.filter((word) => !statusCodes.test(word));
  const withCodes = codes.length > 0 && !conditions.includes('retriable-status-codes');
  return {
    attempts,
    on: on === '' ? defaultOn : [...conditions, ...(withCodes ? ['retriable-status-codes'] : [])],
    statusCodes: codes,
    ...(perTryTimeoutMs === undefined ? {} : { perTryTimeoutMs }),
    ...(backoffMs === undefined ? {} : { backoffMs }),
  };
}
