import { expect, test } from 'vitest';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { http, namespace, pod, service, waypoint, worldOf } from '../forward/testWorld.ts';

const labels = { 'istio.io/use-waypoint': 'wp' };
const world = [
  namespace('istio-system'),
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
  pod('app/client', { ip: '10.1.0.1' }),
  pod('app/web', { ip: '10.1.0.2' }),
  pod('app/api', { ip: '10.1.0.3' }),
  service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, ports: [http], labels }),
  service('app/api', { ip: '10.96.0.2', select: { app: 'api' }, ports: [http], labels }),
];

const envoy = [{ name: 'envoy' }];
const toWeb = { targetRefs: [{ group: '', kind: 'Service', name: 'web' }] };
const toClass = {
  targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio-waypoint' }],
};
const onFile = { accessLogFile: '/dev/stdout' };

function telemetry(name: string, spec: Readonly<Record<string, unknown>>, space = 'app') {
  return { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', metadata: { name, namespace: space }, spec };
}

test.each([
  ['nothing says so', [], {}, false, false],
  ['the mesh names a file', [], onFile, true, true],
  ['a namespace asks for it', [telemetry('a', { accessLogging: [{ providers: envoy }] })], {}, true, true],
  ['a service asks for it', [telemetry('a', { ...toWeb, accessLogging: [{ providers: envoy }] })], {}, true, false],
  ['a service is left out', [telemetry('a', { ...toWeb, accessLogging: [{ disabled: true }] })], onFile, false, true],
  ['no provider is named', [telemetry('a', { accessLogging: [{ disabled: false }] })], {}, false, false],
  [
    'the class is named in the root namespace',
    [telemetry('a', { ...toClass, accessLogging: [{ providers: envoy }] }, 'istio-system')],
    {},
    false,
    false,
  ],
  [
    'only clients are asked',
    [telemetry('a', { accessLogging: [{ match: { mode: 'CLIENT' }, providers: envoy }] })],
    {},
    false,
    false,
  ],
  [
    'the nearer one has the last word',
    [
      telemetry('a', { accessLogging: [{ providers: envoy }] }, 'istio-system'),
      telemetry('b', { accessLogging: [{ providers: envoy, disabled: true }] }),
      telemetry('c', { ...toWeb, accessLogging: [{ providers: envoy }] }),
    ],
    {},
    true,
    false,
  ],
])('a waypoint logs where %s', (_, manifests, meshConfig, web, api) => {
  const mesh = worldOf([...world, ...manifests], { meshConfig });
  const logs = (to: string): boolean =>
    walkRequest(mesh, { name: 'r', from: 'app/client', to }, 1, { tokens: noTokens, now: 0 }).logs.some(
      ({ at }) => at.kind === 'waypoint',
    );
  expect([logs('http://web/'), logs('http://api/')]).toEqual([web, api]);
});
