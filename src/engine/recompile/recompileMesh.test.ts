import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import { compileMesh, type CompiledMesh } from '../compileMesh.ts';
import { meshDiagnostics } from '../diagnostics/meshDiagnostics.ts';
import { ambient, namespace, pod, service } from '../dataplane/smallWorld.ts';

const waypoint: KubernetesResource = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'waypoint', namespace: 'shop' },
  spec: {
    gatewayClassName: 'istio-waypoint',
    listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: 'All' } } }],
  },
} as unknown as KubernetesResource;

const strict: KubernetesResource = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'strict', namespace: 'shop' },
  spec: { selector: { matchLabels: { tier: 'front' } }, mtls: { mode: 'STRICT' } },
};

const deployment: KubernetesResource = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'farm' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'cart' } },
    template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'app' }] } },
  },
} as unknown as KubernetesResource;

const slice: KubernetesResource = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'echo-x', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'echo' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: ['10.9.9.9'] }],
  ports: [{ port: 8080 }],
} as unknown as KubernetesResource;

const ingress: KubernetesResource = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'farm' },
  spec: {
    gatewayClassName: 'istio',
    listeners: [{ name: 'web', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
  },
} as unknown as KubernetesResource;

const world: readonly KubernetesResource[] = [
  namespace('shop', ambient),
  namespace('farm'),
  namespace('istio-system'),
  pod('shop/echo', '10.0.0.1'),
  pod('shop/two', '10.0.0.2', { labels: { app: 'echo' } }),
  pod('shop/shared', '10.0.0.2'),
  pod('farm/curl', '10.0.1.1'),
  pod('farm/cart-0', '10.0.1.2'),
  service('shop/echo', '10.96.0.1'),
  service('shop/shared', '10.96.0.2'),
  service('farm/cart', '10.96.0.3'),
  waypoint,
  ingress,
  strict,
  deployment,
  slice,
];

const names = ['app', 'tier', 'istio.io/dataplane-mode', 'istio.io/use-waypoint', 'istio.io/use-waypoint-namespace'];
const moreNames = ['gateway.networking.k8s.io/gateway-name', 'istio-injection', 'gateway.istio.io/managed'];
const values = [
  'echo',
  'shared',
  'front',
  'ambient',
  'none',
  'waypoint',
  'shop',
  'enabled',
  'istio.io-mesh-controller',
];

const relabelling = fc.record({
  kind: fc.constant('relabel' as const),
  at: fc.nat({ max: world.length - 1 }),
  where: fc.constantFrom('labels', 'annotations'),
  name: fc.constantFrom(...names, ...names, ...moreNames),
  value: fc.option(fc.constantFrom(...values), { nil: undefined }),
});

const action = fc.constantFrom('ALLOW', 'DENY', 'AUDIT', undefined);
const policySpec = fc.oneof(
  fc.record({ action, rules: fc.constantFrom([], [{}], [{ to: [{ operation: { methods: ['GET'] } }] }]) }),
  fc.record({ action, selector: fc.constant({ matchLabels: { app: 'echo' } }), rules: fc.constantFrom([], [{}]) }),
  fc.record({ action, targetRefs: fc.constant([{ group: '', kind: 'Service', name: 'echo' }]) }),
);
const route = (parentRef: object, port: number): object => ({
  parentRefs: [parentRef],
  hostnames: [`p${String(port)}.example`],
  rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [backend(port)] }],
});
const backend = (port: number): object => ({ group: '', kind: 'Service', name: 'echo', port, weight: 1 });
const routeSpec = fc.constantFrom(
  route({ group: '', kind: 'Service', name: 'echo' }, 80),
  route({ group: '', kind: 'Service', name: 'echo' }, 81),
  route({ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'farm', name: 'edge' }, 80),
  route({ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'farm', name: 'edge' }, 81),
);
const peerSpec = fc.constantFrom(
  { mtls: { mode: 'STRICT' } },
  { mtls: { mode: 'PERMISSIVE' } },
  { selector: { matchLabels: { app: 'echo' } }, mtls: { mode: 'STRICT' } },
  { selector: { matchLabels: { tier: 'front' } }, mtls: { mode: 'DISABLE' } },
);
const configurations = [
  ['security.istio.io/v1', 'AuthorizationPolicy', policySpec],
  ['security.istio.io/v1', 'PeerAuthentication', peerSpec],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute', routeSpec],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    fc.constantFrom({ podSelector: {} }, { podSelector: { matchLabels: { app: 'echo' } }, egress: [{}] }),
  ],
  ['networking.istio.io/v1', 'DestinationRule', fc.constantFrom({ host: 'echo' }, { host: 'shared' })],
  [
    'security.istio.io/v1',
    'RequestAuthentication',
    fc.constantFrom({}, { selector: { matchLabels: { app: 'echo' } } }),
  ],
] as const;

