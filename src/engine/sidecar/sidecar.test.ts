import { describe, expect, test } from 'vitest';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import {
  hboneSidecarPod,
  http,
  namespace,
  pod,
  service,
  sidecarPod,
  tcp,
  waypoint,
  worldOf,
} from '../forward/testWorld.ts';

const ports = [8080, 9000];
const strict = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default', namespace: 'strict' },
  spec: { mtls: { mode: 'STRICT' } },
};
const noDelete = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'no-delete', namespace: 'guarded' },
  spec: { action: 'DENY', rules: [{ to: [{ operation: { methods: ['DELETE'] } }] }] },
};
const mesh = worldOf([
  namespace('amb', { 'istio.io/dataplane-mode': 'ambient' }),
  namespace('sc'),
  namespace('strict'),
  namespace('guarded'),
  ...waypoint('amb/wp', '10.96.0.9', '10.1.0.9'),
  pod('amb/a', { ip: '10.1.0.1' }),
  pod('amb/srv', { ip: '10.1.0.2', ports }),
  pod('sc/new', { ip: '10.1.0.3', ports, ...hboneSidecarPod }),
  pod('sc/old', { ip: '10.1.0.4', ports, ...sidecarPod }),
  pod('strict/old', { ip: '10.1.0.5', ports, ...sidecarPod }),
  pod('guarded/old', { ip: '10.1.0.6', ports, ...sidecarPod }),
  service('amb/srv', {
    ip: '10.96.0.1',
    select: { app: 'srv' },
    ports: [http, tcp],
    labels: { 'istio.io/use-waypoint': 'wp' },
  }),
  service('amb/headless', {
    ip: 'None',
    select: { app: 'srv' },
    ports: [{ name: 'http', port: 8080, targetPort: 8080 }],
  }),
  service('sc/old', { ip: '10.96.0.2', select: { app: 'old' }, ports: [http, tcp] }),
  service('strict/old', { ip: '10.96.0.3', select: { app: 'old' }, ports: [http, tcp] }),
  service('guarded/old', { ip: '10.96.0.4', select: { app: 'old' }, ports: [http, tcp] }),
  strict,
  noDelete,
]);

function send(from: string, to: string, method = 'GET') {
  return walkRequest(mesh, { name: 'r', from, to, method }, 1, { tokens: noTokens, now: 0 });
}

const transports = (trace: ReturnType<typeof send>) => trace.hops.flatMap(({ leg }) => leg?.transport ?? []);

describe('a sidecar as client', () => {
  test.each([
    ['a captured service, around its waypoint', 'http://srv.amb/', 'hbone', 'cluster.local/ns/sc/sa/new'],
    ['a captured service by TCP', 'tcp://srv.amb:90', 'hbone', 'cluster.local/ns/sc/sa/new'],
    ['a captured pod by its address', 'http://10.1.0.2:8080/', 'plaintext', 'none'],
    ['a headless service', 'http://headless.amb:8080/', 'plaintext', 'none'],
    ['bytes that are no HTTP to an HTTP port', 'tcp://srv.amb:80', 'plaintext', 'none'],
    ['a service with sidecars', 'http://old.sc/', 'istio-mtls', 'cluster.local/ns/sc/sa/new'],
    ['a STRICT service with sidecars', 'http://old.strict/', 'istio-mtls', 'cluster.local/ns/sc/sa/new'],
  ])('%s', (_case, to, transport, identity) => {
    const trace = send('sc/new', to);
    expect(trace.verdict.kind).toBe('delivered');
    expect(transports(trace)).toEqual([transport]);
    expect(trace.five.waypoints).toEqual([]);
    expect(trace.five.podSees?.identity).toBe(identity);
  });

  test('its own address never passes the proxy', () => {
    const trace = send('sc/new', 'http://10.1.0.3:8080/');
    expect(trace.verdict.kind).toBe('delivered');
    expect(transports(trace)).toEqual([]);
  });
});

describe('a sidecar as server', () => {
  test.each([
    ['HBONE from a captured caller', 'http://10.1.0.3:8080/', 'delivered', 200, 'response'],
    ['plaintext under PERMISSIVE', 'http://old.sc/', 'delivered', 200, 'response'],
    ['plaintext under STRICT', 'http://old.strict/', 'denied', null, 'reset'],
    ['a port where nothing listens', 'http://10.1.0.4:7777/', 'failed', 503, 'response'],
    ['a policy with methods, on an HTTP port', 'http://old.guarded/', 'delivered', 200, 'response'],
    ['a policy with methods, on a TCP port', 'tcp://old.guarded:90', 'denied', null, 'reset'],
    ['bytes on an HTTP port', 'tcp://old.sc:80', 'failed', 400, 'response'],
  ])('%s', (_case, to, kind, status, client) => {
    expect(send('amb/a', to).verdict).toMatchObject({ kind, status, client });
  });

  test('its refusal is an HTTP answer, to a captured caller too', () => {
    expect(send('amb/a', 'http://old.guarded/', 'DELETE').verdict).toMatchObject({
      kind: 'denied',
      status: 403,
      deniedBy: 'guarded/no-delete',
    });
  });
});
