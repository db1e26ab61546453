import { expect, test } from 'vitest';
import { addressRange } from './addressRange.ts';
import { bracketedNames, claimMatcher, requestPrincipalMatcher } from './claimMatcher.ts';
import { pathTemplateMatcher } from './pathTemplate.ts';
import { withAllTrustDomains, withTrustDomainAliases } from './trustDomains.ts';
import {
  headerMatcher,
  hostMatcher,
  namespaceMatcher,
  principalMatcher,
  serviceAccountMatcher,
  trustDomainMatcher,
  valueMatcher,
} from './valueMatcher.ts';

const ana = 'spiffe://cluster.local/ns/app/sa/ana';

test.each([
  ['an exact value', valueMatcher('/a'), '/a', true],
  ['another case', valueMatcher('/a'), '/A', false],
  ['a prefix', valueMatcher('/a*'), '/ab', true],
  ['a suffix', valueMatcher('*.txt'), 'x.txt', true],
  ['a star takes no empty value', valueMatcher('*'), '', false],
  ['a leading star wins, the other is a character', valueMatcher('*foo*'), 'xfoox', false],
  ['so it needs that character', valueMatcher('*foo*'), 'xfoo*', true],
  ['a star takes an empty header', headerMatcher('*'), '', true],
  ['hosts disregard case', hostMatcher('Deny.Web.*'), 'deny.web.com', true],
  ['a port in the Host counts', hostMatcher('web'), 'web:80', false],
  ['a principal', principalMatcher('cluster.local/ns/app/sa/ana'), ana, true],
  ['the end of a principal', principalMatcher('*/sa/ana'), ana, true],
  ['the scheme is no part of it', principalMatcher('*//cluster.local/ns/app/sa/ana'), ana, false],
  ['a namespace with a star inside', namespaceMatcher('a*p'), ana, true],
  ['another namespace', namespaceMatcher('ap'), ana, false],
  ['an account of the policy', serviceAccountMatcher('ana', 'app'), ana, true],
  ['an account of another namespace', serviceAccountMatcher('prod/ana', 'app'), ana, false],
  ['accounts have no wildcards', serviceAccountMatcher('an*', 'app'), ana, false],
  ['a trust domain', trustDomainMatcher('cluster.local'), ana, true],
  ['a trust domain with a star', trustDomainMatcher('c*.local'), ana, true],
  ['the star stops at a slash', trustDomainMatcher('c*app'), ana, false],
  ['the ends of a star do not share letters', trustDomainMatcher('cluster.loc*local'), ana, false],
  ['any trust domain', trustDomainMatcher('*'), ana, true],
])('%s', (_case, matches, text, expected) => {
  expect(matches(text)).toBe(expected);
});

test.each([
  ['/allow/{**}', '/allow/', true],
  ['/allow/{**}', '/allow', false],
  ['/foo/{*}/bar/{**}', '/foo/buzz/bar/a/b', true],
  ['/foo/{*}/bar/{**}', '/foo//bar/a', false],
  ['/store/{**}/cart', '/store//cart', true],
  ['/store/{**}/cart', '/store/cart', false],
  ['/a/{*}', '/a/b/c', false],
])('template %s on %s', (template, path, expected) => {
  expect(pathTemplateMatcher(template)(path)).toBe(expected);
});

test.each([
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.0/8', '10.9.9.9', true],
  ['192.168.4.0/23', '192.168.6.0', false],
  ['2001:db8::/32', '2001:db8:0:1::5', true],
  ['0.0.0.0/0', '::1', false],
])('block %s has %s', (block, ip, expected) => {
  expect(addressRange(block)?.(ip)).toBe(expected);
});

test.each(['300.1.1.1', '10.0.0.0/33', 'web', '1.2.3.4/8/9', ''])('%s is no block', (block) => {
  expect(addressRange(block)).toBeUndefined();
});

test.each([
  ['*', { iss: 'i', sub: 's' }, true],
  ['*', { iss: 'i' }, false],
  ['https://i/a/b/s', { iss: 'https://i/a/b', sub: 's' }, true],
  ['i/*', { iss: 'i', sub: 'x' }, true],
  ['i/s*', { iss: 'i', sub: 'sx' }, true],
  ['*/s', { iss: 'x', sub: 's' }, true],
  ['*.io/s', { iss: 'x.io', sub: 's' }, true],
  ['i', { iss: 'i', sub: 'x' }, false],
  ['i*', { iss: 'ix', sub: 'x' }, true],
])('request principal %s', (value, claims, expected) => {
  expect(requestPrincipalMatcher([value])(claims)).toBe(expected);
});

test.each([
  ['a text', ['role'], ['adm*'], { role: 'admin' }, true],
  ['a list', ['groups'], ['g2'], { groups: ['g1', 'g2'] }, true],
  ['a nested claim', ['a', 'b'], ['x'], { a: { b: 'x' } }, true],
  ['a number', ['level'], ['7'], { level: 7 }, false],
  ['a name every object has', ['constructor'], ['*'], {}, false],
])('claim: %s', (_case, path, values, claims, expected) => {
  expect(claimMatcher(path, values)(claims)).toBe(expected);
});

test('names in brackets', () => {
  expect(bracketedNames('[a][b]')).toEqual(['a', 'b']);
  expect(bracketedNames('[a.b]')).toEqual(['a.b']);
  expect(bracketedNames('a')).toBeUndefined();
});

test.each([
  ['old/ns/a/sa/b', ['new/ns/a/sa/b', 'old/ns/a/sa/b']],
  ['cluster.local/ns/a/sa/b', ['new/ns/a/sa/b', 'old/ns/a/sa/b']],
  ['other/ns/a/sa/b', ['other/ns/a/sa/b']],
  ['*/ns/a/sa/b', ['*/ns/a/sa/b']],
])('principal %s under all names', (principal, expected) => {
  expect(withTrustDomainAliases([principal], ['new', 'old'])).toEqual(expected);
});

test('one trust domain of the mesh stands for all of them', () => {
  expect(withAllTrustDomains(['old', 'x'], ['new', 'old'])).toEqual(['new', 'old', 'x']);
});
