import { expect, test } from 'vitest';
import { expectationGaps } from './expectationGaps.ts';
import type { Expectation } from './scenario.ts';
import type { Trace } from './trace.ts';

const trace = {
  verdict: {
    kind: 'denied',
    status: 403,
    client: 'response',
    deniedBy: 'shop/a',
    backend: { kind: 'Pod', namespace: 'shop', name: 'echo-v1' },
  },
  five: {
    waypoints: ['shop/waypoint'],
    enforcers: [{ policies: ['shop/a', 'shop/b'], result: 'deny' }],
    podSees: null,
  },
} as unknown as Trace;

test.each<[string, Expectation, readonly string[]]>([
  ['nothing is expected', {}, []],
  ['all holds', { verdict: 'denied', status: 403, via: ['shop/waypoint'] }, []],
  ['a prefix of the pod', { backend: 'echo' }, []],
  ['a prefix with its namespace', { backend: 'shop/echo-v' }, []],
  ['another pod', { backend: 'shop/other' }, ['backend']],
  ['any of the policies that refuse', { deniedBy: 'shop/b' }, []],
  ['a policy that does not', { deniedBy: 'shop/c' }, ['deniedBy']],
  ['no waypoint', { via: [] }, ['via']],
  ['two fields', { status: 200, podSees: 'none' }, ['status', 'podSees']],
])('%s', (_case, expected, fields) => {
  expect(expectationGaps(trace, expected).map(({ field }) => field)).toEqual(fields);
});