const targeted = { targetRefs: [{ group: '', kind: 'Service', name: 'echo' }] };
const selecting = { selector: { matchLabels: { app: 'echo' } }, rules: [{}] };

function added(kind: 'HTTPRoute' | 'AuthorizationPolicy', spec: object): Configuring['resource'] {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name: 'b', namespace: 'shop' },
    spec,
  } as unknown as Configuring['resource'];
}

/** Puts an object there, in the place of its namesake if there is one, or takes it away. */
const configuring = fc.oneof(
  ...configurations.map(([apiVersion, kind, spec]) =>
    fc.record({
      kind: fc.constant('configure' as const),
      resource: fc.record({
        apiVersion: fc.constant(apiVersion),
        kind: fc.constant(kind),
        metadata: fc.record({
          name: fc.constantFrom('strict', 'b'),
          namespace: fc.constantFrom('shop', 'shop', 'farm', 'istio-system', 'new'),
        }),
        spec,
      }),
      there: fc.constantFrom(true, true, false),
    }),
  ),
);

const ports = fc.constantFrom(
  undefined,
  [{ port: 80, protocol: 'TCP' }],
  [{ port: 81, protocol: 'TCP', targetPort: 8080 }],
  [
    { port: 80, protocol: 'TCP', name: 'http' },
    { port: 81, protocol: 'TCP', name: 'tcp-other', targetPort: 'x' },
  ],
);
const respecifying = fc.record({
  kind: fc.constant('respecify' as const),
  name: fc.constantFrom('shop/echo', 'shop/shared', 'farm/cart'),
  spec: fc.record(
    {
      ports,
      selector: fc.constantFrom({}, { app: 'echo' }, { app: 'cart' }, { tier: 'front' }),
      internalTrafficPolicy: fc.constantFrom('Local', 'Cluster'),
      clusterIP: fc.constantFrom('10.96.0.1', '10.96.0.9'),
    },
    { requiredKeys: [] },
  ),
});

const change = fc.oneof(relabelling, configuring, configuring, respecifying);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type Configuring = typeof configuring extends fc.Arbitrary<infer T> ? T : never;
type Relabelling = typeof relabelling extends fc.Arbitrary<infer T> ? T : never;

const nameIn = ({ kind, metadata }: KubernetesResource): string =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

function apply(resources: readonly KubernetesResource[], each: Change): readonly KubernetesResource[] {
  if (each.kind === 'relabel') return relabel(resources, each);
  if (each.kind === 'respecify') {
    return resources.map((resource) =>
      nameIn(resource) === `Service/${each.name}`
        ? ({ ...resource, spec: { ...(resource as { spec: object }).spec, ...each.spec } } as KubernetesResource)
        : resource,
    );
  }
  const named = each.resource as unknown as KubernetesResource;
  const at = resources.findIndex((resource) => nameIn(resource) === nameIn(named));
  if (!each.there) return resources.filter((_, index) => index !== at);
  return at < 0 ? [named, ...resources] : resources.with(at, named);
}

function relabel(
  resources: readonly KubernetesResource[],
  { at, where, name, value }: Omit<Relabelling, 'kind'>,
): KubernetesResource[] {
  const meant = world[at];
  return resources.map((resource) => {
    if (meant === undefined || nameIn(resource) !== nameIn(meant)) return resource;
    const written = new Map(Object.entries(resource.metadata[where] ?? {}));
    if (value === undefined) written.delete(name);
    else written.set(name, value);
    return { ...resource, metadata: { ...resource.metadata, [where]: Object.fromEntries(written) } };
  });
}

const ips = ['10.0.0.1', '10.0.0.2', '10.0.1.1', '10.0.1.2', '10.96.0.1', '10.96.0.2', '10.96.0.3', '10.9.9.9'];

const paths = [
  ...names.map((name) => ['metadata', 'labels', name]),
  ['spec', 'rules'],
  ['spec', 'ports'],
  ['spec', 'mtls'],
];
const gone = configurations.flatMap(([, kind]) =>
  ['shop', 'farm'].map((home) => ({ kind, metadata: { namespace: home, name: 'b' } })),
);

