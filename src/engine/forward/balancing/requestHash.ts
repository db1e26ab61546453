import type { LoadBalancer } from '#model/kubernetes/kinds.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import { headerValues } from '../../envoy/headerLines.ts';
import { xxHash64 } from './xxHash64.ts';

type ConsistentHash = NonNullable<LoadBalancer['consistentHash']>;

/**
 * What a request is hashed by: a header, a cookie, a query parameter or its client's address; nothing where it has none,
 * and then a host is drawn. Mirrors istiod `ConsistentHashToHashPolicy` and Envoy `hash_policy.cc`.
 */
export function requestHash(
  { httpHeaderName, httpCookie, httpQueryParameterName, useSourceIp }: ConsistentHash,
  request: HttpRequest | undefined,
  clientIp: string | undefined,
): bigint | undefined {
  if (useSourceIp === true) return clientIp === undefined ? undefined : xxHash64(clientIp);
  if (request === undefined) return undefined;
  if (httpHeaderName !== undefined) {
    const values = headerValues(request.headers, httpHeaderName);
    return values.length === 0 ? undefined : xxHash64([...values].sort().join(''));
  }
  const value =
    httpCookie === undefined ? parameter(request.path, httpQueryParameterName ?? '') : cookie(request, httpCookie.name);
  return value === undefined ? undefined : xxHash64(value);
}

function cookie({ headers }: HttpRequest, name: string): string | undefined {
  for (const pair of headerValues(headers, 'cookie').flatMap((line) => line.split(';'))) {
    const [own = '', value] = pair.trim().split('=', 2);
    if (own === name && value !== undefined) return value.replace(/^"(.*)"$/, '$1');
  }
  return undefined;
}

function parameter(path: string, name: string): string | undefined {
  const query = path.split('?')[1] ?? '';
  for (const pair of query.split('&')) {
    const [own = '', ...rest] = pair.split('=');
    if (own === name && rest.length > 0) return rest.join('=');
  }
  return undefined;
}
