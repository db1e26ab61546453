import { expect, test } from 'vitest';
import type { Compiled, StatusByResource } from '#model/compiled.ts';
import { outlineOf } from './outline.ts';

const range = { start: 0, end: 1 };
const compiled = {
  manifests: [
    { range, state: 'ok', resources: [{ kind: 'Service', namespace: 'shop', name: 'echo' }] },
    { range, state: 'ok', resources: [{ kind: 'HTTPRoute', namespace: 'shop', name: 'echo' }] },
    { range, state: 'ok', resources: [{ kind: 'Namespace', name: 'shop' }] },
    { range, state: 'not-simulated', resources: [{ kind: 'ClusterRole', name: 'admin' }] },
    { range, state: 'scenario', resources: [{ kind: 'Scenario', name: 's' }] },
    { range, state: 'broken', resources: [] },
  ],
  stale: [{ kind: 'Service', namespace: 'shop', name: 'echo' }],
} as unknown as Compiled;

const status = {
  'HTTPRoute/shop/echo': {
    conditions: [
      { type: 'Accepted', status: 'True', reason: 'Accepted', message: '' },
      { type: 'ResolvedRefs', status: 'False', reason: 'BackendNotFound', message: 'no' },
    ],
  },
} as unknown as StatusByResource;

const names = (filter: string) =>
  outlineOf(compiled, status, filter).map(({ namespace, entries }) => [
    namespace,
    ...entries.map(({ ref }) => ref.kind),
  ]);

test('objects stand in their namespace, which leads its group', () => {
  expect(names('')).toEqual([
    ['', 'ClusterRole'],
    ['shop', 'Namespace', 'HTTPRoute', 'Service'],
  ]);
});

test('every word of the filter must be there', () => {
  expect(names('shop/ec serv')).toEqual([['shop', 'Service']]);
});

test('a condition that is not met and a stale object are marked', () => {
  const entries = outlineOf(compiled, status, '')[1]?.entries ?? [];
  expect(entries.map(({ stale, trouble }) => [stale, trouble?.reason])).toEqual([
    [false, undefined],
    [false, 'BackendNotFound'],
    [true, undefined],
  ]);
});
