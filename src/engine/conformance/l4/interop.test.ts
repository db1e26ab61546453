import { connectionTerminated, cut } from '../answers.fixture.ts';
import { identityOf, meshRow as row } from '../meshWorld.fixture.ts';
import { table, type Answer, type Sent } from '../rows.fixture.ts';
import {
  namespace,
  object,
  peerAuthentication,
  pod,
  policy,
  service,
  serviceEntry,
  waypoint,
  type Manifest,
} from '../waypointWorld.fixture.ts';

const ok = (podName: string, more: Answer = {}): Answer => ({
  verdict: 'delivered',
  status: 200,
  pod: podName,
  ...more,
});
const from = (caller: string, to = 'http://svc/'): Sent => ({ from: `app/${caller}`, to });
const classic = {
  labels: { app: 'd', 'security.istio.io/tlsMode': 'istio' },
  annotations: { 'sidecar.istio.io/status': '{}' },
};
const classicD = pod('d', { ip: '10.1.0.4', node: 'n2', ...classic });
const strict = peerAuthentication('strict', { mtls: { mode: 'STRICT' } });
const bound = { labels: { 'istio.io/use-waypoint': 'wp' } };
const svc = (more: object = bound) => service('svc', '10.96.0.10', { select: { app: 's' }, ...more });
const denyAll = policy('none', { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'wp' }] });
const ingress = (backend: object): readonly Manifest[] => [
  object(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    'ig',
    {
      gatewayClassName: 'istio',
      listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
    },
    { namespace: 'istio-system' },
  ),
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'in', {
    parentRefs: [{ name: 'ig', namespace: 'istio-system' }],
    hostnames: ['s.example.com'],
    rules: [{ backendRefs: [backend] }],
  }),
];
const outside: Sent = { from: 'outside', to: 'http://s.example.com/' };
const gateways = ['istio-system/ig'];
const ig = 'cluster.local/ns/istio-system/sa/ig-istio';
const entry = (name: string, spec: object, meta: object = {}) =>
  serviceEntry(
    name,
    { hosts: ['e.example'], resolution: 'STATIC', ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], ...spec },
    meta,
  );

