import { cut } from '../answers.fixture.ts';
import { identityOf, meshRow as row } from '../meshWorld.fixture.ts';
import { table, type Answer, type Sent } from '../rows.fixture.ts';
import { namespace, object, pod, service, serviceEntry, type Spec } from '../waypointWorld.fixture.ts';

const to = (url: string, more: Sent = {}): Sent => ({ from: 'app/c', to: url, ...more });
const svc = to('http://svc/');
const hbone = (ip: string, port = 8080): readonly string[] => [
  `hbone ${ip}:15008[${ip}:${String(port)}] as ${identityOf('c')}`,
];
const plain = (address: string): readonly string[] => [`plaintext ${address}`];
const delivered = (podName: string, more: Answer = {}): Answer => ({
  verdict: 'delivered',
  status: 200,
  pod: podName,
  via: [],
  ...more,
});
const byHbone = delivered('app/s', { legs: hbone('10.1.0.2'), podSees: identityOf('c'), sourceIp: '10.1.0.1' });
const server = (name: string, ip: string, more: object = {}) =>
  pod(name, { ip, node: 'n2', labels: { app: 's' }, ...more });
const outside = { labels: { app: 's', 'istio.io/dataplane-mode': 'none' } };
const slice = (name: string, of: string, endpoints: readonly Spec[]) => ({
  ...object('discovery.k8s.io/v1', 'EndpointSlice', name, {}, { labels: { 'kubernetes.io/service-name': of } }),
  spec: undefined,
  addressType: 'IPv4',
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  endpoints,
});
const near = { trafficDistribution: 'PreferClose' };

