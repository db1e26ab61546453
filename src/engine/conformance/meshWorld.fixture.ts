import { rowIn } from './rows.fixture.ts';
import { namespace, object, pod, service, type Manifest } from './waypointWorld.fixture.ts';

/** Captured client app/c and server app/s behind Service app/svc, u outside the mesh, a sidecar d that takes HBONE. */
const meshWorld: readonly Manifest[] = [
  namespace('istio-system'),
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  namespace('out'),
  object(
    'v1',
    'Node',
    'n1',
    {},
    { labels: { 'topology.kubernetes.io/region': 'r', 'topology.kubernetes.io/zone': 'z1' } },
  ),
  object(
    'v1',
    'Node',
    'n2',
    {},
    { labels: { 'topology.kubernetes.io/region': 'r', 'topology.kubernetes.io/zone': 'z2' } },
  ),
  pod('c', { ip: '10.1.0.1', node: 'n1' }),
  pod('s', { ip: '10.1.0.2', node: 'n2', labels: { app: 's' } }),
  pod('u', { ip: '10.3.0.1', namespace: 'out', node: 'n1' }),
  pod('d', {
    ip: '10.1.0.4',
    node: 'n2',
    labels: { app: 'd', 'security.istio.io/tlsMode': 'istio', 'networking.istio.io/tunnel': 'http' },
    annotations: { 'sidecar.istio.io/status': '{}' },
  }),
  service('svc', '10.96.0.10', { select: { app: 's' } }),
  service('d', '10.96.0.14', { select: { app: 'd' } }),
];

/** A row in that world; objects of the same kind and name are replaced. */
export const meshRow = rowIn(meshWorld);

export const identityOf = (account: string): string => `cluster.local/ns/app/sa/${account}`;
