import { parseIp, parseRange, rangeContains } from '../mesh/ipRange.ts';
import type { Authorization, AuthorizationEntry, AuthorizationGroup } from '../mesh/mesh.ts';

/** A connection as ztunnel's policies see it. */
export interface RbacConnection {
  readonly sourceIp: string;
  /** `trustDomain/ns/…/sa/…`; absent for plaintext. */
  readonly identity?: string;
  readonly destinationIp: string;
  readonly destinationPort: number;
}

/** The group of a policy that matches a connection, or none. A policy without groups never matches. Mirrors ztunnel `Authorization::matches`. */
export function matchingGroup(policy: Authorization, connection: RbacConnection): AuthorizationGroup | undefined {
  return policy.groups.find(({ clauses }) => clauses.every((clause) => clauseMatches(clause, connection)));
}

/** Entries are alternatives. An entry without fields is skipped, so a clause of such entries alone never matches. */
function clauseMatches(clause: readonly AuthorizationEntry[], connection: RbacConnection): boolean {
  return clause.length === 0 || clause.some((entry) => !isEmpty(entry) && entryMatches(entry, connection));
}

function isEmpty(entry: AuthorizationEntry): boolean {
  for (const _ in entry) return false;
  return true;
}

function entryMatches(entry: AuthorizationEntry, connection: RbacConnection): boolean {
  return identityMatches(entry, connection.identity) && addressMatches(entry, connection);
}

function identityMatches(entry: AuthorizationEntry, identity: string | undefined): boolean {
  const { namespace, account } = partsOf(identity);
  return (
    anyMatches(entry.principals, identity) &&
    noneMatches(entry.notPrincipals, identity) &&
    anyMatches(entry.namespaces, namespace) &&
    noneMatches(entry.notNamespaces, namespace) &&
    accountListed(entry.serviceAccounts, account, true) &&
    !accountListed(entry.notServiceAccounts, account, false)
  );
}

interface IdentityParts {
  readonly namespace?: string;
  readonly account?: string;
}

function partsOf(identity: string | undefined): IdentityParts {
  const match = identity === undefined ? null : /^[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(identity);
  const [, namespace, name] = match ?? [];
  return namespace === undefined || name === undefined ? {} : { namespace, account: `${namespace}/${name}` };
}

/** Service accounts are compared whole, without wildcards or trust domain. */
function accountListed(
  accounts: readonly string[] | undefined,
  account: string | undefined,
  whenAbsent: boolean,
): boolean {
  if (accounts === undefined || accounts.length === 0) return whenAbsent;
  return account !== undefined && accounts.includes(account);
}

function anyMatches(patterns: readonly string[] | undefined, value: string | undefined): boolean {
  if (patterns === undefined || patterns.length === 0) return true;
  return value !== undefined && patterns.some((pattern) => stringMatches(pattern, value));
}

function noneMatches(patterns: readonly string[] | undefined, value: string | undefined): boolean {
  if (patterns === undefined || value === undefined) return true;
  return !patterns.some((pattern) => stringMatches(pattern, value));
}

/** `*` is presence, `*x` a suffix, `x*` a prefix; elsewhere a star is a star. Mirrors istiod `stringToMatch` and ztunnel `StringMatch`. */
export function stringMatches(pattern: string, value: string): boolean {
  if (pattern === '*') return value !== '';
  if (pattern.startsWith('*')) return value.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return value.startsWith(pattern.slice(0, -1));
  return value === pattern;
}

function addressMatches(
  entry: AuthorizationEntry,
  { sourceIp, destinationIp, destinationPort }: RbacConnection,
): boolean {
  return (
    (isUnset(entry.sourceIps) || inRanges(entry.sourceIps, sourceIp)) &&
    !inRanges(entry.notSourceIps, sourceIp) &&
    (isUnset(entry.destinationIps) || inRanges(entry.destinationIps, destinationIp)) &&
    !inRanges(entry.notDestinationIps, destinationIp) &&
    (isUnset(entry.destinationPorts) || entry.destinationPorts.includes(destinationPort)) &&
    entry.notDestinationPorts?.includes(destinationPort) !== true
  );
}

function isUnset(list: readonly unknown[] | undefined): list is undefined {
  return list === undefined || list.length === 0;
}

function inRanges(ranges: readonly string[] | undefined, address: string): boolean {
  if (ranges === undefined || ranges.length === 0) return false;
  const ip = parseIp(address);
  if (ip === undefined) return false;
  return ranges.some((text) => {
    const range = parseRange(text);
    return range !== undefined && rangeContains(range, ip);
  });
}
