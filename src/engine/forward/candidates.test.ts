import { expect, test } from 'vitest';
import { createWalk } from '../dataplane/createWalk.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { candidatesOf } from './candidates.ts';
import { refOf, type Proxy } from './proxy.ts';
import { namespace, pod, randomOf, service, serviceAt, waypoint, workloadAt, worldOf } from './testWorld.ts';

/** The pods of waypoints that a gateway may choose for a Service whose canary has this weight. */
function sharesAt(weight: string): readonly (readonly [name: string | undefined, weight: number])[] {
  const labels = { 'istio.io/use-waypoint': 'wp', 'istio.io/use-waypoint-canary': 'next' };
  const bound = service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, labels });
  const metadata = {
    name: 'web',
    namespace: 'app',
    labels,
    annotations: { 'istio.io/use-waypoint-canary-weight': weight },
  };
  const mesh = worldOf([
    namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
    ...waypoint('app/wp', '10.96.0.8', '10.1.0.8'),
    ...waypoint('app/next', '10.96.0.9', '10.1.0.9'),
    pod('app/next-2', { ip: '10.1.0.10', labels: { 'gateway.networking.k8s.io/gateway-name': 'next' } }),
    pod('app/web', { ip: '10.1.0.1' }),
    { ...bound, metadata },
  ]);
  const { walk } = createWalk(mesh, randomOf(0), { tokens: noTokens, now: 0 }, () => ({ kind: 'reset' }));
  const workload = workloadAt(mesh, 'app/wp');
  const gateway = { kind: 'Gateway', namespace: 'app', name: 'edge' };
  const at = { kind: 'waypoint', gateway, pod: refOf(workload) } as const;
  const turn = walk.turn(at, 'waypoint');
  const proxy: Proxy = { kind: 'waypoint', walk, turn, at, workload, ip: '10.1.0.8', gateway };
  const cluster = { kind: 'service-waypoint', name: 'c', service: serviceAt(mesh, 'app/web'), port: 80 } as const;
  return candidatesOf(proxy, cluster, { ip: '10.96.0.1', port: 80 }).map((each) => [each.workload?.name, each.weight]);
}

// Follows istiod xds/endpoints/endpoint_builder.go weightedWaypointEndpoints.
test.each([
  ['0', [['wp', 100]]],
  ['100', [['next', 50], ['next-2', 50]]], // prettier-ignore
  ['30', [['wp', 70], ['next', 15], ['next-2', 15]]], // prettier-ignore
] as const)('a canary of %s at a gateway', (weight, expected) => {
  expect(sharesAt(weight)).toEqual(expected);
});
