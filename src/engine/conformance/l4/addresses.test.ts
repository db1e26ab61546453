import { cut } from '../answers.fixture.ts';
import { identityOf, meshRow as row } from '../meshWorld.fixture.ts';
import { table, type Answer, type Sent } from '../rows.fixture.ts';
import {
  namespace,
  object,
  pod,
  service,
  serviceEntry,
  waypoint,
  type Manifest,
  type Spec,
} from '../waypointWorld.fixture.ts';

const ok = (podName: string, more: Answer = {}): Answer => ({
  verdict: 'delivered',
  status: 200,
  pod: podName,
  ...more,
});
const to = (url: string, from = 'app/c'): Sent => ({ from, to: url });
const bound = { labels: { 'istio.io/use-waypoint': 'wp' } };
const svc = service('svc', '10.96.0.10', { select: { app: 's' }, ...bound });
const own = {
  'gateway.networking.k8s.io/gateway-name': 'wp',
  'gateway.networking.k8s.io/gateway-class-name': 'istio-waypoint',
  'gateway.istio.io/managed': 'istio.io-mesh-controller',
};
const stated = (addresses: readonly Spec[], targetPort = 15008): readonly Manifest[] => [
  { ...waypoint('wp'), status: { addresses } },
  service('wp', '10.96.0.99', {
    select: { 'gateway.networking.k8s.io/gateway-name': 'wp' },
    labels: own,
    ports: [{ name: 'mesh', port: 15008, targetPort, appProtocol: 'all' }],
  }),
  pod('wp-0', {
    ip: '10.1.0.99',
    sa: 'wp',
    labels: { ...own, 'istio.io/dataplane-mode': 'none' },
    ports: [targetPort],
  }),
  svc,
];
const byName = [{ type: 'Hostname', value: 'wp.app.svc.cluster.local' }];
const through: Answer = ok('app/s', { via: ['app/wp'], podSees: identityOf('wp') });
const entry = (name: string, spec: Spec, meta: object = {}) =>
  serviceEntry(
    name,
    {
      hosts: ['e.example'],
      resolution: 'STATIC',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 }],
      ...spec,
    },
    meta,
  );
const endpoints = (...addresses: readonly string[]) => addresses.map((address) => ({ address }));
const missing = (text: string) => [`istio.io/WaypointMissing=True ${text}`];
const node = (name: string, address: string) => ({
  ...object('v1', 'Node', name, {}),
  status: { addresses: [{ type: 'InternalIP', address }] },
});

