import { describe, expect, test } from 'vitest';
import { emptyMeshSummary, type MeshSummary } from '#model/meshSummary.ts';
import { callerOptions } from './callerOptions.ts';
import { claimsOf } from './claimsOf.ts';
import { destinationOptions, keepingPath } from './destinationOptions.ts';
import { filterOptions } from './filterOptions.ts';
import { shareBars } from './shareBars.ts';
import { withoutDefaults, withRequest } from './withRequest.ts';

const deployment = { kind: 'Deployment', namespace: 'shop', name: 'echo' };
const pod = (name: string, rest: object = {}) => ({
  ref: { kind: 'Pod', namespace: 'shop', name },
  namespace: 'shop',
  name,
  serviceAccount: 'echo',
  addresses: ['10.0.2.11'],
  node: 'node-a',
  ready: true,
  participation: 'captured' as const,
  hbone: false,
  hostNetwork: false,
  ports: [8080],
  labels: {},
  ...rest,
});

const gateway = { kind: 'Gateway', namespace: 'shop', name: 'waypoint' };
const summary: MeshSummary = {
  ...emptyMeshSummary,
  workloads: [
    pod('echo-1', { origin: deployment }),
    pod('echo-2', { origin: deployment }),
    pod('curl'),
    pod('waypoint-1', { gateway, participation: 'waypoint' }),
  ],
  services: [
    {
      ref: { kind: 'Service', namespace: 'shop', name: 'echo' },
      namespace: 'shop',
      name: 'echo',
      hostname: 'echo.shop.svc.cluster.local',
      addresses: ['10.96.0.10'],
      ports: [
        { port: 80, protocol: 'TCP' },
        { port: 9090, name: 'grpc', protocol: 'TCP' },
        { port: 3306, name: 'tcp-db', protocol: 'TCP' },
      ],
      endpoints: [],
      headless: false,
    },
  ],
};

test('a Deployment calls as itself or as one of its pods; proxies do not call', () => {
  expect(callerOptions(summary).map(({ value, group }) => `${group} ${value}`)).toEqual([
    'deployments shop/echo',
    'pods shop/echo-1',
    'pods shop/echo-2',
    'pods shop/curl',
    'outside outside',
  ]);
});

test('a service is offered by name, full name and address, each port in its protocol', () => {
  const values = destinationOptions(summary).map(({ value }) => value);
  expect(values.slice(0, 3)).toEqual(['http://echo.shop/', 'grpc://echo.shop:9090/', 'tcp://echo.shop:3306']);
  expect(values).toContain('http://echo.shop.svc.cluster.local/');
  expect(values).toContain('http://10.96.0.10/');
  expect(values).toContain('http://10.0.2.11:8080/');
});

test.each([
  ['http://echo.shop/', 'http://old.shop/orders/1?x=y', 'http://echo.shop/orders/1?x=y'],
  ['http://echo.shop/', 'http://old.shop', 'http://echo.shop/'],
  ['tcp://db.shop:3306', 'http://old.shop/orders', 'tcp://db.shop:3306'],
])('choosing %s after %s', (chosen, typed, kept) => {
  expect(keepingPath(chosen, typed)).toBe(kept);
});

describe('typing narrows', () => {
  const options = callerOptions(summary);
  test.each([
    ['nothing typed', '', 5],
    ['every word counts', 'echo 10.0', 3],
    ['facts are searched', 'sa/echo', 4],
    ['nothing like it', 'zebra', 0],
  ])('%s', (_case, typed, count) => {
    expect(filterOptions(options, typed)).toHaveLength(count);
  });

  test('what begins with the word leads its group', () => {
    expect(filterOptions(options, 'c').map(({ value }) => value)).toEqual([
      'shop/echo',
      'shop/curl',
      'shop/echo-1',
      'shop/echo-2',
    ]);
  });
});

test('outcomes stand by how often they happened', () => {
  const row = { verdict: 'delivered', status: 200, client: 'response', backend: null, waypoints: [] } as const;
  const bars = shareBars({
    revision: 1,
    count: 100,
    rows: [
      { ...row, count: 10, seed: 2 },
      { ...row, count: 90, seed: 1 },
    ],
  });
  expect(bars.map(({ row: { seed }, share }) => [seed, share])).toEqual([
    [1, 0.9],
    [2, 0.1],
  ]);
});

test('a request replaces its namesake and says no more than it must', () => {
  const a = { name: 'a', from: 'x/y', to: 'http://z/' };
  expect(withRequest([a], { ...a, to: 'http://q/' })).toEqual([{ ...a, to: 'http://q/' }]);
  expect(withRequest([a], { ...a, name: 'b' })).toHaveLength(2);
  expect(withoutDefaults({ ...a, method: 'GET', headers: {}, token: 'none', seed: 1 })).toEqual(a);
  expect(withoutDefaults({ ...a, method: 'POST', seed: 3 })).toEqual({ ...a, method: 'POST', seed: 3 });
});

test.each([
  ['{"sub":"ana"}', { sub: 'ana' }],
  ['[1]', undefined],
  ['{', undefined],
  ['null', undefined],
])('claims are a JSON object: %s', (text, claims) => {
  expect(claimsOf(text)).toEqual(claims);
});
