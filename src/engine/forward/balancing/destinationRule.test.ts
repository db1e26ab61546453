import { expect, test } from 'vitest';
import { walkRequest } from '../../dataplane/walkRequest.ts';
import { noTokens } from '../../envoy/authentication/verifyTokens.ts';
import { http, namespace, node, pod, service, waypoint, worldOf } from '../testWorld.ts';

type Stated = Readonly<Record<string, unknown>>;

// The waypoint stands in zone a of region r.
const places = [
  ['near', 'n1', 'r', 'a'],
  ['region', 'n2', 'r', 'b'],
  ['far', 'n3', 's', 'a'],
  ['farther', 'n4', 't', 'a'],
] as const;
const labels = { 'istio.io/use-waypoint': 'wp' };

function backends(trafficPolicy: Stated, headers: Readonly<Record<string, string>> = {}, left = 0): readonly string[] {
  const world = [
    namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
    node('node-a', 'r', 'a'),
    ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
    pod('app/client', { ip: '10.1.0.1' }),
    ...places.map(([, at, region, zone]) => node(at, region, zone)),
    ...places
      .map(([name, at], index) =>
        pod(`app/${name}`, { ip: `10.1.1.${String(index)}`, node: at, labels: { app: 'web' } }),
      )
      .slice(left),
    service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, ports: [http], labels }),
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'web', namespace: 'app' },
      spec: { host: 'web', trafficPolicy },
    },
  ];
  const mesh = worldOf(world);
  const request = { name: 'r', from: 'app/client', to: 'http://web/', headers };
  const traces = Array.from({ length: 60 }, (_, seed) =>
    walkRequest(mesh, request, seed, { tokens: noTokens, now: 0 }),
  );
  expect(traces.flatMap(({ approximate }) => approximate)).toEqual([]);
  return [...new Set(traces.map(({ verdict }) => verdict.backend?.name ?? 'none'))].sort();
}

const ejecting = { outlierDetection: { consecutive5xxErrors: 1 } };
const locality = (localityLbSetting: Stated): Stated => ({ loadBalancer: { localityLbSetting } });

test.each<[string, Stated, number, readonly string[]]>([
  ['nothing is said', {}, 0, ['far', 'farther', 'near', 'region']],
  ['outlier detection alone', ejecting, 0, ['near']],
  ['outlier detection, and the zone is empty', ejecting, 1, ['region']],
  ['outlier detection, and the region is empty', ejecting, 2, ['far', 'farther']],
  ['a region to fail over to', { ...ejecting, ...locality({ failover: [{ from: 'r', to: 't' }] }) }, 2, ['farther']],
  ['the same without outlier detection', locality({ failover: [{ from: 'r', to: 't' }] }), 2, ['far', 'farther']],
  ['it is switched off', { ...ejecting, ...locality({ enabled: false }) }, 0, ['far', 'farther', 'near', 'region']],
  [
    'labels in an order',
    { ...ejecting, ...locality({ failoverPriority: ['topology.kubernetes.io/zone'] }) },
    0,
    ['far', 'farther', 'near'],
  ],
  [
    'a label with a value',
    { ...ejecting, ...locality({ failoverPriority: ['topology.kubernetes.io/region=t'] }) },
    0,
    ['farther'],
  ],
  ['shares', locality({ distribute: [{ from: 'r/*', to: { 'r/b/*': 50, 's/*': 50 } }] }), 0, ['far', 'region']],
  [
    'shares of others',
    locality({ distribute: [{ from: 's/*', to: { 't/*': 100 } }] }),
    0,
    ['far', 'farther', 'near', 'region'],
  ],
])('localities: %s', (_, trafficPolicy, left, expected) => {
  expect(backends(trafficPolicy, {}, left)).toEqual(expected);
});

const byUser = { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } };

test('one user keeps one host, users spread', () => {
  const users = Array.from({ length: 12 }, (_, index) => backends(byUser, { 'x-user': `u${String(index)}` }));
  expect(users.every((hosts) => hosts.length === 1)).toBe(true);
  expect(new Set(users.flat()).size).toBeGreaterThan(2);
});

test('without the header a host is drawn', () => {
  expect(backends(byUser)).toHaveLength(4);
});

test('settings of the port count alone', () => {
  const portLevelSettings = [{ port: { number: 80 }, ...ejecting }];
  expect(backends({ ...locality({ enabled: false }), portLevelSettings })).toEqual(['near']);
});
