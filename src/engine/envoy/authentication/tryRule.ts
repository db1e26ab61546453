import type { HttpRequest } from '../../dataplane/connection.ts';
import type { Random } from '../../random.ts';
import { claimAt } from '../authorization/claimMatcher.ts';
import { withHeader, withoutHeader } from '../headerLines.ts';
import type { AuthenticationRule } from './authenticationRules.ts';
import { findTokens, withoutToken } from './findTokens.ts';
import type { FoundToken } from './findTokens.ts';
import type { ParsedToken } from './parseToken.ts';
import { encodeBase64, parseToken } from './parseToken.ts';
import type { VerifiedTokens } from './verifyTokens.ts';

type Token = Extract<ParsedToken, { kind: 'token' }>;

/** What one rule makes of a request. */
export type Attempt =
  | { readonly kind: 'accepted'; readonly request: HttpRequest; readonly claims: Token['claims'] }
  | { readonly kind: 'missing'; readonly request: HttpRequest }
  | { readonly kind: 'failed'; readonly request: HttpRequest; readonly message: string }
  /** The keys are somewhere else. */
  | { readonly kind: 'unknown'; readonly request: HttpRequest };

const skewSeconds = 60;

/** Checks every token the rule finds; all of them must be good. Mirrors Envoy jwt_authn `AuthenticatorImpl`. */
export function tryRule(
  { rule }: AuthenticationRule,
  received: HttpRequest,
  verified: VerifiedTokens,
  now: number,
  random?: Random,
): Attempt {
  let request = withoutOwnHeaders(rule, received);
  const found = findTokens(rule, received);
  let last: Token | undefined;
  for (const each of found) {
    const checked = checkToken(rule, each.token, verified, now);
    if (typeof checked === 'string') return { kind: 'failed', request, message: checked };
    if (checked === undefined) return { kind: 'unknown', request };
    last = checked;
    request = withClaimHeaders(rule, accepted(rule, request, each), checked, random);
  }
  return last === undefined
    ? { kind: 'missing', request }
    : { kind: 'accepted', request, claims: normalised(rule, last.claims) };
}

type Rule = AuthenticationRule['rule'];

/** A client may not set the headers that claims go into. */
function withoutOwnHeaders(
  { outputPayloadToHeader, outputClaimToHeaders = [] }: Rule,
  request: HttpRequest,
): HttpRequest {
  let { headers } = request;
  if (outputPayloadToHeader !== undefined) headers = withoutHeader(headers, outputPayloadToHeader);
  for (const { header } of outputClaimToHeaders) headers = withoutHeader(headers, header);
  return headers === request.headers ? request : { ...request, headers };
}

/** A string is Envoy's complaint; undefined: nobody here knows the keys. */
function checkToken(rule: Rule, token: string, verified: VerifiedTokens, now: number): Token | string | undefined {
  const parsed = parseToken(token);
  if (parsed.kind === 'malformed') return parsed.message;
  const { iss = '', nbf, exp, aud } = parsed.claims;
  if (rule.issuer !== undefined && rule.issuer !== '' && iss !== rule.issuer) return 'Jwt issuer is not configured';
  if (typeof nbf === 'number' && now + skewSeconds < nbf) return 'Jwt not yet valid';
  if (typeof exp === 'number' && exp !== 0 && now > exp + skewSeconds) return 'Jwt is expired';
  if (!isMeant(rule.audiences ?? [], aud)) return 'Audiences in Jwt are not allowed';
  const { jwks } = rule;
  if (jwks === undefined || jwks === '') return undefined;
  switch (verified.signature(token, jwks)) {
    case 'valid':
      return parsed;
    case 'invalid':
      return 'Jwt verification fails';
    case 'no-key':
      return "Jwks doesn't have key to match kid or alg from Jwt";
    default:
      return undefined;
  }
}

function isMeant(audiences: readonly string[], aud: unknown): boolean {
  if (audiences.length === 0) return true;
  const own = new Set(audiences.map(bareAudience));
  const given = typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud.map(String) : [];
  return given.some((audience) => own.has(bareAudience(audience)));
}

/** Scheme and a trailing slash make no difference. */
function bareAudience(audience: string): string {
  return audience.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function accepted({ forwardOriginalToken }: Rule, request: HttpRequest, found: FoundToken): HttpRequest {
  return forwardOriginalToken === true ? request : withoutToken(request, found);
}

function withClaimHeaders(
  { outputPayloadToHeader, outputClaimToHeaders = [] }: Rule,
  request: HttpRequest,
  { claims, payload }: Token,
  random: Random | undefined,
): HttpRequest {
  let { headers } = request;
  for (const { header, claim } of outputClaimToHeaders) {
    const value = headerText(claimAt(claims, claim.split('.')), random);
    if (value !== undefined) headers = withHeader(headers, header, value);
  }
  if (outputPayloadToHeader !== undefined) headers = withHeader(headers, outputPayloadToHeader, payload);
  return { ...request, headers };
}

function headerText(value: unknown, random: Random | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'object') return encodeBase64(JSON.stringify(ordered(value, keyOrder(value, random))));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

type KeyOrder = 1 | -1;

/** Envoy writes the keys of an object as its hash table has them: measured alphabetical two times in three. */
function keyOrder(value: object, random: Random | undefined): KeyOrder {
  const hasChoice = !Array.isArray(value) && Object.keys(value).length > 1;
  return hasChoice && random !== undefined && random.next() >= 2 / 3 ? -1 : 1;
}

function ordered(value: unknown, order: KeyOrder): unknown {
  if (Array.isArray(value)) return value.map((entry) => ordered(entry, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -order : order));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner, order)]));
}

/** Claims as policies see them: some are lists of words. Mirrors istiod `buildSpaceDelimitedClaims`. */
function normalised({ spaceDelimitedClaims = [] }: Rule, claims: Token['claims']): Token['claims'] {
  const words = new Set(['scope', 'permission', ...spaceDelimitedClaims]);
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      words.has(name) && typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : value,
    ]),
  );
}
