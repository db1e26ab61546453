import type { HttpRequest } from '../../dataplane/connection.ts';
import { headerValue } from '../headerLines.ts';
import type { CompiledMatch } from './compiledMatch.ts';
import { rewritePath } from './rewritePath.ts';
import type { Redirect } from './routeTable.ts';

/** The `location` of a redirect. Mirrors Envoy `RouteEntryImplBase::newUri`. */
export function redirectLocation(redirect: Redirect, request: HttpRequest, match: CompiledMatch): string {
  const forwarded = headerValue(request.headers, 'x-forwarded-proto') ?? request.scheme;
  const scheme = redirect.scheme ?? forwarded;
  const host = redirect.host ?? hostOf(request.authority, scheme, forwarded, redirect.port !== undefined);
  const port = redirect.port === undefined ? '' : `:${redirect.port}`;
  const path = pathOf(redirect, request, match);
  return `${scheme}://${host}${port}${path.startsWith('/') ? '' : '/'}${path}`;
}

/** The request's Host keeps its port, unless another is set or it is the usual one of the scheme that is left. */
function hostOf(authority: string, scheme: string, forwarded: string, setsPort: boolean): string {
  const colon = authority.startsWith('[') ? authority.indexOf(':', authority.indexOf(']')) : authority.lastIndexOf(':');
  if (colon < 0) return authority;
  const port = authority.slice(colon);
  const isUsual = (forwarded === 'https' && port === ':443') || (forwarded === 'http' && port === ':80');
  return setsPort || (scheme !== forwarded && isUsual) ? authority.slice(0, colon) : authority;
}

function pathOf({ path }: Redirect, request: HttpRequest, match: CompiledMatch): string {
  if (path === undefined) return request.path;
  // A query in the replacement takes the place of the request's.
  if (path.kind === 'full' && path.value.includes('?')) return path.value;
  return rewritePath(request.path, path, match);
}
