import { expect, test } from 'vitest';
import { createWalk } from '../dataplane/createWalk.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { clusterOf } from './cluster.ts';
import { consideredEndpoints } from './consideredEndpoints.ts';
import { refOf, type Proxy } from './proxy.ts';
import { namespace, node, pod, randomOf, service, serviceAt, waypoint, workloadAt, worldOf } from './testWorld.ts';

const web = { app: 'web' };
const sick = {
  ...pod('app/sick', { ip: '10.1.0.3', labels: web }),
  status: {
    phase: 'Running',
    podIP: '10.1.0.3',
    podIPs: [{ ip: '10.1.0.3' }],
    conditions: [{ type: 'Ready', status: 'False' }],
  },
};

function reasons(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const mesh = worldOf([
    namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
    node('node-a', 'eu', 'eu-1'),
    node('node-b', 'eu', 'eu-2'),
    ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
    pod('app/near', { ip: '10.1.0.1', labels: web }),
    pod('app/far', { ip: '10.1.0.2', labels: web, node: 'node-b' }),
    sick,
    service('app/web', { ip: '10.96.0.1', select: web, labels: { 'istio.io/use-waypoint': 'wp' }, spec }),
  ]);
  const { walk } = createWalk(mesh, randomOf(0), { tokens: noTokens, now: 0 }, () => ({ kind: 'reset' }));
  const workload = workloadAt(mesh, 'app/wp');
  const at = { kind: 'sidecar', pod: refOf(workload) } as const;
  const proxy: Proxy = { kind: 'waypoint', walk, turn: walk.turn(at, 'waypoint'), at, workload, ip: '10.1.0.9' };
  const cluster = clusterOf(proxy, serviceAt(mesh, 'app/web'), 80);
  const considered = consideredEndpoints(proxy, cluster, workloadAt(mesh, 'app/near'));
  return Object.fromEntries(considered.map(({ resource, reason }) => [resource?.name ?? '', reason.code] as const));
}

test.each([
  ['everywhere', {}, { far: 'proxy/endpoint-not-drawn', sick: 'proxy/endpoint-not-ready' }],
  [
    'near first',
    { trafficDistribution: 'PreferClose' },
    { far: 'proxy/endpoint-farther', sick: 'proxy/endpoint-not-ready' },
  ],
  [
    'own node',
    { internalTrafficPolicy: 'Local' },
    { far: 'proxy/endpoint-on-other-node', sick: 'proxy/endpoint-not-ready' },
  ],
])('why the others lost: %s', (_case, spec, expected) => {
  expect(reasons(spec)).toEqual(expected);
});
