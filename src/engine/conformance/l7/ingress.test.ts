import { says } from '../answers.fixture.ts';
import { row, table, type Answer, type Sent } from '../rows.fixture.ts';
import {
  api,
  namespace,
  object,
  pod,
  policy,
  service,
  web,
  type Manifest,
  type Spec,
} from '../waypointWorld.fixture.ts';

const all = { allowedRoutes: { namespaces: { from: 'All' } } };
const listener = (name: string, more: Spec = {}): Spec => ({ name, port: 80, protocol: 'HTTP', ...all, ...more });
const edge = (...listeners: readonly Spec[]): Manifest =>
  object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', {
    gatewayClassName: 'istio',
    listeners: listeners.length === 0 ? [listener('http')] : listeners,
  });
const toEdge = { name: 'edge' };
const route = (name: string, spec: Spec, meta: Spec = {}): Manifest => {
  const {
    hostnames = ['a.example'],
    parents = [toEdge],
    ...rest
  } = { ...spec } as { hostnames?: unknown; parents?: unknown };
  return object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    name,
    { hostnames, parentRefs: parents, rules: [{ backendRefs: [api] }], ...rest },
    meta,
  );
};
const from = (host: string, path = '/', more: Sent = {}): Sent => ({
  from: 'outside',
  to: `http://${host}${path}`,
  ...more,
});
const a = from('a.example');
const identity = 'cluster.local/ns/app/sa/edge-istio';
const ok = (backend = 'api', more: Answer = {}): Answer => ({
  verdict: 'delivered',
  status: 200,
  backend: `app/${backend}`,
  gateways: ['app/edge'],
  via: [],
  podSees: identity,
  ...more,
});
const notFound = says(404, { body: '', gateways: ['app/edge'] });
const more = [
  namespace('more', { 'istio.io/dataplane-mode': 'ambient' }),
  pod('far-1', { ip: '10.5.0.1', namespace: 'more', labels: { app: 'far' } }),
  service('far', '10.96.0.20', { namespace: 'more' }),
];
const far = { rules: [{ backendRefs: [{ name: 'far', namespace: 'more', port: 80 }] }] };
const grant = (spec: Spec) =>
  object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', 'g', spec, { namespace: 'more' });
const fromRoutes = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'app' };
const toEdgePolicy = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' };
const remote = (field: string, ...blocks: readonly string[]) =>
  policy('p', { targetRefs: [toEdgePolicy], action: 'DENY', rules: [{ from: [{ source: { [field]: blocks } }] }] });

