import { describe, expect, test } from 'vitest';
import { meshOf, namespace, serviceEntry } from '../dataplane/smallWorld.ts';

const entry = (name: string, address: string, created = '2026-01-01T00:00:00Z') =>
  serviceEntry(
    name,
    { hosts: [`${name.replace('/', '.')}.example`], addresses: [address], resolution: 'NONE' },
    { creationTimestamp: created },
  );

function found(address: string, from: string, ...entries: readonly ReturnType<typeof entry>[]): string | undefined {
  const service = meshOf([namespace('a'), namespace('b'), ...entries]).services.byAddress(address, from);
  return service === undefined ? undefined : `${service.namespace}/${service.name}`;
}

// Follows ztunnel src/state/service.rs get_best_by_vip and get_by_cidr.
describe('the service of an address', () => {
  test.each([
    ['the own namespace wins', '10.0.0.1', 'a', [entry('a/x', '10.0.0.1'), entry('b/y', '10.0.0.1')], 'a/x'],
    ['seen from the other', '10.0.0.1', 'b', [entry('a/x', '10.0.0.1'), entry('b/y', '10.0.0.1')], 'b/y'],
    ['an address before a range', '10.0.0.1', 'c', [entry('a/x', '10.0.0.0/8'), entry('b/y', '10.0.0.1')], 'b/y'],
    ['the longest range', '10.0.0.1', 'c', [entry('a/x', '10.0.0.0/8'), entry('b/y', '10.0.0.0/24')], 'b/y'],
    [
      'a wide range of the own namespace before a narrow one',
      '10.0.0.1',
      'a',
      [entry('a/x', '10.0.0.0/8'), entry('b/y', '10.0.0.0/24')],
      'a/x',
    ],
    ['nobody', '10.9.0.1', 'a', [entry('a/x', '10.0.0.0/24')], undefined],
  ] as const)('%s', (_case, address, from, entries, expected) => {
    expect(found(address, from, ...entries)).toBe(expected);
  });

  test('of two entries for one host in a namespace the older is kept', () => {
    const of = (name: string, address: string, created: string) =>
      serviceEntry(
        `a/${name}`,
        { hosts: ['same.example'], addresses: [address], resolution: 'NONE' },
        { creationTimestamp: created },
      );
    const { services } = meshOf([
      of('young', '10.0.0.2', '2026-02-01T00:00:00Z'),
      of('old', '10.0.0.1', '2026-01-01T00:00:00Z'),
    ]);
    expect(services.byHostname('same.example', 'a')?.name).toBe('old');
    expect(services.byAddress('10.0.0.2', 'a')).toBeUndefined();
  });
});
