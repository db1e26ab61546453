import { describe, expect, test } from 'vitest';
import { isRetriable, tryOf, type Try } from './retry.ts';

const byDefault = {
  attempts: 2,
  on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'],
  statusCodes: [],
};
const answered = (status: number): Try => ({ kind: 'response', response: { status, headers: [], body: '' } });

describe('what a waypoint tries again', () => {
  test.each([
    ['a refused connection', { kind: 'connect-failure' }, byDefault, true],
    ['a connection that died later', { kind: 'reset' }, byDefault, false],
    ['an application 503 by default', answered(503), byDefault, false],
    ['a listed status', answered(503), { ...byDefault, statusCodes: [503] }, true],
    ['another status', answered(500), { ...byDefault, statusCodes: [503] }, false],
    ['any 5xx', answered(501), { ...byDefault, on: ['5xx'] }, true],
    ['a gateway error', answered(502), { ...byDefault, on: ['gateway-error'] }, true],
    ['a 500 is none', answered(500), { ...byDefault, on: ['gateway-error'] }, false],
    ['a reset under 5xx', { kind: 'reset' }, { ...byDefault, on: ['5xx'] }, true],
    [
      'a connection that is never answered, under 5xx',
      { kind: 'connect-timeout' },
      { ...byDefault, on: ['5xx'] },
      true,
    ],
    ['a slow try by default', { kind: 'per-try-timeout' }, { ...byDefault, statusCodes: [503] }, false],
    ['a slow try with 504 listed', { kind: 'per-try-timeout' }, { ...byDefault, statusCodes: [504] }, true],
  ] as const)('%s', (_case, attempt, policy, expected) => {
    expect(isRetriable(policy, attempt)).toBe(expected);
  });
});

test.each([
  ['refused', 'connect-failure'],
  ['unreachable', 'connect-failure'],
  ['timeout', 'connect-timeout'],
  ['reset', 'reset'],
  ['tls-failure', 'reset'],
] as const)('%s counts as %s', (kind, expected) => {
  expect(tryOf({ kind }).kind).toBe(expected);
});

test('a tunnel that the destination refuses counts as a reset', () => {
  expect(tryOf({ kind: 'connect-status', status: 401 }).kind).toBe('reset');
});
