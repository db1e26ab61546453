import type { JwtRule } from '#model/kubernetes/kinds.ts';
import type { HeaderLine, HttpRequest } from '../../dataplane/connection.ts';
import { headerValues, withoutHeader } from '../headerLines.ts';

/** A token in one of the places a rule looks at. */
export interface FoundToken {
  readonly token: string;
  readonly place: { readonly kind: 'header' | 'parameter' | 'cookie'; readonly name: string };
}

/**
 * The tokens a rule finds: only in the places it names, or by default as bearer token and `access_token` parameter.
 * Mirrors Envoy jwt_authn `ExtractorImpl::extract`.
 */
export function findTokens(rule: JwtRule, { headers, path }: HttpRequest): readonly FoundToken[] {
  const { fromHeaders = [], fromParams = [], fromCookies = [] } = rule;
  const isStated = fromHeaders.length + fromParams.length + fromCookies.length > 0;
  const places = isStated ? fromHeaders : [{ name: 'authorization', prefix: 'Bearer ' }];
  return [
    ...places.flatMap(({ name, prefix }) => fromHeader(headers, name.toLowerCase(), prefix ?? '')),
    ...(isStated ? fromParams : ['access_token']).flatMap((name) => fromParameter(path, name)),
    ...fromCookies.flatMap((name) => fromCookie(headers, name)),
  ];
}

function fromHeader(lines: readonly HeaderLine[], name: string, prefix: string): readonly FoundToken[] {
  const value = headerValues(lines, name).join(',');
  if (value === '') return [];
  const at = value.indexOf(prefix);
  return at < 0 ? [] : [{ token: value.slice(at + prefix.length), place: { kind: 'header', name } }];
}

function fromParameter(path: string, name: string): readonly FoundToken[] {
  const value = parametersOf(path).find(([own]) => own === name)?.[1];
  return value === undefined ? [] : [{ token: value, place: { kind: 'parameter', name } }];
}

function parametersOf(path: string): readonly (readonly [name: string, value: string, raw: string])[] {
  const mark = path.indexOf('?');
  if (mark < 0) return [];
  return path
    .slice(mark + 1)
    .split('&')
    .map((raw) => {
      const equals = raw.indexOf('=');
      return equals < 0
        ? [decoded(raw), '', raw]
        : [decoded(raw.slice(0, equals)), decoded(raw.slice(equals + 1)), raw];
    });
}

function decoded(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function fromCookie(lines: readonly HeaderLine[], name: string): readonly FoundToken[] {
  const pairs = headerValues(lines, 'cookie').flatMap((line) => line.split(';'));
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) {
      const token = pair
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1');
      return [{ token, place: { kind: 'cookie', name } }];
    }
  }
  return [];
}

/** The request without an accepted token; a cookie stays. Mirrors Envoy `JwtLocation::removeJwt`. */
export function withoutToken(request: HttpRequest, { place }: FoundToken): HttpRequest {
  if (place.kind === 'header') return { ...request, headers: withoutHeader(request.headers, place.name) };
  if (place.kind === 'cookie') return request;
  const rest = parametersOf(request.path).filter(([name]) => name !== place.name);
  const bare = request.path.slice(0, request.path.indexOf('?'));
  return { ...request, path: rest.length === 0 ? bare : `${bare}?${rest.map(([, , raw]) => raw).join('&')}` };
}