table('l4.md 11.2: outbound without a waypoint', [
  row('O1 a Service over HBONE', [], [[svc, byHbone]]),
  row('O2 on one node', [server('s', '10.1.0.2', { node: 'n1' })], [[svc, byHbone]]),
  row(
    'O3 by pod address',
    [],
    [
      [to('http://10.1.0.2:8080/'), byHbone],
      [to('http://10.1.0.2:80/'), { ...cut, legs: hbone('10.1.0.2', 80) }],
    ],
  ),
  row(
    'O4 a pod outside the mesh',
    [server('s', '10.1.0.2', outside)],
    [
      [to('http://10.1.0.2:8080/'), delivered('app/s', { legs: plain('10.1.0.2:8080'), podSees: 'none' })],
      [svc, delivered('app/s', { legs: plain('10.1.0.2:8080'), podSees: 'none' })],
    ],
  ),
  row(
    'O8 no endpoints',
    [service('svc', '10.96.0.10', { select: { app: 'x' } })],
    [[svc, { ...cut, verdict: 'failed', legs: [] }]],
  ),
  row('O9 an undeclared port', [], [[to('http://svc:81/'), { ...cut, verdict: 'failed', legs: [] }]]),
  row(
    'O10 a named port that one pod lacks',
    [
      server('s', '10.1.0.2', { ports: [{ name: 'web', containerPort: 1234 }] }),
      server('s2', '10.1.0.3'),
      service('svc', '10.96.0.10', { select: { app: 's' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }] }),
    ],
    [
      [{ ...svc, seed: 3 }, delivered('app/s', { legs: hbone('10.1.0.2', 1234) })],
      [{ ...svc, seed: 4 }, delivered('app/s')],
    ],
  ),
  row(
    'O11 and O12 a pod of the host network',
    [
      { ...object('v1', 'Node', 'n2', {}), status: { addresses: [{ type: 'InternalIP', address: '172.18.0.3' }] } },
      server('s', '172.18.0.3', { hostNetwork: true }),
    ],
    [
      [svc, delivered('app/s', { legs: plain('172.18.0.3:8080'), podSees: 'none' })],
      [to('http://172.18.0.3:8080/'), delivered('app/s', { legs: plain('172.18.0.3:8080') })],
    ],
  ),
  row('O16 nothing is ready', [server('s', '10.1.0.2', { ready: false })], [[svc, { ...cut, verdict: 'failed' }]]),
  row(
    'O17 but may be used',
    [
      server('s', '10.1.0.2', { ready: false }),
      service('svc', '10.96.0.10', { select: { app: 's' }, spec: { publishNotReadyAddresses: true } }),
    ],
    [[svc, byHbone]],
  ),
  row(
    'O18 the node alone',
    [service('svc', '10.96.0.10', { select: { app: 's' }, spec: { internalTrafficPolicy: 'Local' } })],
    [
      [svc, { ...cut, verdict: 'failed' }],
      [{ ...svc, from: 'out/u', to: 'http://svc.app/' }, { verdict: 'failed' }],
    ],
  ),
  row(
    'O19 the zone first',
    [server('near', '10.1.0.3', { node: 'n1' }), service('svc', '10.96.0.10', { select: { app: 's' }, spec: near })],
    [
      [{ ...svc, seed: 1 }, delivered('app/near')],
      [{ ...svc, seed: 2 }, delivered('app/near')],
      [{ ...svc, seed: 3 }, delivered('app/near')],
    ],
  ),
  row(
    'O20 another zone where the first has none',
    [
      server('near', '10.1.0.3', { node: 'n1', ready: false }),
      service('svc', '10.96.0.10', { select: { app: 's' }, spec: near }),
    ],
    [[svc, delivered('app/s')]],
  ),
  row(
    'O21 the annotation of the Service before that of the Namespace',
    [
      namespace(
        'app',
        { 'istio.io/dataplane-mode': 'ambient' },
        { 'networking.istio.io/traffic-distribution': 'PreferClose' },
      ),
      server('near', '10.1.0.3', { node: 'n1' }),
      service('svc', '10.96.0.10', {
        select: { app: 's' },
        annotations: { 'networking.istio.io/traffic-distribution': 'Any' },
      }),
    ],
    [[svc, delivered('app/near'), delivered('app/s')]],
  ),
  row(
    'O21 the annotation of the Namespace',
    [
      namespace(
        'app',
        { 'istio.io/dataplane-mode': 'ambient' },
        { 'networking.istio.io/traffic-distribution': 'preferclose' },
      ),
      server('near', '10.1.0.3', { node: 'n1' }),
    ],
    [
      [{ ...svc, seed: 5 }, delivered('app/near')],
      [{ ...svc, seed: 6 }, delivered('app/near')],
    ],
  ),
  row(
    'O22 the node alone before the zone',
    [service('svc', '10.96.0.10', { select: { app: 's' }, spec: { ...near, internalTrafficPolicy: 'Local' } })],
    [[svc, { ...cut, verdict: 'failed' }]],
  ),
  row(
    'O23 a headless Service',
    [service('svc', 'None', { select: { app: 's' } })],
    [
      [to('http://svc:8080/'), byHbone],
      [svc, { ...cut, legs: hbone('10.1.0.2', 80) }],
    ],
  ),
  row(
    'O25 one address in two namespaces',
    [
      ...['app', 'out'].map((home) =>
        serviceEntry(
          'e',
          {
            hosts: ['e.example'],
            addresses: ['10.200.0.1'],
            resolution: 'STATIC',
            ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
            endpoints: [{ address: home === 'app' ? '10.1.0.2' : '10.3.0.1', ports: { http: 8080 } }],
          },
          { namespace: home },
        ),
      ),
    ],
    [[to('http://10.200.0.1/'), delivered('app/s', { podSees: 'none' })]],
  ),
  row('O26 the own address', [], [[to('http://10.1.0.1:8080/'), delivered('app/c', { legs: [], podSees: 'none' })]]),
  row(
    'O27 the own Service',
    [
      service('own', '10.96.0.20', { select: { app: 'c' } }),
      pod('c', { ip: '10.1.0.1', node: 'n1', labels: { app: 'c' } }),
    ],
    [[to('http://own/'), delivered('app/c', { legs: hbone('10.1.0.1'), podSees: identityOf('c') })]],
  ),
  row(
    'O30 a WorkloadEntry that speaks HBONE',
    [
      object(
        'networking.istio.io/v1',
        'WorkloadEntry',
        'vm',
        { address: '10.9.9.9', labels: { app: 'vm' }, serviceAccount: 'vm' },
        { labels: { app: 'vm', 'networking.istio.io/tunnel': 'http' } },
      ),
      service('vm', '10.96.0.21'),
    ],
    [[to('http://vm/'), { legs: [`hbone 10.9.9.9:15008[10.9.9.9:8080] as ${identityOf('c')}`] }]],
  ),
  row(
    'O31 and O32 an address written by hand',
    [
      service('hand', '10.96.0.22', { spec: { selector: undefined } }),
      slice('hand-1', 'hand', [{ addresses: ['10.1.0.2'], conditions: { ready: true } }]),
    ],
    [[to('http://hand/'), delivered('app/s', { legs: plain('10.1.0.2:8080'), podSees: 'none' })]],
  ),
  row(
    'O38 an entry that passes through',
    [
      serviceEntry('e', {
        hosts: ['e.example'],
        addresses: ['10.1.0.2'],
        resolution: 'NONE',
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      }),
      pod('s', { ip: '10.1.0.7', node: 'n2', labels: { app: 's' } }),
    ],
    [[to('http://10.1.0.2:80/'), { legs: plain('10.1.0.2:80') }]],
  ),
  row(
    'O39 a port without a target',
    [service('svc', '10.96.0.10', { select: { app: 's' }, ports: [{ name: 'http', port: 8080 }] })],
    [[to('http://svc:8080/'), byHbone]],
  ),
  row(
    'F24 nobody is captured',
    [server('s', '10.1.0.2', outside)],
    [
      [
        { from: 'out/u', to: 'http://10.1.0.2:9999/' },
        { verdict: 'failed', client: 'refused' },
      ],
      [{ from: 'out/u', to: 'http://svc.app/' }, delivered('app/s', { podSees: 'none' })],
    ],
  ),
  row(
    'E13 a pod half captured',
    [pod('s', { ip: '10.1.0.2', labels: { app: 's' }, annotations: { 'ambient.istio.io/redirection': 'pending' } })],
    [
      [svc, { ...cut, legs: plain('10.1.0.2:8080') }],
      [{ from: 'out/u', to: 'http://10.1.0.2:8080/' }, { client: 'refused' }],
      [{ from: 'app/s', to: 'http://10.1.0.1:8080/' }, { client: 'refused' }],
    ],
  ),
  row(
    'E16 a pod that takes plaintext itself',
    [
      pod('s', {
        ip: '10.1.0.2',
        labels: { app: 's' },
        annotations: { 'ambient.istio.io/bypass-inbound-capture': 'true' },
      }),
      object('security.istio.io/v1', 'PeerAuthentication', 'p', { mtls: { mode: 'STRICT' } }),
    ],
    [
      [{ from: 'out/u', to: 'http://10.1.0.2:8080/' }, delivered('app/s', { podSees: 'none' })],
      [svc, byHbone],
    ],
  ),
  row(
    'F25 a port 53',
    [service('dns', '10.96.0.23', { select: { app: 's' }, ports: [{ name: 'tcp', port: 53, targetPort: 8080 }] })],
    [[to('tcp://dns:53'), { verdict: 'failed', client: 'reset' }]],
  ),
  row(
    'E10 a pod that is done',
    [server('s', '10.1.0.2', { phase: 'Succeeded' })],
    [[svc, { ...cut, verdict: 'failed' }]],
  ),
]);
