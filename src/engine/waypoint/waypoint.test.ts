import { describe, expect, test } from 'vitest';
import type { ScenarioRequest } from '#model/scenario.ts';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { http, namespace, pod, service, sidecarPod, tcp, waypoint, worldOf } from '../forward/testWorld.ts';

const bound = { 'istio.io/use-waypoint': 'wp' };
const world = [
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  namespace('legacy'),
  ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
  pod('app/client', { ip: '10.1.0.1' }),
  pod('app/web', { ip: '10.1.0.2', ports: [8080, 9000] }),
  pod('app/api', { ip: '10.1.0.3' }),
  pod('legacy/old', { ip: '10.1.0.4', ...sidecarPod }),
  service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, ports: [http, tcp], labels: bound }),
  service('app/api', { ip: '10.96.0.2', select: { app: 'api' } }),
  service('app/gone', { ip: '10.96.0.3', select: { app: 'nobody' }, labels: bound }),
  service('legacy/old', { ip: '10.96.0.4', select: { app: 'old' } }),
];

function route(rules: readonly unknown[]) {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web', namespace: 'app' },
    spec: { parentRefs: [{ group: '', kind: 'Service', name: 'web' }], rules },
  };
}

function policy(spec: Readonly<Record<string, unknown>>) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'p', namespace: 'app' },
    spec: { targetRefs: [{ group: '', kind: 'Service', name: 'web' }], ...spec },
  };
}

const backend = (name: string, space = 'app') => [{ name, namespace: space, port: 80 }];

function send(
  to: string,
  more: readonly Readonly<Record<string, unknown>>[] = [],
  change: Partial<ScenarioRequest> = {},
  meshConfig = {},
) {
  const mesh = worldOf([...world, ...more], { meshConfig });
  const request = { name: 'r', from: 'app/client', to, ...change };
  return walkRequest(mesh, request, 1, { tokens: noTokens, now: 0 });
}

const codes = (trace: ReturnType<typeof send>) =>
  trace.hops.flatMap(({ decisions }) => decisions.map(({ reason }) => reason.code));

describe('a request through a waypoint', () => {
  test('goes in as the caller and out as the waypoint', () => {
    const trace = send('http://web.app/');
    expect(trace.verdict).toMatchObject({ kind: 'delivered', status: 200, backend: { name: 'web' } });
    expect(trace.five.waypoints).toEqual(['app/wp']);
    expect(trace.five.podSees?.identity).toBe('cluster.local/ns/app/sa/wp');
    expect(trace.hops.flatMap(({ leg }) => leg?.authority ?? [])).toEqual(['10.96.0.1:80', '10.1.0.2:8080']);
    expect(codes(trace)).toContain('waypoint/http-chain');
  });

  test.each([
    [
      'no route for the path',
      [route([{ matches: [{ path: { type: 'PathPrefix', value: '/foo' } }], backendRefs: backend('web') }])],
      'http://web.app/bar',
      'failed',
      404,
    ],
    ['no endpoint', [], 'http://gone.app/', 'failed', 503],
    ['a backend that does not exist', [route([{ backendRefs: backend('nobody') }])], 'http://web.app/', 'failed', 500],
    [
      'a redirect',
      [
        route([
          { filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'x.example', statusCode: 302 } }] },
        ]),
      ],
      'http://web.app/',
      'delivered',
      302,
    ],
    ['a refusal', [policy({ action: 'DENY', rules: [{}] })], 'http://web.app/', 'denied', 403],
    [
      'a refusal before a redirect',
      [
        policy({ action: 'DENY', rules: [{}] }),
        route([
          { filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'x.example', statusCode: 302 } }] },
        ]),
      ],
      'http://web.app/',
      'denied',
      403,
    ],
  ])('%s', (_case, more, to, kind, status) => {
    expect(send(to, more).verdict).toMatchObject({ kind, status, client: 'response' });
  });

  test('bytes are no HTTP to an HTTP port', () => {
    expect(send('tcp://web.app:80').verdict).toMatchObject({ kind: 'failed', status: 400 });
  });

  test('a port nobody declares has no chain', () => {
    const trace = send('http://web.app:4321/');
    expect(trace.verdict).toMatchObject({ kind: 'failed', client: 'reset', status: null });
    expect(codes(trace)).toContain('waypoint/no-filter-chain');
  });

  test('a TCP policy cuts the connection on its first bytes', () => {
    const trace = send('tcp://web.app:90', [policy({ action: 'DENY', rules: [{}] })]);
    expect(trace.verdict).toMatchObject({ kind: 'denied', client: 'reset', deniedBy: 'app/p' });
  });

  test('a route to a service elsewhere speaks Istio mTLS to its sidecars', () => {
    const trace = send('http://web.app/', [route([{ backendRefs: backend('old', 'legacy') }])]);
    expect(trace.hops.at(-3)?.leg).toMatchObject({ transport: 'istio-mtls', address: '10.1.0.4:8080' });
    expect(trace.http?.received?.headers['x-forwarded-client-cert']).toBe(
      'By=spiffe://cluster.local/ns/legacy/sa/old;Hash=*;Subject="";URI=spiffe://cluster.local/ns/app/sa/wp',
    );
  });

  test('its own answers carry the response headers of the route', () => {
    const filters = [
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { set: [{ name: 'x-a', value: '1' }] } },
    ];
    const trace = send('http://web.app/', [route([{ filters, backendRefs: backend('gone') }])]);
    expect(trace.http?.response).toMatchObject({ status: 503, body: 'no healthy upstream', headers: { 'x-a': '1' } });
  });

  test('a mirror gets a copy and leaves no trace on the path', () => {
    const filters = [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'api', port: 80 } } }];
    const trace = send('http://web.app/', [route([{ filters, backendRefs: backend('web') }])]);
    expect(trace.http?.mirroredTo).toEqual(['app/api']);
    expect(trace.verdict.backend?.name).toBe('web');
  });

  test('a gRPC caller gets its refusal as a status of its own', () => {
    const trace = send('grpc://web.app/a.B/C', [policy({ action: 'DENY', rules: [{}] })]);
    expect(trace.http?.response).toMatchObject({ status: 200, grpcStatus: 7 });
  });

  test('it prints a line where access logs are on', () => {
    const trace = send('http://web.app/p', [], {}, { accessLogFile: '/dev/stdout' });
    const line = trace.logs.find(({ at }) => at.kind === 'waypoint')?.line;
    expect(line).toContain('"GET /p HTTP/1.1" 200 - via_upstream');
    expect(line).toContain('inbound-vip|80|http|web.app.svc.cluster.local');
    expect(line).toMatch(/ default$/);
    expect(send('http://web.app/p').logs.filter(({ at }) => at.kind === 'waypoint')).toEqual([]);
  });
});
