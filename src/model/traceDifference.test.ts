import { describe, expect, test } from 'vitest';
import type { Hop, Trace } from './trace.ts';
import { alignHops, flowChange, traceDifference } from './traceDifference.ts';

const ref = (name: string) => ({ kind: 'Gateway', namespace: 'shop', name });
const hop = (kind: string, phase: string, part: object = {}) =>
  ({
    at: { kind, pod: ref('p'), gateway: ref('waypoint'), ...part },
    phase,
    decisions: [],
    outcome: 'forwarded',
  }) as unknown as Hop;

const direct = [hop('app', 'app'), hop('ztunnel', 'outbound'), hop('ztunnel', 'inbound'), hop('app', 'app')];
const behind = [...direct.slice(0, 2), hop('waypoint', 'waypoint'), ...direct.slice(2)];

describe('paths are laid beside each other by place', () => {
  test('a waypoint that only one path has stands alone', () => {
    expect(alignHops(behind, direct).map(({ a, b, same }) => [a, b, same])).toEqual([
      [0, 0, true],
      [1, 1, true],
      [2, undefined, false],
      [3, 2, true],
      [4, 3, true],
    ]);
  });
  test('another pod in the same place is the same place', () => {
    const other = [...direct.slice(0, 3), hop('app', 'app', { pod: ref('q') })];
    expect(alignHops(direct, other).at(-1)).toEqual({ a: 3, b: 3, same: false });
  });
  test('an empty path', () => {
    expect(alignHops([], direct).map(({ b }) => b)).toEqual([0, 1, 2, 3]);
  });
});

function trace(kind: string, hops: readonly Hop[], identity: string): Trace {
  return {
    verdict: { kind, status: kind === 'delivered' ? 200 : 403, client: 'response', deniedBy: null },
    five: { waypoints: [], podSees: { identity, address: '' } },
    hops,
  } as unknown as Trace;
}

test.each([
  ['opened', trace('denied', direct, 'a'), trace('delivered', direct, 'a')],
  ['closed', trace('delivered', direct, 'a'), trace('denied', direct, 'a')],
  ['rerouted', trace('delivered', direct, 'a'), trace('delivered', behind, 'b')],
  ['identity', trace('delivered', direct, 'a'), trace('delivered', direct, 'b')],
  ['same', trace('delivered', direct, 'a'), trace('delivered', direct, 'a')],
])('a flow is %s', (change, a, b) => {
  expect(flowChange(a, b)).toBe(change);
});

test('only what changed is said', () => {
  expect(traceDifference(trace('denied', direct, 'a'), trace('delivered', direct, 'b'))).toEqual({
    verdict: true,
    path: false,
    podSees: { before: 'a', after: 'b' },
  });
});