table('l4.md 2 and 9: addresses', [
  row('S4 a waypoint by its name', stated(byName), [[to('http://svc/'), through]]),
  row('S4 a waypoint by its address', stated([{ type: 'IPAddress', value: '10.96.0.99' }]), [
    [to('http://svc/'), through],
  ]),
  row('S4 an address of nobody', stated([{ type: 'IPAddress', value: '192.0.2.33' }]), [
    [to('http://svc/'), { ...cut, verdict: 'failed', legs: [] }],
  ]),
  row('S4 the address of its pod serves nothing', stated([{ type: 'IPAddress', value: '10.1.0.99' }]), [
    [
      to('http://svc/'),
      { ...cut, verdict: 'failed', legs: [`hbone 10.1.0.99:15008[10.96.0.10:80] as ${identityOf('c')}`] },
    ],
  ]),
  row('S4 another port of the Service', stated(byName, 16008), [
    [
      to('http://svc/'),
      {
        ...through,
        legs: [
          `hbone 10.1.0.99:16008[10.96.0.10:80] as ${identityOf('c')}`,
          `hbone 10.1.0.2:15008[10.1.0.2:8080] as ${identityOf('wp')}`,
        ],
      },
    ],
  ]),
  row('S4 an undeclared port goes to the waypoint too', stated(byName), [
    [to('http://svc:81/'), { ...cut, via: ['app/wp'] }],
  ]),
  row(
    'O6 nobody knows the address',
    [],
    [[to('http://10.77.0.1/'), { verdict: 'undetermined', legs: ['plaintext 10.77.0.1:80'] }]],
  ),
  row(
    'O24 a load balancer from inside',
    [
      {
        ...service('svc', '10.96.0.10', { select: { app: 's' }, spec: { type: 'LoadBalancer' } }),
        status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } },
      },
      object('security.istio.io/v1', 'PeerAuthentication', 'p', { mtls: { mode: 'STRICT' } }),
    ],
    [
      [to('http://192.0.2.10/'), { ...cut, verdict: 'denied' }],
      [to('http://svc/'), ok('app/s')],
    ],
  ),
  row(
    '2.3 a node port from inside',
    [
      node('n1', '172.18.0.2'),
      service('svc', '10.96.0.10', {
        select: { app: 's' },
        ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080 }],
        spec: { type: 'NodePort' },
      }),
    ],
    [
      [to('http://172.18.0.2:30080/'), ok('app/s', { podSees: 'none' })],
      [to('http://172.18.0.2:30081/'), { verdict: 'failed' }],
    ],
  ),
  row(
    '9.2 a wildcard with an address needs no waypoint',
    [entry('w', { hosts: ['*.wild.example'], addresses: ['10.200.0.5'], endpoints: endpoints('10.1.0.2') })],
    [[to('http://a.wild.example/'), ok('app/s', { via: [], podSees: 'none' })]],
    {
      status: {
        'ServiceEntry/app/w': missing(
          'NoWaypointForWildcardService: ServiceEntry will not apply until it is bound to a valid waypoint.',
        ),
      },
    },
  ),
  row(
    'F20 a wildcard without a resolver',
    [entry('w', { hosts: ['*.wild.example'], resolution: 'DYNAMIC_DNS' })],
    [[to('http://a.wild.example/'), { ...cut, verdict: 'failed' }]],
  ),
  row(
    '9.2 the oldest of one host in one namespace',
    [
      entry(
        'new',
        { addresses: ['10.200.0.1'], endpoints: endpoints('10.1.0.1') },
        { creationTimestamp: '2026-02-01T00:00:00Z' },
      ),
      entry(
        'old',
        { addresses: ['10.200.0.2'], endpoints: endpoints('10.1.0.2') },
        { creationTimestamp: '2026-01-01T00:00:00Z' },
      ),
    ],
    [
      [to('http://e.example/'), ok('app/s')],
      [to('http://10.200.0.2/'), ok('app/s')],
    ],
  ),
  row(
    '9.2 a Service before an entry of its name',
    [
      entry(
        'e',
        { hosts: ['svc.app.svc.cluster.local'], addresses: ['10.200.0.1'], endpoints: endpoints('10.1.0.1') },
        { creationTimestamp: '2020-01-01T00:00:00Z' },
      ),
    ],
    [[to('http://svc/'), ok('app/s')]],
  ),
  row(
    '9.2 endpoints of both behind a waypoint',
    [
      ...stated(byName),
      entry('e', { hosts: ['svc.app.svc.cluster.local'], addresses: ['10.200.0.1'], endpoints: endpoints('10.1.0.4') }),
    ],
    [[to('http://svc/'), through, ok('app/d', { via: ['app/wp'] })]],
  ),
  row(
    '9.2 the tunnel label of the entry',
    [
      entry(
        'e',
        { addresses: ['10.200.0.1'], endpoints: [{ address: '10.1.0.2', serviceAccount: 's' }] },
        { labels: { 'networking.istio.io/tunnel': 'http' } },
      ),
    ],
    [[to('http://e.example/'), ok('app/s', { podSees: identityOf('c') })]],
  ),
  row(
    'F13 another account than the entry says',
    [
      entry(
        'e',
        { addresses: ['10.200.0.1'], endpoints: [{ address: '10.1.0.2', serviceAccount: 'x' }] },
        { labels: { 'networking.istio.io/tunnel': 'http' } },
      ),
    ],
    [[to('http://e.example/'), { ...cut, verdict: 'failed' }]],
  ),
  row(
    '9.2 a label of the endpoint does nothing',
    [
      entry('e', {
        addresses: ['10.200.0.1'],
        endpoints: [{ address: '10.1.0.2', labels: { 'networking.istio.io/tunnel': 'http' } }],
      }),
    ],
    [[to('http://e.example/'), ok('app/s', { podSees: 'none' })]],
  ),
  row(
    '2.3 a pod address that is an entry',
    [waypoint('wp'), entry('e', { addresses: ['10.1.0.2'], endpoints: endpoints('10.1.0.2', '10.1.0.4') }, bound)],
    [[to('http://10.1.0.2/'), ok('app/s', { via: [], podSees: 'none' }), ok('app/d', { via: [] })]],
  ),
  row(
    'W33 a pod of a gateway that is not there has a waypoint',
    [
      waypoint('wp', { labels: { 'istio.io/waypoint-for': 'all' } }),
      namespace('app', { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'wp' }),
      pod('h', { ip: '10.1.0.61', labels: { 'gateway.networking.k8s.io/gateway-name': 'ghost' } }),
    ],
    [[to('http://10.1.0.61:8080/'), ok('app/h', { via: ['app/wp'] })]],
  ),
  row(
    '2.1 kube-proxy serves what is ending',
    [
      {
        ...pod('s', { ip: '10.1.0.2', labels: { app: 's' } }),
        metadata: { name: 's', namespace: 'app', labels: { app: 's' }, deletionTimestamp: '2026-01-01T00:00:00Z' },
      },
    ],
    [
      [to('http://svc/'), { ...cut, verdict: 'failed' }],
      [to('http://svc.app/', 'out/u'), ok('app/s')],
    ],
  ),
  row(
    '9.3 the API server behind a waypoint',
    [
      namespace('default', { 'istio.io/use-waypoint': 'wp', 'istio.io/use-waypoint-namespace': 'app' }),
      waypoint('wp', { allowed: { from: 'All' } }),
      service('kubernetes', '10.96.0.1', {
        namespace: 'default',
        select: { app: 's' },
        ports: [{ name: 'https', port: 443, targetPort: 8080 }],
      }),
    ],
    [[to('tcp://10.96.0.1:443'), { via: ['app/wp'] }]],
  ),
]);