table('l7.md 8: ingress gateways', [
  row(
    'a host of a route',
    [edge(), route('r', {})],
    [
      [a, ok()],
      [from('a.example', '/', { headers: { host: 'A.EXAMPLE:80' } }), ok('api', { host: 'A.EXAMPLE:80' })],
      [from('a.example', '/', { headers: { host: 'b.example' } }), notFound],
    ],
  ),
  row(
    'a wildcard takes any number of labels, but not none',
    [edge(), route('r', { hostnames: ['*.example'] })],
    [
      [a, ok()],
      [from('a.example', '/', { headers: { host: 'x.y.example' } }), ok()],
      [from('a.example', '/', { headers: { host: 'example' } }), notFound],
    ],
  ),
  row(
    'the narrower host wins',
    [
      edge(),
      route('wide', { hostnames: ['*.example'] }, { creationTimestamp: '2020-01-01T00:00:00Z' }),
      route('narrow', { rules: [{ matches: [{ path: { value: '/x' } }], backendRefs: [web] }] }),
    ],
    [
      [from('a.example', '/x'), ok('web')],
      [from('a.example', '/y'), notFound],
    ],
  ),
  row(
    'the listener takes part in the host',
    [
      edge(listener('http', { hostname: '*.example' })),
      route('r', { hostnames: ['a.example', 'other.org'] }),
      route('s', { hostnames: ['other.org'] }),
    ],
    [
      [a, ok()],
      [from('a.example', '/', { headers: { host: 'other.org' } }), notFound],
    ],
    {
      status: {
        'HTTPRoute/app/s': [
          'Accepted=False NoMatchingListenerHostname: no hostnames matched parent hostname "*.example"',
          'ResolvedRefs=True ResolvedRefs: All references resolved',
          'ResolvedWaypoints=True ResolvedWaypoints: All waypoints resolved',
        ],
      },
    },
  ),
  row(
    'a section of the gateway',
    [
      edge(listener('http'), listener('alt', { port: 8080 })),
      route('r', { parents: [{ ...toEdge, sectionName: 'alt' }] }),
    ],
    [
      [a, notFound],
      [from('a.example:8080'), ok()],
    ],
  ),
  row(
    'a section that is not there',
    [edge(), route('r', { parents: [{ ...toEdge, sectionName: 'x' }] })],
    [[a, notFound]],
    {
      status: {
        'HTTPRoute/app/r': [
          'Accepted=False NoMatchingParent: sectionName "x" not found',
          'ResolvedRefs=True ResolvedRefs: All references resolved',
          'ResolvedWaypoints=True ResolvedWaypoints: All waypoints resolved',
        ],
      },
    },
  ),
  row('a port that is not there', [edge(), route('r', { parents: [{ ...toEdge, port: 81 }] })], [[a, notFound]]),
  row(
    'a route of a namespace that may not',
    [
      ...more,
      edge(listener('http', { allowedRoutes: undefined })),
      route(
        'r',
        { parents: [{ ...toEdge, namespace: 'app' }], rules: [{ backendRefs: [{ name: 'far', port: 80 }] }] },
        { namespace: 'more' },
      ),
    ],
    [[a, notFound]],
  ),
  row(
    'a route of another namespace',
    [
      ...more,
      edge(),
      route(
        'r',
        { parents: [{ ...toEdge, namespace: 'app' }], rules: [{ backendRefs: [{ name: 'far', port: 80 }] }] },
        { namespace: 'more' },
      ),
    ],
    [[a, ok('api', { backend: 'more/far' })]],
  ),
  row('D41 without a grant', [...more, edge(), route('r', far)], [[a, says(500, { body: '', flags: 'NC' })]], {
    status: {
      'HTTPRoute/app/r': [
        'Accepted=True Accepted: Route was valid',
        'ResolvedRefs=False RefNotPermitted: backendRef far/more not accessible to a HTTPRoute in namespace "app" (missing a ReferenceGrant?)',
        'ResolvedWaypoints=True ResolvedWaypoints: All waypoints resolved',
      ],
    },
  }),
  row(
    'D41 with one',
    [...more, edge(), route('r', far), grant({ from: [fromRoutes], to: [{ group: '', kind: 'Service' }] })],
    [[a, ok('api', { backend: 'more/far' })]],
  ),
  row(
    'D41 for another name',
    [...more, edge(), route('r', far), grant({ from: [fromRoutes], to: [{ group: '', kind: 'Service', name: 'x' }] })],
    [[a, says(500)]],
  ),
  row(
    'D41 for another namespace',
    [
      ...more,
      edge(),
      route('r', far),
      grant({ from: [{ ...fromRoutes, namespace: 'x' }], to: [{ group: '', kind: 'Service' }] }),
    ],
    [[a, says(500)]],
  ),
  row(
    'D41 for another kind',
    [
      ...more,
      edge(),
      route('r', far),
      grant({ from: [{ ...fromRoutes, kind: 'GRPCRoute' }], to: [{ group: '', kind: 'Service' }] }),
    ],
    [[a, says(500)]],
  ),
  row(
    'both a gateway and a Service as parents',
    [edge(), route('r', { parents: [toEdge, { group: '', kind: 'Service', name: 'web' }] })],
    [
      [a, ok()],
      [
        { from: 'app/client', to: 'http://web/' },
        { status: 200, backend: 'app/api', via: ['app/wp'] },
      ],
    ],
  ),
  row(
    'D3 of docs-vs-code: a waypoint as a parent does nothing',
    [route('r', { hostnames: undefined, parents: [{ name: 'wp' }] })],
    [
      [
        { from: 'app/client', to: 'http://web/' },
        { status: 200, backend: 'app/web' },
      ],
    ],
  ),
  row(
    'redirects know the port of the listener',
    [
      edge(listener('http'), listener('alt', { port: 8080 })),
      route('r', { rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'b.example' } }] }] }),
    ],
    [
      [a, says(302, { says: { location: 'http://b.example/' } })],
      [from('a.example:8080', '/p'), says(302, { says: { location: 'http://b.example:8080/p' } })],
    ],
  ),
  row(
    'B56b and B56c addresses of who is outside',
    [edge(), route('r', {}), remote('notRemoteIpBlocks', '0.0.0.0/0')],
    [[a, ok()]],
  ),
  row(
    'B56b a policy of the gateway',
    [
      edge(),
      route('r', {}),
      policy('p', {
        targetRefs: [toEdgePolicy],
        action: 'DENY',
        rules: [{ to: [{ operation: { hosts: ['A.example'], paths: ['/x*'] } }] }],
      }),
    ],
    [
      [a, ok()],
      [
        from('a.example', '/xy'),
        { verdict: 'denied', status: 403, deniedBy: 'app/p', gateways: ['app/edge'], body: 'RBAC: access denied' },
      ],
    ],
  ),
  row(
    'a selector reaches the pods of a gateway',
    [
      edge(),
      route('r', {}),
      policy('p', {
        selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
        action: 'DENY',
        rules: [{ to: [{ operation: { paths: ['/x'] } }] }],
      }),
    ],
    [
      [a, ok()],
      [from('a.example', '/x'), { status: 403, deniedBy: 'app/p' }],
    ],
  ),
  row(
    'what a gateway adds',
    [edge(), route('r', {})],
    [
      [
        from('a.example', '/', { headers: { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' } }),
        ok('api', { sees: { 'x-forwarded-proto': 'http' } }),
      ],
    ],
  ),
]);
