import type { TextTest } from './valueMatcher.ts';
import { valueMatcher } from './valueMatcher.ts';

export type Claims = Readonly<Record<string, unknown>>;
export type ClaimsTest = (claims: Claims | undefined) => boolean;

/** A claim that is such a text, or a list with such a text in it. Mirrors istiod `MetadataListValueMatcher`. */
export function claimMatcher(path: readonly string[], values: readonly string[]): ClaimsTest {
  const tests = values.map(valueMatcher);
  const test: TextTest = (text) => tests.some((each) => each(text));
  return (claims) => textOrList(claimAt(claims, path), test);
}

export function claimAt(claims: unknown, path: readonly string[]): unknown {
  let at = claims;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

function textOrList(value: unknown, test: TextTest): boolean {
  if (typeof value === 'string') return test(value);
  return Array.isArray(value) && value.some((entry) => typeof entry === 'string' && test(entry));
}

/**
 * `issuer/subject`, split at the last slash, with `*` at either end. Without a slash and a `*` the subject would have
 * to be empty. Mirrors istiod `requestPrincipalGenerator`.
 */
export function requestPrincipalMatcher(values: readonly string[]): ClaimsTest {
  const tests = values.map((value) => {
    const [issuer, subject] = issuerAndSubject(value);
    return (claims: Claims) => textClaim(claims, 'iss', issuer) && textClaim(claims, 'sub', subject);
  });
  return (claims) => claims !== undefined && tests.some((test) => test(claims));
}

function textClaim(claims: Claims, name: string, test: TextTest): boolean {
  const value = claimAt(claims, [name]);
  return typeof value === 'string' && test(value);
}

const notEmpty: TextTest = (text) => text !== '';

function issuerAndSubject(value: string): readonly [TextTest, TextTest] {
  if (value === '*') return [notEmpty, notEmpty];
  const slash = value.lastIndexOf('/');
  const issuer = slash < 0 ? value : value.slice(0, slash);
  const subject = value.slice(slash + 1);
  if (value.startsWith('*')) {
    return slash < 0 ? [notEmpty, endingIn(value)] : [issuer === '*' ? notEmpty : endingIn(issuer), exactly(subject)];
  }
  if (value.endsWith('*')) {
    return slash < 0
      ? [beginningWith(value), notEmpty]
      : [exactly(issuer), subject === '*' ? notEmpty : beginningWith(subject)];
  }
  return [exactly(issuer), exactly(slash < 0 ? '' : subject)];
}

function exactly(text: string): TextTest {
  return (other) => other === text;
}

function endingIn(pattern: string): TextTest {
  const suffix = pattern.replace(/^\*/, '');
  return (text) => text.endsWith(suffix);
}

function beginningWith(pattern: string): TextTest {
  const prefix = pattern.replace(/\*$/, '');
  return (text) => text.startsWith(prefix);
}

/** The names in `request.auth.claims[a][b]`. Mirrors istiod `extractNameInNestedBrackets`. */
export function bracketedNames(text: string): readonly string[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const nested = /^(\[[^[\]]*\])+$/.test(text);
  return nested ? text.slice(1, -1).split('][') : [text.slice(1, -1)];
}
