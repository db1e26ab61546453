import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '#model/kubernetes/kinds.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { admitAndCompile } from '../admitAndCompile.ts';
import { controlPlaneStatus } from '../controlplane/status/controlPlaneStatus.ts';
import { sendRequest } from '../sendRequest.ts';
import { arbitraryMesh } from './arbitraryMesh.fixture.ts';
import { arbitraryField, arbitraryObject } from './arbitraryField.fixture.ts';

const seed = 20260902;

/** Text, control plane and data plane, as the worker runs them. Only that it ends, and how deep it went, is asked. */
async function run(manifests: readonly unknown[], requests: readonly ScenarioRequest[]): Promise<number> {
  const parsed = parseScenario(manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n'));
  const reads = parsed.objects.map(({ object }) => object.read);
  const { mesh } = admitAndCompile(reads, parsed.resources, parsed.spec.mesh);
  controlPlaneStatus(mesh, {});
  const traces = await Promise.all(requests.map((request) => sendRequest(mesh, request, request.seed ?? 1)));
  const stuck = traces.filter(({ verdict }) => verdict.decidedBy.reason.code === 'engine/hop-limit');
  expect(stuck.map(({ request }) => request)).toEqual([]);
  return Math.max(0, ...traces.map(({ hops }) => hops.length));
}

test('objects of every kind with anything in their fields are read, compiled and called', async () => {
  const some = fc.array(fc.constantFrom(...kinds).chain(arbitraryObject), { minLength: 3, maxLength: 8 });
  const property = fc.asyncProperty(arbitraryMesh, some, async ({ manifests, requests }, objects) => {
    expect(await run([...manifests, ...objects], requests)).toBeLessThan(200);
  });
  await fc.assert(property, { seed, numRuns: 100 });
});

test('a wrong value anywhere in a mesh is survived', async () => {
  const spoilt = arbitraryMesh.chain((world) =>
    fc.tuple(fc.constant(world.requests), fc.tuple(...world.manifests.map((each) => arbitraryField(each)))),
  );
  const property = fc.asyncProperty(spoilt, async ([requests, manifests]) => {
    expect(await run(manifests, requests)).toBeLessThan(200);
  });
  await fc.assert(property, { seed, numRuns: 100 });
});

test('no request is too strange to be answered', async () => {
  const text = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('http://[::1]:80', 'tcp://', 'http://s0.n0:0', '*'));
  const header = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 2 }));
  const strange = fc.record({
    from: fc.oneof(fc.string(), fc.constantFrom('outside', '__proto__', 'n0/p0', 'n0/')),
    to: fc.oneof(
      text,
      fc.string().map((rest) => `http://s0.n0${rest}`),
    ),
    method: fc.string(),
    headers: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('host', 'authorization', '__proto__')), header),
    body: fc.string(),
  });
  const property = fc.asyncProperty(arbitraryMesh, fc.array(strange, { maxLength: 4 }), async (world, requests) => {
    const caller = world.requests[0]?.from ?? '';
    const both = requests.flatMap((request) => [request, { ...request, from: caller }]);
    expect(
      await run(
        world.manifests,
        both.map((request) => ({ name: 'q', ...request })),
      ),
    ).toBeLessThan(200);
  });
  await fc.assert(property, { seed, numRuns: 100 });
});
