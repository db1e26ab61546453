import { expect, test } from 'vitest';
import type { Metric, Trace } from '#model/trace.ts';
import { walkRequest } from '../dataplane/walkRequest.ts';
import { noTokens } from '../envoy/authentication/verifyTokens.ts';
import { hboneSidecarPod, http, namespace, pod, service, tcp, waypoint, worldOf } from '../forward/testWorld.ts';

const labels = { 'istio.io/use-waypoint': 'wp' };
const world = [
  namespace('istio-system'),
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
  pod('app/client', { ip: '10.1.0.1', labels: { version: 'v1' } }),
  pod('app/web', { ip: '10.1.0.2', labels: { version: 'v2' }, ports: [8080, 9000] }),
  pod('app/side', { ip: '10.1.0.3', ...hboneSidecarPod }),
  service('app/web', { ip: '10.96.0.1', select: { app: 'web' }, ports: [http, tcp], labels }),
  service('app/side', { ip: '10.96.0.3', select: { app: 'side' }, ports: [http] }),
];

type Stated = Readonly<Record<string, unknown>>;

function trace(to: string, manifests: readonly Stated[] = [], from = 'app/client', meshConfig: Stated = {}): Trace {
  const mesh = worldOf([...world, ...manifests], { meshConfig });
  return walkRequest(mesh, { name: 'r', from, to }, 1, { tokens: noTokens, now: 0 });
}

function metricsAt({ metrics }: Trace, kind: string, reporter: string): readonly Metric[] {
  return metrics.filter(({ at, labels: own }) => at.kind === kind && own['reporter'] === reporter);
}

function namesOf(metrics: readonly Metric[]): readonly string[] {
  return metrics.map(({ name }) => name.replace(/^istio_/, ''));
}

test('a waypoint counts a request under both ends and the service', () => {
  const counted = metricsAt(trace('http://web/'), 'waypoint', 'waypoint');
  expect(namesOf(counted)).toEqual([
    'requests_total',
    'request_duration_milliseconds',
    'request_bytes',
    'response_bytes',
  ]);
  expect(counted[0]?.labels).toEqual({
    reporter: 'waypoint',
    source_workload: 'client',
    source_canonical_service: 'client',
    source_canonical_revision: 'v1',
    source_workload_namespace: 'app',
    source_principal: 'spiffe://cluster.local/ns/app/sa/client',
    source_app: 'client',
    source_version: 'v1',
    source_cluster: 'Kubernetes',
    destination_workload: 'web',
    destination_canonical_service: 'web',
    destination_canonical_revision: 'v2',
    destination_workload_namespace: 'app',
    destination_principal: 'spiffe://cluster.local/ns/app/sa/web',
    destination_app: 'web',
    destination_version: 'v2',
    destination_cluster: 'Kubernetes',
    destination_service: 'web.app.svc.cluster.local',
    destination_service_name: 'web',
    destination_service_namespace: 'app',
    request_protocol: 'http',
    response_code: '200',
    grpc_response_status: '',
    response_flags: '-',
    connection_security_policy: 'mutual_tls',
  });
});

test('a refused request reaches no workload, but its service is known', () => {
  const denyAll = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'none', namespace: 'app' },
    spec: { targetRefs: [{ group: '', kind: 'Service', name: 'web' }] },
  };
  const [counted] = metricsAt(trace('http://web/', [denyAll]), 'waypoint', 'waypoint');
  expect(counted?.labels).toMatchObject({
    response_code: '403',
    response_flags: '-',
    destination_workload: 'unknown',
    destination_principal: 'unknown',
    destination_service: 'web.app.svc.cluster.local',
  });
});

test('grpc messages are counted before the end is known', () => {
  const counted = metricsAt(trace('grpc://web/shop.Echo/Get'), 'waypoint', 'waypoint');
  expect(namesOf(counted).slice(-2)).toEqual(['request_messages_total', 'response_messages_total']);
  expect(counted[0]?.labels).toMatchObject({ request_protocol: 'grpc', response_code: '200' });
  expect(counted.at(-1)?.labels).not.toHaveProperty('response_code');
});

test('bytes are counted as a connection', () => {
  const counted = metricsAt(trace('tcp://web:90'), 'waypoint', 'waypoint');
  expect(namesOf(counted)).toContain('tcp_connections_opened_total');
  expect(counted[0]?.labels).toMatchObject({ request_protocol: 'tcp', destination_service_name: 'web' });
});

test('ztunnel counts the waypoint as destination, and the waypoint as source', () => {
  const { metrics } = trace('http://web/');
  const ztunnels = metrics.filter(({ at, name }) => at.kind === 'ztunnel' && name.endsWith('opened_total'));
  const seen = ztunnels.map(({ labels: own }) => [own['reporter'], own['source_app'], own['destination_app']]);
  expect(seen).toEqual([
    ['destination', 'wp', 'web'],
    ['source', 'client', 'wp'],
  ]);
});

test('a refusal by the destination is counted at both ends', () => {
  const nobody = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'none', namespace: 'app' },
    spec: {},
  };
  const { metrics } = trace('tcp://10.1.0.2:9000', [nobody]);
  const failed = metrics.filter(({ name }) => name === 'istio_tcp_connections_failed_total');
  expect(failed.map(({ labels: own }) => [own['reporter'], own['response_flags']])).toEqual([
    ['destination', 'DENY'],
    ['source', 'CONNECT'],
  ]);
  const opened = metrics.filter(({ name }) => name === 'istio_tcp_connections_opened_total');
  expect(new Set(opened.map(({ labels: own }) => own['response_flags']))).toEqual(new Set(['-']));
});

