import { describe, expect, test } from 'vitest';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { namespace, pod, service, sidecarPod, waypoint, worldOf } from '../forward/testWorld.ts';

const own = {
  'gateway.networking.k8s.io/gateway-name': 'gw',
  'gateway.networking.k8s.io/gateway-class-name': 'istio',
  'gateway.istio.io/managed': 'istio.io-gateway-controller',
};
const gateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'gw', namespace: 'edge' },
  spec: {
    gatewayClassName: 'istio',
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
  },
  status: { addresses: [{ type: 'IPAddress', value: '203.0.113.1' }] },
};
const entrance = {
  ...service('edge/gw-istio', {
    ip: '10.96.1.1',
    select: { 'gateway.networking.k8s.io/gateway-name': 'gw' },
    labels: own,
    ports: [{ name: 'http', port: 80, targetPort: 80 }],
    spec: { type: 'LoadBalancer' },
  }),
  status: { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } },
};

function world(labels: Readonly<Record<string, string>>, target: string) {
  return worldOf([
    namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
    namespace('legacy'),
    namespace('edge'),
    gateway,
    entrance,
    pod('edge/gw-istio', { ip: '10.1.1.1', labels: own, ports: [80] }),
    ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
    pod('app/web', { ip: '10.1.0.2' }),
    pod('legacy/old', { ip: '10.1.0.4', ...sidecarPod }),
    service('app/web', {
      ip: '10.96.0.1',
      select: { app: 'web' },
      labels: { 'istio.io/use-waypoint': 'wp', ...labels },
    }),
    service('legacy/old', { ip: '10.96.0.4', select: { app: 'old' } }),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'in', namespace: target === 'web' ? 'app' : 'legacy' },
      spec: {
        parentRefs: [{ name: 'gw', namespace: 'edge' }],
        hostnames: ['shop.example'],
        rules: [{ backendRefs: [{ name: target, port: 80 }] }],
      },
    },
  ]);
}

function enter(labels: Readonly<Record<string, string>> = {}, target = 'web', host = 'shop.example') {
  const request = { name: 'r', from: 'outside', to: 'http://203.0.113.1/', headers: { host } };
  return walkRequest(world(labels, target), request, 1, { tokens: noTokens, now: 0 });
}

describe('a request from outside through an ingress gateway', () => {
  test('goes around the waypoint, with the identity of the gateway', () => {
    const trace = enter();
    expect(trace.verdict).toMatchObject({ kind: 'delivered', status: 200 });
    expect(trace.gateways).toEqual(['edge/gw']);
    expect(trace.five.waypoints).toEqual([]);
    expect(trace.five.podSees?.identity).toBe('cluster.local/ns/edge/sa/gw-istio');
  });

  test('uses the waypoint where the Service asks for it', () => {
    const trace = enter({ 'istio.io/ingress-use-waypoint': 'true' });
    expect(trace.five.waypoints).toEqual(['app/wp']);
    expect(trace.hops.flatMap(({ leg }) => leg?.authority ?? [])).toEqual(['10.96.0.1:80', '10.1.0.2:8080']);
  });

  test('speaks Istio mTLS to a sidecar', () => {
    expect(enter({}, 'old').hops.flatMap(({ leg }) => leg?.transport ?? [])).toContain('istio-mtls');
  });

  test('adds the caller to x-forwarded-for', () => {
    expect(enter().http?.received?.headers['x-forwarded-for']).toBe('192.0.2.200');
  });

  test('knows no other host', () => {
    expect(enter({}, 'web', 'other.example').verdict).toMatchObject({ kind: 'failed', status: 404 });
  });
});
