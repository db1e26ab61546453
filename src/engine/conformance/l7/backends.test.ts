import { connectionRefused, connectionTerminated, cut, get, ok, r0, refusedBehind, says } from '../answers.fixture.ts';
import { row, table } from '../rows.fixture.ts';
import {
  api,
  boundToWp,
  destinationRule,
  grpcRoute,
  http80,
  namespace,
  object,
  peerAuthentication,
  pod,
  policy,
  route,
  service,
  toApi,
  toWeb,
  virtualService,
  waypoint,
  web,
  type Spec,
} from '../waypointWorld.fixture.ts';

const to = (...backendRefs: readonly Spec[]) => [route('r', [{ backendRefs }])];
const nothing = { backend: null, body: '' };
const direct500 = says(500, { ...nothing, flags: '-', details: 'direct_response' });
const noCluster = says(500, { ...nothing, flags: 'NC', details: 'cluster_not_found' });
const refs = (text: string) => ({
  status: {
    'HTTPRoute/app/r': [
      'Accepted=True Accepted: Route was valid',
      `ResolvedRefs=${text}`,
      'ResolvedWaypoints=True ResolvedWaypoints: All waypoints resolved',
    ],
  },
});
const resolved = refs('True ResolvedRefs: All references resolved');
const sidecar = {
  labels: { app: 'api', 'security.istio.io/tlsMode': 'istio' },
  annotations: { 'sidecar.istio.io/status': '{}' },
};
const apiPod = (more: object) => pod('api-1', { ip: '10.1.0.31', sa: 'api', labels: { app: 'api' }, ...more });
const tcpService = (name: string, ip: string, select: string) =>
  service(name, ip, { select: { app: select }, ports: [{ name: 'tcp', port: 9090, targetPort: 9091 }] });
const tcpRoute = (kind: 'TCPRoute' | 'TLSRoute', backendRefs: readonly Spec[], more: Spec = {}) =>
  object('gateway.networking.k8s.io/v1', kind, 't', { parentRefs: [toWeb], rules: [{ backendRefs }], ...more });
const tcp = { to: 'tcp://web:9090' };
const apiOwn = (labels: Readonly<Record<string, string>> = {}) => service('api', '10.96.0.11', { labels });
const strict = peerAuthentication('strict', { mtls: { mode: 'STRICT' } });

