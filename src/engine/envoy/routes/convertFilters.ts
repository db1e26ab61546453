import type { HeaderModifier, HTTPRouteFilter } from '#model/kubernetes/kinds.ts';
import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { BackendContext, HardError } from './convertBackend.ts';
import { convertBackend } from './convertBackend.ts';
import type { CorsSpec, HeaderOperations, HttpEntry, RedirectSpec, RouteHeaders, TextMatch } from './routeConfig.ts';

export const noHeaderOperations: HeaderOperations = { set: [], add: [], remove: [] };
export const noHeaders: RouteHeaders = { request: noHeaderOperations, response: noHeaderOperations };

/** What the filters of a rule come to. */
export interface ConvertedFilters {
  readonly headers: RouteHeaders;
  readonly redirect?: RedirectSpec;
  readonly rewrite?: NonNullable<HttpEntry['rewrite']>;
  readonly mirrors: HttpEntry['mirrors'];
  readonly cors?: CorsSpec;
}

/** Converts the filters of an HTTPRoute's rule; the last of a type counts. Mirrors istiod `convertHTTPRoute`. */
export function convertFilters(
  filters: readonly HTTPRouteFilter[],
  at: FieldRef,
  context: BackendContext,
): ConvertedFilters | HardError {
  let result: ConvertedFilters = { headers: noHeaders, mirrors: [] };
  for (const [index, filter] of filters.entries()) {
    const because = { ...at, path: [...at.path, index] };
    const next = convertFilter(result, filter, because, context);
    if ('error' in next) return next;
    result = next;
  }
  return result;
}

function convertFilter(
  so: ConvertedFilters,
  filter: HTTPRouteFilter,
  because: FieldRef,
  context: BackendContext,
): ConvertedFilters | HardError {
  const unsupported = { error: `unsupported filter type "${filter.type}"` };
  switch (filter.type) {
    case 'RequestHeaderModifier':
    case 'ResponseHeaderModifier':
      return withHeaderFilter(so, filter);
    case 'RequestRedirect':
      return filter.requestRedirect === undefined ? so : { ...so, redirect: redirectSpec(filter.requestRedirect) };
    case 'URLRewrite': {
      const rewrite = filter.urlRewrite === undefined ? undefined : rewriteSpec(filter.urlRewrite);
      return rewrite === undefined ? so : { ...so, rewrite };
    }
    case 'CORS':
      return filter.cors === undefined ? so : { ...so, cors: corsSpec(filter.cors, because) };
    case 'RequestMirror':
      return withMirror(so, filter, because, context);
    default:
      return unsupported;
  }
}

/** The header modifiers that any filter list may hold; undefined for any other filter. */
export function withHeaderFilter<T extends { readonly headers: RouteHeaders }>(
  so: T,
  filter: Pick<HTTPRouteFilter, 'type' | 'requestHeaderModifier' | 'responseHeaderModifier'>,
): T | HardError {
  const isRequest = filter.type === 'RequestHeaderModifier';
  const modifier = isRequest ? filter.requestHeaderModifier : filter.responseHeaderModifier;
  const bad = [...(modifier?.set ?? []), ...(modifier?.add ?? [])].find(({ value }) => !isHeaderValue(value));
  if (bad !== undefined) return { error: `header "${bad.name}" value contains invalid characters` };
  if (modifier === undefined) return so;
  return { ...so, headers: { ...so.headers, [isRequest ? 'request' : 'response']: headerOperations(modifier) } };
}

function isHeaderValue(value: string): boolean {
  return !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
}

function headerOperations({ set = [], add = [], remove = [] }: HeaderModifier): HeaderOperations {
  return { set: firstOfEach(set), add: firstOfEach(add), remove: remove.map((name) => name.toLowerCase()) };
}

function firstOfEach(headers: readonly { readonly name: string; readonly value: string }[]): HeaderOperations['set'] {
  const first = new Map<string, string>();
  for (const { name, value } of headers) {
    if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), value);
  }
  return [...first];
}

function redirectSpec({
  scheme,
  hostname,
  path,
  port,
  statusCode,
}: NonNullable<HTTPRouteFilter['requestRedirect']>): RedirectSpec {
  return {
    uri: path?.type === 'ReplaceFullPath' ? (path.replaceFullPath ?? '') : '',
    prefixRewrite: path?.type === 'ReplacePrefixMatch' ? (path.replacePrefixMatch ?? '') : '',
    authority: hostname ?? '',
    scheme: scheme ?? '',
    port: port ?? (scheme === undefined ? 'from-request' : 'from-protocol'),
    status: statusCode,
  };
}

function rewriteSpec({ hostname, path }: NonNullable<HTTPRouteFilter['urlRewrite']>): HttpEntry['rewrite'] {
  const authority = hostname === undefined ? {} : { authority: hostname };
  if (path?.type === 'ReplacePrefixMatch') {
    const uri = (path.replacePrefixMatch ?? '').replace(/\/$/, '');
    // A bare `/` takes the prefix away.
    return { uri: uri === '' ? '/' : uri, ...authority };
  }
  if (path?.type === 'ReplaceFullPath') {
    return { fullPath: path.replaceFullPath ?? '', ...authority };
  }
  return hostname === undefined ? undefined : authority;
}

/** What a lone `*` stands for among the origins of an HTTPRoute. */
export const wellFormedOrigin = '[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+';

function corsSpec(cors: NonNullable<HTTPRouteFilter['cors']>, because: FieldRef): CorsSpec {
  return {
    allowOrigins: (cors.allowOrigins ?? []).map(originMatch),
    allowMethods: cors.allowMethods ?? [],
    allowHeaders: cors.allowHeaders ?? [],
    exposeHeaders: cors.exposeHeaders ?? [],
    maxAge: cors.maxAge > 0 ? String(cors.maxAge) : '',
    allowCredentials: cors.allowCredentials ?? false,
    forwardsUnmatched: false,
    because: [because],
  };
}

function originMatch(origin: string): TextMatch {
  if (origin === '*') return { kind: 'regex', value: wellFormedOrigin };
  const star = origin.indexOf('*');
  if (star < 0) return { kind: 'exact', value: origin };
  if (star === origin.length - 1) return { kind: 'prefix', value: origin.slice(0, -1) };
  return { kind: 'regex', value: origin.split('*').map(quoted).join('.*') };
}

/** A text as a regular expression that matches only itself. */
export function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** An unknown mirror is left out, and the request goes on. */
function withMirror(
  so: ConvertedFilters,
  { requestMirror }: HTTPRouteFilter,
  at: FieldRef,
  context: BackendContext,
): ConvertedFilters | HardError {
  if (requestMirror === undefined) return so;
  const because = { ...at, path: [...at.path, 'requestMirror', 'backendRef'] };
  const destination = convertBackend(requestMirror.backendRef, because, context);
  if ('error' in destination || destination.problem !== undefined) return so;
  return { ...so, mirrors: [...so.mirrors, { destination, share: mirrorShare(requestMirror) }] };
}

export function mirrorShare({ percent, fraction }: NonNullable<HTTPRouteFilter['requestMirror']>): number {
  if (fraction !== undefined) return fraction.numerator / fraction.denominator;
  return percent === undefined ? 1 : percent / 100;
}