test('what ztunnel gives up before it is a connection is not counted', () => {
  expect(trace('tcp://side:81').metrics).toEqual([]);
});

test('sidecars count as callers and as called', () => {
  const called = metricsAt(trace('http://side/'), 'sidecar', 'destination');
  expect(called[0]?.labels).toMatchObject({
    source_app: 'client',
    connection_security_policy: 'mutual_tls',
    destination_service: 'side.app.svc.cluster.local',
    destination_principal: 'spiffe://cluster.local/ns/app/sa/side',
  });
  const calling = metricsAt(trace('http://web/', [], 'app/side'), 'sidecar', 'source');
  // The certificate is shown inside the tunnel, where the listener does not see it.
  expect(calling[0]?.labels).toMatchObject({
    source_app: 'side',
    source_principal: 'unknown',
    destination_app: 'web',
    destination_principal: 'spiffe://cluster.local/ns/app/sa/web',
    connection_security_policy: 'unknown',
  });
});

function telemetry(metrics: readonly Stated[], aim: Stated = {}): Stated {
  const metadata = { name: 't', namespace: 'app' };
  return { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', metadata, spec: { ...aim, metrics } };
}

const toWeb = { targetRefs: [{ group: '', kind: 'Service', name: 'web' }] };
const prometheus = [{ name: 'prometheus' }];

test('a Telemetry adds, changes and removes labels of one metric', () => {
  const tagOverrides = {
    custom: { value: "'test'" },
    where: { value: "request.host + '/' + filter_state.upstream_peer.workload" },
    absent: { value: "request.headers['x-none']" },
    later: { value: 'request.time' },
    source_principal: { operation: 'REMOVE' },
    response_code: { value: "response.code < 400 ? 'good' : 'bad'" },
  };
  const changed = telemetry(
    [{ providers: prometheus, overrides: [{ match: { metric: 'REQUEST_COUNT' }, tagOverrides }] }],
    toWeb,
  );
  const counted = trace('http://web/', [changed]);
  const [requests, duration] = metricsAt(counted, 'waypoint', 'waypoint');
  expect(requests?.labels).toMatchObject({
    custom: 'test',
    where: 'web/web',
    absent: 'unknown',
    later: '*',
    response_code: 'good',
  });
  expect(requests?.labels).not.toHaveProperty('source_principal');
  expect(duration?.labels).toMatchObject({ response_code: '200', source_app: 'client' });
  expect(duration?.labels).not.toHaveProperty('custom');
  expect(counted.approximate).toContain('telemetry/expression');
});

const off = { disabled: true };
const requestsOnly = ['request_duration_milliseconds', 'request_bytes', 'response_bytes'];

test.each<[string, readonly Stated[], Stated, readonly string[]]>([
  ['one metric is switched off', [{ overrides: [{ match: { metric: 'REQUEST_COUNT' }, ...off }] }], {}, requestsOnly],
  ['all are switched off', [{ overrides: [off] }], {}, []],
  ['clients are switched off', [{ overrides: [{ match: { mode: 'CLIENT' }, ...off }] }], {}, ['requests_total']],
  [
    'one is switched on again after all',
    [{ overrides: [off, { match: { metric: 'REQUEST_SIZE' }, disabled: false }] }],
    {},
    ['requests_total'],
  ],
  ['another provider is named', [{ providers: [{ name: 'stackdriver' }] }], {}, []],
  ['the mesh names no provider', [], { defaultProviders: { metrics: [] } }, []],
])('where %s', (_, metrics, meshConfig, expected) => {
  const manifests = metrics.length === 0 ? [] : [telemetry(metrics)];
  const counted = metricsAt(trace('http://web/', manifests, 'app/client', meshConfig), 'waypoint', 'waypoint');
  expect(namesOf(counted).slice(0, expected.length || 4)).toEqual(expected);
});

test.each([
  ['response.code >= 400', 'http://web/', 0],
  ['response.code < 400', 'http://web/', 1],
  ["request.url_path.startsWith('/x')", 'http://web/x', 1],
  ["request.headers['x-none'] == '1'", 'http://web/', 0],
  ['has(response.grpc_status) || response.code == 200', 'http://web/', 1],
])('a line is printed where %s', (expression, to, lines) => {
  const metadata = { name: 't', namespace: 'app' };
  const accessLogging = [{ providers: [{ name: 'envoy' }], filter: { expression } }];
  const stated = { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', metadata, spec: { accessLogging } };
  const { logs } = trace(to, [stated]);
  expect(logs.filter(({ at }) => at.kind === 'waypoint')).toHaveLength(lines);
});

test('a provider of its own prints in its own format', () => {
  const extensionProviders = [
    {
      name: 'short',
      envoyFileAccessLog: { path: '/dev/stdout', logFormat: { text: '%RESPONSE_CODE% %REQ(HOST)%\n' } },
    },
    {
      name: 'fields',
      envoyFileAccessLog: {
        logFormat: { labels: { code: '%RESPONSE_CODE%', flags: '%RESPONSE_FLAGS%', sni: '%REQUESTED_SERVER_NAME%' } },
      },
    },
    { name: 'far', envoyOtelAls: { service: 'otel.example', port: 4317 } },
  ];
  const metadata = { name: 't', namespace: 'app' };
  const accessLogging = [{ providers: [{ name: 'short' }, { name: 'fields' }, { name: 'far' }] }];
  const stated = { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', metadata, spec: { accessLogging } };
  const { logs } = trace('http://web/', [stated], 'app/client', { extensionProviders });
  const lines = logs.filter(({ at }) => at.kind === 'waypoint').map(({ line }) => line);
  expect(lines).toEqual(['{"code":200,"flags":"-","sni":null}', '200 web']);
});
