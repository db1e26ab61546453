import { ok, r0, says } from '../answers.fixture.ts';
import { row, table } from '../rows.fixture.ts';
import { boundToWp, destinationRule, object, serviceEntry, type Spec } from '../waypointWorld.fixture.ts';

const host = 'fake-egress.example.com';
const entry = (ports: readonly Spec[]) =>
  serviceEntry(
    'external',
    {
      hosts: [host],
      addresses: ['10.200.0.1'],
      resolution: 'STATIC',
      location: 'MESH_EXTERNAL',
      ports,
      endpoints: [{ address: '192.0.2.10' }],
    },
    { labels: boundToWp },
  );
const http = { number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 };
const tlsPolicy = (targetRef: Spec) =>
  object('gateway.networking.k8s.io/v1', 'BackendTLSPolicy', 'tls', {
    targetRefs: [targetRef],
    validation: { hostname: host, wellKnownCACertificates: 'System' },
  });
const external = { group: 'networking.istio.io', kind: 'ServiceEntry', name: 'external' };
const call = { to: `http://${host}/` };
const out = { status: 200, client: 'response', via: ['app/wp'] } as const;
const handshake = says(503, { backend: null, flags: 'UC' });

table('l7.md 10.5: TLS that proxies speak to backends', [
  row('E13 an entry through its waypoint', [entry([http])], [[call, out]]),
  row(
    'E15 TLS by a DestinationRule',
    [entry([http]), destinationRule('tls', { host, trafficPolicy: { tls: { mode: 'SIMPLE' } } })],
    [[call, out]],
  ),
  row(
    'E17 TLS by a policy for one port of an entry',
    [entry([http]), tlsPolicy({ ...external, sectionName: 'http' })],
    [[call, out]],
  ),
  row(
    'a policy for a Service whose pods speak plain HTTP',
    [tlsPolicy({ group: '', kind: 'Service', name: 'web' })],
    [[r0, handshake]],
  ),
  row(
    'a policy for another port',
    [tlsPolicy({ group: '', kind: 'Service', name: 'web', sectionName: 'grpc' })],
    [[r0, ok('web')]],
  ),
  row(
    'a policy of which the target is not there',
    [tlsPolicy({ group: '', kind: 'Service', name: 'web', sectionName: 'none' })],
    [[r0, ok('web')]],
  ),
]);