table('l4.md 11.6: sidecars, gateways and entries', [
  row(
    'I1 a sidecar calls a captured pod',
    [],
    [
      [
        from('d'),
        ok('app/s', { podSees: identityOf('d'), legs: [`hbone 10.1.0.2:15008[10.1.0.2:8080] as ${identityOf('d')}`] }),
      ],
    ],
  ),
  row(
    '7 by pod address without identity',
    [],
    [[from('d', 'http://10.1.0.2:8080/'), ok('app/s', { podSees: 'none', legs: ['plaintext 10.1.0.2:8080'] })]],
  ),
  row(
    '7 by a headless Service without identity',
    [service('svc', 'None', { select: { app: 's' } })],
    [[from('d', 'http://svc:8080/'), ok('app/s', { podSees: 'none' })]],
  ),
  row(
    '7 STRICT refuses that',
    [strict],
    [
      [from('d'), ok('app/s', { podSees: identityOf('d') })],
      [from('d', 'http://10.1.0.2:8080/'), { client: 'reset', verdict: 'denied' }],
      [from('d', 'tcp://10.1.0.2:8080'), { client: 'reset', verdict: 'denied' }],
    ],
  ),
  row(
    '7 and with 503 where a port of that number is HTTP',
    [strict, service('other', '10.96.0.30', { select: { app: 's' }, ports: [{ name: 'http', port: 8080 }] })],
    [
      [
        from('d', 'http://10.1.0.2:8080/'),
        { client: 'response', status: 503, verdict: 'denied', body: connectionTerminated },
      ],
    ],
  ),
  row(
    'I2 a captured pod calls a sidecar',
    [],
    [
      [
        from('c', 'http://d/'),
        ok('app/d', { podSees: identityOf('c'), legs: [`hbone 10.1.0.4:15008[10.1.0.4:8080] as ${identityOf('c')}`] }),
      ],
    ],
  ),
  row('I3 a sidecar without HBONE', [classicD], [[from('c', 'http://d/'), ok('app/d', { podSees: 'none' })]]),
  row('I4 that is STRICT', [classicD, strict], [[from('c', 'http://d/'), { ...cut }]]),
  row(
    '7 a sidecar calls a sidecar',
    [pod('e', { ip: '10.1.0.5', ...classic, labels: { ...classic.labels, app: 'e' } }), strict],
    [
      [
        from('e', 'http://d/'),
        ok('app/d', { podSees: identityOf('e'), legs: [`istio-mtls 10.1.0.4:8080 as ${identityOf('e')}`] }),
      ],
    ],
  ),
  row(
    '7 policies of a sidecar are answers',
    [
      policy('p', {
        selector: { matchLabels: { app: 'd' } },
        action: 'DENY',
        rules: [{ to: [{ operation: { methods: ['GET'] } }] }],
      }),
    ],
    [
      [from('c', 'http://d/'), { verdict: 'denied', status: 403, deniedBy: 'app/p', body: 'RBAC: access denied' }],
      [{ ...from('c', 'http://d/'), method: 'PUT' }, ok('app/d')],
    ],
  ),
  row(
    'W23 a sidecar passes the waypoint',
    [waypoint('wp'), svc(), denyAll],
    [[from('d'), ok('app/s', { via: [], podSees: identityOf('d') })]],
  ),
  row(
    '7 but takes the routes of the Service',
    [
      waypoint('wp'),
      svc(),
      object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'r', {
        parentRefs: [{ group: '', kind: 'Service', name: 'svc' }],
        rules: [{ matches: [{ path: { value: '/x' } }], backendRefs: [{ name: 'svc', port: 80 }] }],
      }),
    ],
    [
      [from('d', 'http://svc/y'), { status: 404, client: 'response', via: [] }],
      [from('d', 'http://svc/x'), ok('app/s', { via: [] })],
    ],
  ),
  row(
    'W48 a sidecar behind a waypoint',
    [
      waypoint('wp'),
      service('d', '10.96.0.14', bound),
      policy('p', {
        selector: { matchLabels: { app: 'd' } },
        rules: [{ from: [{ source: { principals: [identityOf('wp')] } }] }],
      }),
    ],
    [[from('c', 'http://d/'), ok('app/d', { via: ['app/wp'], podSees: identityOf('wp') })]],
  ),
  row('I8 an ingress gateway', ingress({ name: 'svc', port: 80 }), [
    [outside, ok('app/s', { gateways, podSees: ig, via: [] })],
  ]),
  row(
    'I9 passes the waypoint',
    [...ingress({ name: 'svc', port: 80 }), waypoint('wp'), svc(), denyAll],
    [[outside, ok('app/s', { gateways, via: [] })]],
  ),
  row(
    'I10 unless the Service asks for it',
    [
      ...ingress({ name: 'svc', port: 80 }),
      waypoint('wp'),
      svc({ labels: { ...bound.labels, 'istio.io/ingress-use-waypoint': 'true' } }),
      denyAll,
    ],
    [[outside, { verdict: 'denied', status: 403, via: ['app/wp'], gateways }]],
  ),
  row(
    'I11 or its namespace',
    [
      namespace('app', { 'istio.io/dataplane-mode': 'ambient', 'istio.io/ingress-use-waypoint': '1' }),
      ...ingress({ name: 'svc', port: 80 }),
      waypoint('wp'),
      svc(),
      denyAll,
    ],
    [[outside, { verdict: 'denied', status: 403, via: ['app/wp'] }]],
  ),
  row(
    'I12 a word that is no bool',
    [
      namespace('app', { 'istio.io/dataplane-mode': 'ambient', 'istio.io/ingress-use-waypoint': 'true' }),
      ...ingress({ name: 'svc', port: 80 }),
      waypoint('wp'),
      svc({ labels: { ...bound.labels, 'istio.io/ingress-use-waypoint': 'maybe' } }),
      denyAll,
    ],
    [[outside, ok('app/s', { via: [] })]],
  ),
  row(
    'I13 a policy of the pod and a gateway',
    [
      ...ingress({ name: 'svc', port: 80 }),
      policy('p', {
        selector: { matchLabels: { app: 's' } },
        rules: [{ from: [{ source: { principals: [ig] } }], to: [{ operation: { ports: ['8080'] } }] }],
      }),
    ],
    [
      [outside, ok('app/s')],
      [from('c'), { ...cut, verdict: 'denied' }],
    ],
  ),
  row(
    'S3 a pod in a range that has a waypoint',
    [
      waypoint('wp'),
      entry('e', { addresses: ['10.200.0.0/16'], resolution: 'NONE' }, bound),
      pod('x', { ip: '10.200.3.4', namespace: 'out', ports: [80] }),
    ],
    [[from('c', 'http://10.200.3.4/'), ok('out/x', { via: [], podSees: 'none' })]],
  ),
  row(
    'X6 an entry over pods',
    [
      entry('e', {
        addresses: ['10.200.0.9'],
        workloadSelector: { labels: { app: 's' } },
        ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 }],
      }),
    ],
    [[from('c', 'http://e.example/'), ok('app/s', { podSees: identityOf('c') })]],
  ),
  row(
    '9.1 the own namespace first',
    [
      namespace('more', { 'istio.io/dataplane-mode': 'ambient' }),
      pod('m', { ip: '10.5.0.1', namespace: 'more' }),
      ...['app', 'more'].map((home) =>
        entry(
          'e',
          {
            addresses: [home === 'app' ? '10.200.0.1' : '10.200.0.2'],
            endpoints: [{ address: home === 'app' ? '10.1.0.2' : '10.5.0.1', ports: { http: 8080 } }],
          },
          { namespace: home },
        ),
      ),
    ],
    [
      [from('c', 'http://e.example/'), ok('app/s')],
      [{ from: 'more/m', to: 'http://e.example/' }, ok('more/m')],
    ],
  ),
  row(
    'W21 a WorkloadEntry and a waypoint for services',
    [waypoint('wp'), object('networking.istio.io/v1', 'WorkloadEntry', 'vm', { address: '10.9.9.9' }, bound)],
    [],
    {
      status: {
        'WorkloadEntry/app/vm': [
          'istio.io/WaypointBound=False UnsupportedTrafficType: attempting to bind to traffic type "workload" which the waypoint "app/wp" does not support',
        ],
      },
    },
  ),
  row(
    'W44 an ingress gateway as a waypoint',
    [
      object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', {
        gatewayClassName: 'istio',
        listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
      }),
      svc({ labels: { 'istio.io/use-waypoint': 'edge' } }),
    ],
    [[from('c'), { ...cut, verdict: 'failed' }]],
    {
      status: {
        'Service/app/svc': ['istio.io/WaypointBound=True WaypointAccepted: Successfully attached to waypoint app/edge'],
      },
    },
  ),
]);
