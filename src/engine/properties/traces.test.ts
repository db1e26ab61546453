import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResource } from '#model/kubernetes/readResource.ts';
import { keyOf, type FieldRef } from '#model/kubernetes/resource.ts';
import type { Trace } from '#model/trace.ts';
import { admitAndCompile } from '../admitAndCompile.ts';
import { sendRequest } from '../sendRequest.ts';
import { arbitraryMesh, type ArbitraryMesh, type Manifest } from './arbitraryMesh.fixture.ts';

// What holds for every mesh and every request. Seeds are fixed: a failure is the same everywhere.
const seed = 20260901;

async function tracesOf({ manifests, requests }: ArbitraryMesh): Promise<readonly Trace[]> {
  const reads = manifests.map((manifest) => readResource(manifest));
  const resources = reads.flatMap(({ resource, problems }) =>
    resource === undefined || problems.some(({ severity }) => severity === 'error') ? [] : [resource],
  );
  const { mesh } = admitAndCompile(reads, resources, {});
  return Promise.all(requests.map((request) => sendRequest(mesh, request, request.seed ?? 1)));
}

/** A namespace of its own, with all that could reach out of it. */
const unrelated: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'far', labels: { 'istio.io/dataplane-mode': 'ambient' } } },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p0', namespace: 'far', labels: { app: 'a' } },
    // Without a node of its own: one node more, and pods that state none are placed anew.
    spec: { containers: [{ name: 'app', ports: [{ containerPort: 8080 }] }] },
    status: { phase: 'Running', podIP: '10.7.0.1', conditions: [{ type: 'Ready', status: 'True' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's0', namespace: 'far', labels: { 'istio.io/use-waypoint': 'wp0' } },
    spec: { clusterIP: '10.97.0.1', selector: { app: 'a' }, ports: [{ port: 80, targetPort: 8080 }] },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'wp0', namespace: 'far' },
    spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'ap0', namespace: 'far' },
    spec: { action: 'DENY', rules: [{}] },
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'pa0', namespace: 'far' },
    spec: { mtls: { mode: 'STRICT' } },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'r0', namespace: 'far' },
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 's0', port: 80 }],
      rules: [{ backendRefs: [{ name: 's0', port: 80 }] }],
    },
  },
];

async function holds(runs: number, property: (world: ArbitraryMesh) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(arbitraryMesh, property), { seed, numRuns: runs });
}

test('the same seed gives the same trace', async () => {
  await holds(100, async (world) => {
    expect(await tracesOf(world)).toEqual(await tracesOf(world));
  });
});

test('the order of manifests changes no trace', async () => {
  const shuffled = fc.tuple(arbitraryMesh, fc.array(fc.nat(1_000_000), { minLength: 32, maxLength: 32 }));
  const property = fc.asyncProperty(shuffled, async ([world, order]) => {
    const ranked = world.manifests.map((manifest, at) => ({ manifest, rank: order[at] ?? 0 }));
    const manifests = ranked.toSorted((a, b) => a.rank - b.rank).map(({ manifest }) => manifest);
    expect(await tracesOf({ ...world, manifests })).toEqual(await tracesOf(world));
  });
  await fc.assert(property, { seed, numRuns: 200 });
});

test('unrelated objects change no trace', async () => {
  await holds(200, async (world) => {
    expect(await tracesOf({ ...world, manifests: [...unrelated, ...world.manifests] })).toEqual(await tracesOf(world));
  });
});

test('no hop is without a decision, and every verdict has its reason', async () => {
  await holds(200, async (world) => {
    for (const { hops, verdict } of await tracesOf(world)) {
      expect(hops.length).toBeGreaterThan(0);
      expect(hops.filter(({ decisions }) => decisions.length === 0)).toEqual([]);
      expect(verdict.decidedBy.reason.code).not.toBe('engine/hop-limit');
    }
  });
});

test('every piece of evidence is a field that somebody wrote', async () => {
  await holds(300, async (world) => {
    const written = new Map(world.manifests.map((manifest) => [keyOfManifest(manifest), manifest]));
    const missing = (await tracesOf(world)).flatMap(evidenceOf).filter(({ resource, path }) => {
      const manifest = written.get(keyOf(resource));
      return manifest === undefined || !isWritten(manifest, path);
    });
    expect(missing).toEqual([]);
  });
});

function keyOfManifest(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  const kind = String(manifest['kind']);
  return keyOf(namespace === undefined ? { kind, name } : { kind, namespace, name });
}

function evidenceOf({ hops, verdict }: Trace): readonly FieldRef[] {
  const decisions = hops.flatMap((hop) => hop.decisions);
  return [
    ...decisions.flatMap(({ because }) => because),
    ...decisions.flatMap(({ considered = [] }) => considered.flatMap(({ because = [] }) => because)),
    ...verdict.decidedBy.because,
  ];
}

function isWritten(manifest: unknown, path: FieldRef['path']): boolean {
  let at = manifest;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at !== undefined;
}
