import { cut, direct, get, ok, r0, says } from '../answers.fixture.ts';
import { row, table } from '../rows.fixture.ts';
import {
  boundToWp,
  http80,
  namespace,
  pod,
  policy,
  service,
  serviceEntry,
  toWp,
  waypoint,
} from '../waypointWorld.fixture.ts';

const ambient = { 'istio.io/dataplane-mode': 'ambient' };
const toPod = { to: 'http://10.1.0.21:8080/' };
const workloads = { labels: { 'istio.io/waypoint-for': 'workload' } };
const boundPod = pod('web-v1', {
  ip: '10.1.0.21',
  sa: 'web',
  labels: { app: 'web', version: 'v1', ...boundToWp },
  ports: [8080, 9091, 8000, 7070],
});
const web = (labels: Readonly<Record<string, string>>, ports: readonly object[] = [http80]) =>
  service('web', '10.96.0.10', { labels, ports: ports as never });
const tcp = (port: number) => ({ to: `tcp://web:${String(port)}` });
const status = (text: string) => [`istio.io/WaypointBound=${text}`];

table('l7.md 10.1: acceptance and binding', [
  row('A1 a Service by its waypoint', [], [[r0, ok('web', { details: 'via_upstream', flags: '-' })]]),
  row('A2 an undeclared port', [], [[{ to: 'http://10.96.0.10:12345/' }, { ...cut, via: ['app/wp'] }]]),
  row('A7 a workload waypoint by pod address', [waypoint('wp', workloads), boundPod], [[toPod, ok()]]),
  row('A8 a service waypoint is passed by pod address', [], [[toPod, direct()]]),
  row('A9 a workload waypoint takes no Services', [waypoint('wp', workloads)], [[r0, direct()]], {
    status: {
      'Service/app/web': status(
        'False UnsupportedTrafficType: attempting to bind to traffic type "service" which the waypoint "app/wp" does not support',
      ),
    },
  }),
  row('A10 a waypoint for none', [waypoint('wp', { labels: { 'istio.io/waypoint-for': 'none' } })], [[r0, direct()]]),
  row(
    'A11 a waypoint for all',
    [waypoint('wp', { labels: { 'istio.io/waypoint-for': 'all' } }), boundPod],
    [
      [r0, ok()],
      [toPod, ok()],
    ],
  ),
  row('A12 a waypoint that is not there', [web({ 'istio.io/use-waypoint': 'bogus' })], [[r0, direct()]], {
    status: { 'Service/app/web': status('False WaypointIsNotReady: waypoint "app/bogus" is not ready') },
  }),
  row(
    'A13 no fallback to the waypoint of the namespace',
    [namespace('app', { ...ambient, ...boundToWp }), web({ 'istio.io/use-waypoint': 'bogus' })],
    [[r0, direct()]],
  ),
  row(
    'A14 none opts out',
    [namespace('app', { ...ambient, ...boundToWp }), web({ 'istio.io/use-waypoint': 'none' })],
    [[r0, direct()]],
    { status: { 'Service/app/web': null } },
  ),
  row(
    'A15 None is a name',
    [namespace('app', { ...ambient, ...boundToWp }), web({ 'istio.io/use-waypoint': 'None' })],
    [[r0, direct()]],
    { status: { 'Service/app/web': status('False WaypointIsNotReady: waypoint "app/None" is not ready') } },
  ),
  row(
    'A16 a Service by the waypoint of its namespace',
    [namespace('app', { ...ambient, ...boundToWp }), web({})],
    [[r0, ok()]],
  ),
  ...(
    [
      ['A17 a foreign waypoint without consent', undefined, direct()],
      [
        'A18 a foreign waypoint open to all',
        { from: 'All' },
        ok('web', { via: ['infra/wp2'], podSees: 'cluster.local/ns/infra/sa/wp2' }),
      ],
      [
        'A19 a foreign waypoint that selects the namespace',
        { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'app' } } },
        ok('web', { via: ['infra/wp2'], podSees: 'cluster.local/ns/infra/sa/wp2' }),
      ],
      [
        'A19 a foreign waypoint that selects another namespace',
        { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } },
        direct(),
      ],
    ] as const
  ).map(([name, allowed, answer]) =>
    row(
      name,
      [
        namespace('infra'),
        waypoint('wp2', { namespace: 'infra', ...(allowed && { allowed }) }),
        web({ 'istio.io/use-waypoint': 'wp2', 'istio.io/use-waypoint-namespace': 'infra' }),
      ],
      [[r0, answer]],
    ),
  ),
  row(
    'A22 a caller outside the mesh',
    [],
    [[{ ...r0, from: 'plain/plain', to: 'http://web.app/' }, direct('web', { podSees: 'none' })]],
  ),
  row(
    'A23 a sidecar passes the waypoint',
    [
      policy('none', { targetRefs: [toWp] }),
      pod('side', {
        ip: '10.1.0.40',
        labels: { 'security.istio.io/tlsMode': 'istio' },
        annotations: { 'sidecar.istio.io/status': '{}' },
      }),
    ],
    [[{ ...r0, from: 'app/side' }, direct('web', { podSees: 'cluster.local/ns/app/sa/side' })]],
  ),
  row(
    'A24 a headless Service',
    [service('web', 'None', { labels: boundToWp })],
    [[{ to: 'http://web:8080/' }, direct()]],
  ),
  row('A25 bytes on a TCP port', [], [[tcp(9090), ok('web', { status: null })]]),
  row(
    'A26 a port that is sniffed',
    [],
    [
      [{ to: 'http://web:8000/' }, ok()],
      [tcp(8000), ok('web', { status: null })],
    ],
  ),
  row(
    'A27 two Services of one port number',
    [
      service('raw', '10.96.0.12', {
        select: { app: 'api' },
        labels: boundToWp,
        ports: [{ name: 'tcp', port: 80, targetPort: 8080 }],
      }),
    ],
    [
      [r0, ok()],
      [{ to: 'tcp://raw' }, ok('api', { status: null })],
      [{ to: 'http://raw/' }, ok('api', { details: '-' })],
    ],
  ),
  row(
    'A28 appProtocol beats the name',
    [web(boundToWp, [{ name: 'tcp-web', appProtocol: 'http', port: 80, targetPort: 8080 }])],
    [[r0, ok('web', { details: 'via_upstream' })]],
  ),
  row(
    '1.4 an unknown appProtocol is sniffed',
    [web(boundToWp, [{ name: 'http', appProtocol: 'odd', port: 80, targetPort: 8080 }])],
    [
      [r0, ok('web', { details: 'via_upstream' })],
      [tcp(80), ok('web', { status: null })],
    ],
  ),
  row('1.4 bytes on an HTTP port', [], [[tcp(80), { via: ['app/wp'], backend: null, verdict: 'failed' }]]),
  row(
    'A30 port 3306 is TCP',
    [web(boundToWp, [{ name: 'db', port: 3306, targetPort: 8080 }])],
    [
      [tcp(3306), ok('web', { status: null })],
      [{ to: 'http://web:3306/' }, ok('web', { details: '-' })],
    ],
  ),
  row(
    'A32 a canary takes its share',
    [
      waypoint('wp-c'),
      service('web', '10.96.0.10', {
        labels: { ...boundToWp, 'istio.io/use-waypoint-canary': 'wp-c' },
        annotations: { 'istio.io/use-waypoint-canary-weight': '30' },
      }),
    ],
    [[r0, ok(), ok('web', { via: ['app/wp-c'], podSees: 'cluster.local/ns/app/sa/wp-c' })]],
  ),
  row(
    'A33 a canary that is not there',
    [
      service('web', '10.96.0.10', {
        labels: { ...boundToWp, 'istio.io/use-waypoint-canary': 'wp-c' },
        annotations: { 'istio.io/use-waypoint-canary-weight': '30' },
      }),
    ],
    [[r0, ok()]],
    {
      status: {
        'Service/app/web': status(
          'True WaypointAccepted: Successfully attached to waypoint app/wp. Canary waypoint not attached: waypoint "app/wp-c" is not ready',
        ),
      },
    },
  ),
  row(
    'A35 a wildcard entry serves its names alone',
    [
      serviceEntry(
        'wild',
        {
          hosts: ['*.ext.com'],
          resolution: 'DYNAMIC_DNS',
          location: 'MESH_EXTERNAL',
          ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
        },
        { labels: boundToWp },
      ),
    ],
    [
      // Who answers is for the resolver of the proxy to say.
      [{ to: 'http://a.ext.com/' }, { verdict: 'undetermined', via: ['app/wp'] }],
      [{ to: 'http://a.ext.com/', headers: { host: 'other.org' } }, says(404)],
      [{ to: 'http://a.ext.com/', headers: { host: 'ext.com' } }, says(404)],
      [{ to: 'http://a.ext.com/', headers: { host: 'a.ext.com:80' } }, says(404)],
    ],
  ),
  row(
    '6.3 foreign, empty and ported hosts are served',
    [],
    [
      [get('/', { host: 'other.org' }), ok('web', { host: 'other.org' })],
      [get('/', { host: 'WEB:80' }), ok('web', { host: 'WEB:80' })],
    ],
  ),
]);
