import { expect, test } from 'vitest';
import { meshOf, pod, send, service, serviceEntry, waypoint, worldWith } from '../dataplane/smallWorld.ts';

test('a waypoint behind a ServiceEntry may show the names that the entry allows', () => {
  const byEntry = waypoint('app/wp', {
    status: { addresses: [{ type: 'Hostname', value: 'wp.example' }] },
  });
  const entry = serviceEntry('app/wp-entry', {
    hosts: ['wp.example'],
    addresses: ['10.200.0.1'],
    resolution: 'STATIC',
    location: 'MESH_INTERNAL',
    ports: [{ number: 15008, name: 'mesh', protocol: 'TCP' }],
    workloadSelector: { labels: { app: 'proxy' } },
    subjectAltNames: ['spiffe://cluster.local/ns/other/sa/wp', 'wp.example'],
  });
  const bound = service('app/svc', '10.96.0.10', { selector: { app: 's' }, labels: { 'istio.io/use-waypoint': 'wp' } });
  const world = worldWith(byEntry, entry, pod('app/proxy', '10.1.0.50'), bound);
  const [leg] = send(meshOf(world), 'app/c', 'http://svc/').hops.flatMap(({ leg: sent }) => sent ?? []);
  expect(leg?.address).toBe('10.1.0.50:15008');
  expect(leg?.expectedIdentities).toEqual(['cluster.local/ns/other/sa/wp', 'cluster.local/ns/app/sa/proxy']);
});

test.each([
  ['spiffe://cluster.local/ns/app/sa/u', 'delivered'],
  ['cluster.local/ns/app/sa/u', 'failed'],
])('an endpoint whose identity the entry names as %s: %s', (name, verdict) => {
  const entry = serviceEntry(
    'app/e',
    {
      hosts: ['e.example'],
      addresses: ['10.200.0.2'],
      resolution: 'STATIC',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 }],
      endpoints: [{ address: '10.1.0.2', serviceAccount: 'other' }],
      subjectAltNames: [name],
    },
    { labels: { 'networking.istio.io/tunnel': 'http' } },
  );
  const called = pod('app/s', '10.1.0.2', { account: 'u' });
  const trace = send(meshOf(worldWith(entry, called)), 'app/c', 'http://10.200.0.2/');
  expect(trace.verdict.kind).toBe(verdict);
});
