import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import { compileMesh, type CompiledMesh } from '../compileMesh.ts';
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

const world: readonly KubernetesResource[] = [
  namespace('shop', ambient),
  namespace('farm'),
  pod('shop/echo', '10.0.0.1'),
  pod('shop/two', '10.0.0.2', { labels: { app: 'echo' } }),
  pod('shop/shared', '10.0.0.2'),
  pod('farm/curl', '10.0.1.1'),
  pod('farm/cart-0', '10.0.1.2'),
  service('shop/echo', '10.96.0.1'),
  service('shop/shared', '10.96.0.2'),
  service('farm/cart', '10.96.0.3'),
  waypoint,
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

const change = fc.record({
  at: fc.nat({ max: world.length - 1 }),
  where: fc.constantFrom('labels', 'annotations'),
  name: fc.constantFrom(...names, ...names, ...moreNames),
  value: fc.option(fc.constantFrom(...values), { nil: undefined }),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function relabel(resources: readonly KubernetesResource[], { at, where, name, value }: Change): KubernetesResource[] {
  return resources.map((resource, index) => {
    if (index !== at) return resource;
    const written = new Map(Object.entries(resource.metadata[where] ?? {}));
    if (value === undefined) written.delete(name);
    else written.set(name, value);
    return { ...resource, metadata: { ...resource.metadata, [where]: Object.fromEntries(written) } };
  });
}

const ips = ['10.0.0.1', '10.0.0.2', '10.0.1.1', '10.0.1.2', '10.96.0.1', '10.96.0.2', '10.96.0.3', '10.9.9.9'];

/** Everything that anyone can ask a mesh. */
function picture({ mesh, summary }: CompiledMesh): unknown {
  const { workloads, services, cluster, policies } = mesh;
  const kinds = [...new Set(world.map(({ kind }) => kind))];
  return {
    summary,
    resources: kinds.map((kind) => mesh.resources.all(kind)),
    found: world.map(({ kind, metadata }) => mesh.resources.get(kind, metadata.namespace, metadata.name)),
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
    policies: workloads.all.map((workload) => [policies.forWorkload(workload), policies.mtlsField(workload)]),
    bindings: [...mesh.bindings],
    owners: [...mesh.owners],
    remarks: mesh.remarks,
    fields: world.flatMap(({ kind, metadata: { name, namespace: home } }) =>
      names.map((label) => {
        const resource = home === undefined ? { kind, name } : { kind, namespace: home, name };
        return mesh.fields.locate({ resource, path: ['metadata', 'labels', label] });
      }),
    ),
  };
}

describe('a mesh in which labels change', () => {
  test('is what compiling it from scratch gives', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let resources = world;
        let held = compileMesh(world, {});
        for (const each of changes) {
          resources = relabel(resources, each);
          held = compileMesh(resources, {}, held);
          expect(picture(held)).toEqual(picture(compileMesh(resources, {})));
        }
      }),
      { numRuns: 30 },
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

  test('other settings or fields compile everything', () => {
    const before = compileMesh(world, {});
    expect(compileMesh(world, { trustDomain: 'other' }, before).memory.first).not.toBe(before.mesh);
    const fewer = world.filter((resource) => keyOf({ kind: resource.kind, ...resource.metadata }) !== 'Pod/shop/two');
    expect(compileMesh(fewer, {}, before).memory.first).not.toBe(before.mesh);
    expect(compileMesh([...world], {}, before).mesh).toBe(before.mesh);
  });
});
