import { describe, expect, test } from 'vitest';
import { hostsOf, pickHost } from './loadBalance.ts';
import { http, namespace, node, pod, randomOf, service, serviceAt, workloadAt, worldOf } from './testWorld.ts';

const ambient = { 'istio.io/dataplane-mode': 'ambient' };

function world(spec: Readonly<Record<string, unknown>> = {}) {
  return worldOf([
    namespace('shop', ambient),
    node('node-a', 'eu', 'eu-1'),
    node('node-b', 'eu', 'eu-2'),
    pod('shop/client', { ip: '10.1.0.1' }),
    pod('shop/near', { ip: '10.1.0.2', labels: { app: 'web', version: 'v1' } }),
    pod('shop/far', { ip: '10.1.0.3', labels: { app: 'web', version: 'v2' }, node: 'node-b' }),
    service('shop/web', { ip: '10.96.0.1', select: { app: 'web' }, ports: [http], spec }),
  ]);
}

function addresses(mesh: ReturnType<typeof world>, subset?: Readonly<Record<string, string>>, port = 80) {
  return hostsOf(serviceAt(mesh, 'shop/web'), port, workloadAt(mesh, 'shop/client'), subset)
    .map(({ ip, port: target, priority }) => `${ip}:${target} ${priority}`)
    .sort();
}

describe('the hosts of a cluster', () => {
  test('every ready endpoint, with its target port', () => {
    expect(addresses(world())).toEqual(['10.1.0.2:8080 0', '10.1.0.3:8080 0']);
  });

  test('a subset keeps those with its labels', () => {
    expect(addresses(world(), { version: 'v2' })).toEqual(['10.1.0.3:8080 0']);
  });

  test('a port that is not declared has none', () => {
    expect(addresses(world(), undefined, 81)).toEqual([]);
  });

  test('PreferClose ranks another zone lower', () => {
    expect(addresses(world({ trafficDistribution: 'PreferClose' }))).toEqual(['10.1.0.2:8080 0', '10.1.0.3:8080 1']);
  });

  test('internalTrafficPolicy Local leaves other nodes out', () => {
    expect(addresses(world({ internalTrafficPolicy: 'Local' }))).toEqual(['10.1.0.2:8080 0']);
  });
});

describe('one host of several', () => {
  const host = (name: string, weight = 1, priority = 0) => ({ name, weight, priority });
  const [a, b, c] = [host('a', 3), host('b', 1), host('c', 1, 1)];

  test.each([
    ['by weight, low', 0.7, [], 'a'],
    ['by weight, high', 0.8, [], 'b'],
    ['another one after a failure', 0, [a], 'b'],
    ['the same one where all were tried', 0, [a, b], 'a'],
  ] as const)('%s', (_case, number, tried, expected) => {
    expect(pickHost([a, b, c], randomOf(number), tried)?.name).toBe(expected);
  });

  test('none of none', () => {
    expect(pickHost<typeof a>([], randomOf(0))).toBeUndefined();
  });
});
