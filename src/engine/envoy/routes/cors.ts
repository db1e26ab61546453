import type { HeaderLine, HttpRequest } from '../../dataplane/connection.ts';
import { headerValue, withHeader } from '../headerLines.ts';
import type { Cors } from './routeTable.ts';

export interface CorsRequest {
  readonly origin: string;
  readonly allowed: boolean;
  readonly preflight: boolean;
}

/** What a request is to CORS; undefined where it carries no origin. Mirrors Envoy `CorsFilter::decodeHeaders`. */
export function corsRequest({ allowOrigins }: Cors, { method, headers }: HttpRequest): CorsRequest | undefined {
  const origin = headerValue(headers, 'origin');
  if (origin === undefined || origin === '') return undefined;
  const asked = headerValue(headers, 'access-control-request-method');
  const preflight = method === 'OPTIONS' && asked !== undefined && asked !== '';
  return { origin, allowed: allowOrigins.some((test) => test(origin)), preflight };
}

/** Headers of the answer to a preflight. A foreign origin gets the lists as well, without allow-origin. */
export function preflightHeaders(
  cors: Cors,
  { origin, allowed }: CorsRequest,
  request: HttpRequest,
): readonly HeaderLine[] {
  const line = (name: string, value: string | undefined): readonly HeaderLine[] =>
    value === undefined || value === '' ? [] : [[name, value]];
  const echoed = (list: string, asked: string): string | undefined =>
    list === '*' ? headerValue(request.headers, asked) : list;
  return [
    ...line('access-control-allow-origin', allowed ? origin : undefined),
    ...line('access-control-allow-credentials', cors.allowCredentials ? 'true' : undefined),
    ...line('access-control-allow-methods', echoed(cors.allowMethods, 'access-control-request-method')),
    ...line('access-control-allow-headers', echoed(cors.allowHeaders, 'access-control-request-headers')),
    ...line('access-control-expose-headers', allowed ? cors.exposeHeaders : undefined),
    ...line('access-control-max-age', cors.maxAge),
  ];
}

/** What the answer of the backend gets. */
export function withCorsHeaders(
  lines: readonly HeaderLine[],
  cors: Cors,
  { origin }: CorsRequest,
): readonly HeaderLine[] {
  let result = withHeader(lines, 'access-control-allow-origin', origin);
  if (cors.allowCredentials) result = withHeader(result, 'access-control-allow-credentials', 'true');
  return cors.exposeHeaders === '' ? result : withHeader(result, 'access-control-expose-headers', cors.exposeHeaders);
}