/** Everything that anyone can ask a mesh. */
function picture({ mesh, summary }: CompiledMesh): unknown {
  const { workloads, services, cluster, policies } = mesh;
  const present = [...world, ...configurations.map(([, kind]) => ({ kind }))];
  const kinds = [...new Set(present.map(({ kind }) => kind))];
  const objects = kinds.flatMap((kind): readonly KubernetesResource[] => mesh.resources.all(kind));
  return {
    summary,
    diagnostics: meshDiagnostics(mesh),
    resources: objects,
    found: objects.map(({ kind, metadata }) => mesh.resources.get(kind, metadata.namespace, metadata.name)),
    workloads: workloads.all,
    byAddress: ips.map((ip) => [
      workloads.byAddress(ip),
      workloads.owner(ip),
      workloads.owners(ip),
      workloads.beyond(ip),
    ]),
    byUid: workloads.all.map(({ uid, namespace: home, name }) => [workloads.byUid(uid), workloads.byPod(home, name)]),
    services: services.all,
    byVip: ips.map((ip) => [services.byAddress(ip, 'shop'), cluster.frontend(ip, 80), cluster.ownerOfServiceIp(ip)]),
    byHost: services.all.map((each) => [services.byHostname(each.hostname, 'farm'), services.bySource(each.source)]),
    memberships: workloads.all.map(({ uid }) => [services.membershipsOf(uid), services.ofWorkload(uid)]),
    names: services.all.map((each) => cluster.service(each.namespace, each.name)),
    publicNames: ['p80.example', 'p81.example', 'other.example'].map((host) => cluster.publicAddress(host)),
    allPolicies: policies.all,
    policies: workloads.all.map((workload) => [policies.forWorkload(workload), policies.mtlsField(workload)]),
    bindings: [...mesh.bindings],
    owners: [...mesh.owners],
    remarks: mesh.remarks,
    fields: [...objects, ...gone].flatMap(({ kind, metadata: { name, namespace: home } }) =>
      paths.map((path) => {
        const resource = home === undefined ? { kind, name } : { kind, namespace: home, name };
        return mesh.fields.locate({ resource, path });
      }),
    ),
  };
}

describe('a mesh in which a little changes', () => {
  test('is what compiling it from scratch gives', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let resources: readonly KubernetesResource[] = world;
        let held = compileMesh(world, {});
        for (const each of changes) {
          resources = apply(resources, each);
          held = compileMesh(resources, {}, held);
          expect(picture(held)).toEqual(picture(compileMesh(resources, {})));
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['a pod', 'Pod/shop/echo', 'istio.io/dataplane-mode'],
    ['a service', 'Service/shop/echo', 'istio.io/use-waypoint'],
    ['a namespace', 'Namespace//shop', 'istio.io/use-waypoint'],
  ])('%s with another label leaves the rest as it is', (_, key, name) => {
    const before = compileMesh(world, {});
    const at = world.findIndex(({ kind, metadata }) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}` === key);
    const after = compileMesh(relabel(world, { at, where: 'labels', name, value: 'none' }), {}, before);
    expect(after.memory.first).toBe(before.mesh);
    expect(after.mesh).not.toBe(before.mesh);
    expect(after.mesh.workloads.byPod('farm', 'curl')).toBe(before.mesh.workloads.byPod('farm', 'curl'));
  });

  test.each<[string, Change]>([
    ['a route', { kind: 'configure', there: true, resource: added('HTTPRoute', { parentRefs: [], rules: [] }) }],
    ['a policy with targets', { kind: 'configure', there: true, resource: added('AuthorizationPolicy', targeted) }],
    ['a policy with a selector', { kind: 'configure', there: true, resource: added('AuthorizationPolicy', selecting) }],
    [
      'other ports',
      {
        kind: 'respecify',
        name: 'shop/echo',
        spec: { internalTrafficPolicy: 'Local', ports: [{ port: 80, protocol: 'TCP' }] },
      },
    ],
  ])('%s leaves the rest as it is', (_, each) => {
    const before = compileMesh(world, {});
    const after = compileMesh(apply(world, each), {}, before);
    expect(after.memory.first).toBe(before.mesh);
    expect(after.mesh).not.toBe(before.mesh);
    expect(picture(after)).toEqual(picture(compileMesh(apply(world, each), {})));
  });

  test('other settings or fields compile everything', () => {
    const before = compileMesh(world, {});
    expect(compileMesh(world, { trustDomain: 'other' }, before).memory.first).not.toBe(before.mesh);
    const fewer = world.filter((resource) => keyOf({ kind: resource.kind, ...resource.metadata }) !== 'Pod/shop/two');
    expect(compileMesh(fewer, {}, before).memory.first).not.toBe(before.mesh);
    expect(compileMesh([...world], {}, before).mesh).toBe(before.mesh);
  });
});