table('l7.md 10.4: backends and their errors', [
  row(
    'D32 a backend that is not there',
    to({ name: 'nope', port: 80 }),
    [
      [r0, noCluster],
      [{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 2 })],
    ],
    refs('False BackendNotFound: backend(nope.app.svc.cluster.local) not found'),
  ),
  row('D33 its share alone', to({ name: 'nope', port: 80, weight: 50 }, { ...api, weight: 50 }), [
    [r0, noCluster, ok('api')],
  ]),
  row(
    'D34 a backend of another kind',
    to({ group: '', kind: 'ConfigMap', name: 'x' }),
    [[r0, noCluster]],
    refs('False InvalidKind: referencing unsupported backendRef: group "" kind "ConfigMap"'),
  ),
  row('D35 a port that is not declared', to({ name: 'api', port: 9999 }), [[r0, noCluster]], resolved),
  row(
    'D36 no backends',
    [route('r', [{ matches: [{ path: { value: '/' } }] }])],
    [
      [r0, direct500],
      [{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 2 })],
    ],
    resolved,
  ),
  row('D37 weights of zero', to({ ...web, weight: 0 }, { ...api, weight: 0 }), [[r0, direct500]]),
  row('D38 one weight of zero', to({ ...web, weight: 0 }, { ...api, weight: 100 }), [[r0, ok('api')]]),
  row('D39 shares', to({ ...web, weight: 60 }, { ...api, weight: 40 }), [[r0, ok(), ok('api')]]),
  row(
    'D40 a backend of another namespace needs no grant',
    [
      namespace('more', { 'istio.io/dataplane-mode': 'ambient' }),
      pod('far-1', { ip: '10.5.0.1', namespace: 'more', labels: { app: 'far' } }),
      service('far', '10.96.0.20', { namespace: 'more' }),
      ...to({ name: 'far', namespace: 'more', port: 80 }),
    ],
    [[r0, ok('web', { backend: 'more/far' })]],
    resolved,
  ),
  row(
    'D42 a parent that is not there',
    [route('r', [{ backendRefs: [api] }], { parents: [{ ...toWeb, name: 'nope' }] })],
    [[r0, ok()]],
    {
      status: {
        'HTTPRoute/app/r': [
          'Accepted=False NoMatchingParent: parent service: "nope" not found',
          'ResolvedRefs=True ResolvedRefs: All references resolved',
          'ResolvedWaypoints=True ResolvedWaypoints: parent not found',
        ],
      },
    },
  ),
  row(
    'D29 an unsupported filter discards the route',
    [
      route('r', [
        { matches: [{ path: { value: '/a' } }], backendRefs: [api] },
        {
          filters: [{ type: 'ExtensionRef', extensionRef: { group: 'x.io', kind: 'Y', name: 'z' } }],
          backendRefs: [api],
        },
      ]),
    ],
    [
      [get('/a'), ok()],
      [r0, ok()],
    ],
  ),
  row('D30 a backend without a port is not admitted', to({ name: 'api' }), [[r0, ok()]]),
  row('D31 a dotted name', to({ name: 'api.app.svc', port: 80 }), [[r0, ok()]]),
  row(
    '5.6 nothing behind a backend',
    [service('api', '10.96.0.11', { select: { app: 'nobody' } }), ...to(api)],
    [
      [r0, says(503, { body: 'no healthy upstream', flags: 'UH', details: 'no_healthy_upstream' })],
      [{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 14, says: { 'grpc-message': 'no healthy upstream' } })],
    ],
  ),
  row(
    '5.6 an unknown host of a VirtualService',
    [virtualService('v', { http: [{ route: [{ destination: { host: 'nope' } }] }] })],
    [
      [r0, says(503, { body: '', flags: 'NC' })],
      [{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 14 })],
    ],
  ),
  row(
    '5.6 a headless backend leads to the parent',
    [apiOwn(), service('api', 'None'), ...to(api)],
    [[r0, { status: 200, backend: 'app/web', podSees: 'none' }]],
  ),
  row(
    'D64 a TCPRoute',
    [tcpService('far', '10.96.0.21', 'web'), tcpRoute('TCPRoute', [{ name: 'far', port: 9090 }])],
    [[tcp, ok('web', { status: null })]],
  ),
  row(
    'D65 a TLSRoute without hostnames',
    [
      apiPod({ ports: [9091] }),
      tcpService('far', '10.96.0.21', 'api'),
      tcpRoute('TLSRoute', [{ name: 'far', port: 9090 }], { hostnames: ['web.app.svc.cluster.local'] }),
    ],
    [[tcp, ok('api', { status: null })]],
  ),
  row(
    'D66 a TLSRoute of other names',
    [
      apiPod({ ports: [9091] }),
      tcpService('far', '10.96.0.21', 'api'),
      tcpRoute('TLSRoute', [{ name: 'far', port: 9090 }], { hostnames: ['*.example.com'] }),
    ],
    [[tcp, ok('web', { status: null })]],
  ),
  row('D67 a TCPRoute of no weight', [tcpRoute('TCPRoute', [{ name: 'api', port: 80, weight: 0 }])], [[tcp, cut]]),
  row('5.7 a TCPRoute to nowhere', [tcpRoute('TCPRoute', [{ name: 'nope', port: 80 }])], [[tcp, cut]]),
  row(
    'D68 the backend has its own waypoint',
    [
      waypoint('wp-api'),
      apiOwn({ 'istio.io/use-waypoint': 'wp-api' }),
      policy('none', { targetRefs: [toApi] }),
      ...to(api),
    ],
    [
      [r0, ok('api')],
      [{ to: 'http://api/' }, { status: 403, via: ['app/wp-api'] }],
    ],
  ),
  row(
    'D69 a policy of the backend',
    [policy('none', { targetRefs: [toApi], action: 'DENY', rules: [{}] }), ...to(api)],
    [[r0, ok('api')]],
  ),
  row(
    'D70 a policy of the pod',
    [
      policy('only', {
        selector: { matchLabels: { app: 'api' } },
        rules: [{ from: [{ source: { principals: ['cluster.local/ns/app/sa/wp-api'] } }] }],
      }),
      ...to(api),
    ],
    [
      [
        r0,
        {
          ...refusedBehind,
          flags: 'UC',
          details: 'upstream_reset_before_response_started{connection_termination}',
          attempts: 1,
        },
      ],
    ],
  ),
  row(
    'D72 pod addresses have no routes',
    [
      waypoint('wp', { labels: { 'istio.io/waypoint-for': 'workload' } }),
      pod('web-v1', { ip: '10.1.0.21', sa: 'web', labels: { app: 'web', ...boundToWp } }),
      route('r', [{ matches: [{ path: { value: '/x' } }], backendRefs: [api] }]),
    ],
    [[{ to: 'http://10.1.0.21:8080/y' }, ok()]],
  ),
  row('D73 any host takes the routes', to(api), [[get('/', { host: 'anything.com' }), ok('api')]]),
  row('5.8 a sidecar behind another Service', [apiOwn(), apiPod(sidecar), strict, ...to(api)], [[r0, ok('api')]]),
  row(
    '6.1 a strict sidecar of the waypoint',
    [apiPod(sidecar), strict],
    [[{ to: 'http://api/' }, says(503, { body: connectionTerminated, flags: 'UC' })]],
  ),
  row(
    '6.1 a sidecar of the waypoint in plaintext',
    [apiPod(sidecar)],
    [[{ to: 'http://api/' }, ok('api', { podSees: 'none' })]],
  ),
  row(
    'E2 a pod outside the mesh',
    [apiPod({ labels: { app: 'api', 'istio.io/dataplane-mode': 'none' } })],
    [[{ to: 'http://api/' }, ok('api', { podSees: 'none' })]],
  ),
  row(
    '6.1 a closed port',
    [apiPod({ ports: [9999] })],
    [
      [{ to: 'http://api/' }, says(503, { body: connectionTerminated, flags: 'UC', attempts: 1 })],
      [
        { to: 'http://api/', headers: { 'content-type': 'application/grpc' }, method: 'POST' },
        says(200, { grpcStatus: 14 }),
      ],
    ],
  ),
  row(
    '6.1 a closed port in plaintext',
    [apiPod({ ports: [9999], labels: { app: 'api', 'istio.io/dataplane-mode': 'none' } })],
    [[{ to: 'http://api/' }, says(503, { body: connectionRefused, flags: 'URX,UF', attempts: 3 })]],
  ),
  row(
    'E8 no pod is ready',
    [apiPod({ ready: false })],
    [[{ to: 'http://api/' }, says(503, { body: 'no healthy upstream', flags: 'UH' })]],
  ),
  row(
    '5.9 a DestinationRule of subsets with weights',
    [
      destinationRule('dr', { subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })) }),
      virtualService('vs', {
        http: [
          {
            route: [
              { destination: { host: 'web', subset: 'v1', port: { number: 80 } }, weight: 50 },
              { destination: { host: 'web', subset: 'v2', port: { number: 80 } }, weight: 50 },
            ],
          },
        ],
      }),
    ],
    [[r0, ok('web', { pod: 'app/web-v1' }), ok('web', { pod: 'app/web-v2' })]],
  ),
  row(
    '5.9 TLS settings of the mesh are ignored',
    [destinationRule('dr', { host: 'api', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } })],
    [[{ to: 'http://api/' }, ok('api')]],
  ),
  row(
    '5.6 a gRPC backend that is not there',
    [grpcRoute('r', [{ backendRefs: [{ name: 'nope', port: 80 }] }])],
    [[{ to: 'grpc://web:7070/a.B/C' }, says(200, { grpcStatus: 2 })]],
  ),
  row(
    '5.8 a port of TCP as backend',
    [
      apiPod({ ports: [9091] }),
      service('api', '10.96.0.11', { labels: boundToWp, ports: [{ name: 'tcp', port: 9090, targetPort: 9091 }] }),
      ...to({ name: 'api', port: 9090 }),
    ],
    [[r0, ok('api')]],
  ),
  row(
    '5.8 the only port of a VirtualService destination',
    [
      service('api', '10.96.0.11', {
        labels: boundToWp,
        ports: [http80, { name: 'http-b', port: 81, targetPort: 8080 }],
      }),
      virtualService('v', { http: [{ route: [{ destination: { host: 'api' } }] }] }),
    ],
    [
      [r0, ok('api')],
      [{ to: 'http://web:8000/' }, says(503, { flags: 'NC' })],
    ],
  ),
  ...(
    [
      ['any', {}, 'api'],
      ['subnets say nothing', { destinationSubnets: ['192.0.2.0/24'] }, 'api'],
      ['its port', { port: 9090 }, 'api'],
      ['another port', { port: 9999 }, 'web'],
      ['labels of the client', { sourceLabels: { app: 'client' } }, 'web'],
      ['a namespace of the client', { sourceNamespace: 'app' }, 'web'],
      ['another gateway', { gateways: ['app/edge'] }, 'web'],
    ] as const
  ).map(([name, match, backend]) =>
    row(
      `5.7 a VirtualService for TCP: ${name}`,
      [
        apiPod({ ports: [9091] }),
        tcpService('far', '10.96.0.21', 'api'),
        virtualService('v', { tcp: [{ match: [match], route: [{ destination: { host: 'far' } }] }] }),
      ],
      [[tcp, ok(backend, { status: null })]],
    ),
  ),
  ...(
    [
      ['its own name', ['web.app.svc.cluster.local'], 'api'],
      ['another name', ['x.example.com'], 'web'],
      ['two names', ['web.app.svc.cluster.local', 'x.example.com'], 'web'],
    ] as const
  ).map(([name, sniHosts, backend]) =>
    row(
      `5.7 a VirtualService for TLS before one for TCP: ${name}`,
      [
        apiPod({ ports: [9091] }),
        tcpService('far', '10.96.0.21', 'api'),
        virtualService('v', {
          hosts: ['web.app.svc.cluster.local', 'x.example.com'],
          tls: [{ match: [{ sniHosts }], route: [{ destination: { host: 'far' } }] }],
        }),
        virtualService('a', { tcp: [{ route: [{ destination: { host: 'web', port: { number: 9090 } } }] }] }),
      ],
      [[tcp, ok(backend, { status: null })]],
    ),
  ),
]);
