import { describe, expect, test } from 'vitest';
import type { Authorization, AuthorizationEntry } from '../mesh/mesh.ts';
import { matchingGroup, stringMatches, type RbacConnection } from './rbac.ts';

const hbone: RbacConnection = {
  sourceIp: '10.1.0.1',
  identity: 'cluster.local/ns/app/sa/c',
  destinationIp: '10.1.0.2',
  destinationPort: 8080,
};
const plaintext: RbacConnection = { sourceIp: '10.3.0.1', destinationIp: '10.1.0.2', destinationPort: 8080 };

type Clauses = readonly (readonly AuthorizationEntry[])[];

function matches(groups: readonly Clauses[], connection: RbacConnection): boolean {
  const policy: Authorization = {
    namespace: 'app',
    name: 'p',
    scope: 'NAMESPACE',
    action: 'ALLOW',
    dryRun: false,
    groups: groups.map((clauses) => ({ clauses, because: [] })),
  };
  return matchingGroup(policy, connection) !== undefined;
}

// Follows the rows of ztunnel src/rbac.rs (rbac_test!).
describe('what is empty', () => {
  test.each<readonly [string, readonly Clauses[], boolean]>([
    ['no groups never match', [], false],
    ['a group without clauses always matches', [[]], true],
    ['a clause without entries always matches', [[[]]], true],
    ['an entry without fields never matches', [[[{}]]], false],
    ['an entry without fields beside one that matches', [[[{}, { namespaces: ['app'] }]]], true],
  ])('%s', (_case, groups, expected) => {
    expect(matches(groups, hbone)).toBe(expected);
  });
});

describe('one entry', () => {
  test.each<readonly [AuthorizationEntry, boolean, boolean]>([
    [{ principals: ['cluster.local/ns/app/sa/c'] }, true, false],
    [{ principals: ['spiffe://cluster.local/ns/app/sa/c'] }, false, false],
    [{ principals: ['*'] }, true, false],
    [{ principals: ['*/sa/c'] }, true, false],
    [{ principals: ['cluster.local/ns/app/*'] }, true, false],
    [{ principals: ['cluster.local/*/sa/c'] }, false, false],
    [{ notPrincipals: ['*'] }, false, true],
    [{ notPrincipals: ['other'] }, true, true],
    [{ namespaces: ['app'] }, true, false],
    [{ namespaces: ['a*'] }, true, false],
    [{ notNamespaces: ['bad'] }, true, true],
    [{ notNamespaces: ['app'] }, false, true],
    [{ serviceAccounts: ['app/c'] }, true, false],
    [{ serviceAccounts: ['app/*'] }, false, false],
    [{ notServiceAccounts: ['app/c'] }, false, true],
    [{ sourceIps: ['10.1.0.0/24'] }, true, false],
    [{ notSourceIps: ['10.1.0.1'] }, false, true],
    [{ destinationIps: ['10.1.0.2'] }, true, true],
    [{ notDestinationIps: ['10.1.0.2'] }, false, false],
    [{ notDestinationIps: ['10.1.0.9'] }, true, true],
    [{ destinationPorts: [8080] }, true, true],
    [{ destinationPorts: [80] }, false, false],
    [{ notDestinationPorts: [8080] }, false, false],
    [{ namespaces: ['app'], destinationPorts: [80] }, false, false],
  ])('%o', (entry, withIdentity, withoutIdentity) => {
    expect([matches([[[entry]]], hbone), matches([[[entry]]], plaintext)]).toEqual([withIdentity, withoutIdentity]);
  });
});

describe('values', () => {
  test.each([
    ['*', 'x', true],
    ['*', '', false],
    ['x*', 'xyz', true],
    ['*z', 'xyz', true],
    ['x*z', 'xyz', false],
    ['x*z', 'x*z', true],
    ['*y*', 'y*', true],
    ['xyz', 'xyz', true],
  ])('%s against %s', (pattern, value, expected) => {
    expect(stringMatches(pattern, value)).toBe(expected);
  });
});
