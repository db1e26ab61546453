import { loadAll } from 'js-yaml';
import { compileMesh, type CompiledMesh } from '#engine/compileMesh.ts';
import { meshDiagnostics } from '#engine/diagnostics/meshDiagnostics.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { parseDocument } from '#scenario/parseDocument.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { splitDocuments } from '#scenario/yaml/splitDocuments.ts';
import { meshOfPods } from './meshOfPods.ts';
import { medians, row, type Row } from './row.ts';

/** All resources of a text, however long it is: a scenario in the app stops at 2 MiB. */
export function resourcesOf(text: string): readonly KubernetesResource[] {
  return splitDocuments(text).flatMap(({ source }) => {
    const document = parseDocument(source);
    return document.kind === 'objects' ? document.objects.flatMap(({ read }) => read.resource ?? []) : [];
  });
}

/** A trace with its explanation, against the same trace in the smallest mesh: how cost grows with the mesh. */
export async function traceBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const meshes = sizes.map((pods) => compileMesh(resourcesOf(meshOfPods(pods)), {}).mesh);
  const request = { name: 'r', from: 'ns-0/svc-1-0', to: 'http://svc-0.ns-0/r7/orders', method: 'GET' };
  const verdicts = await Promise.all(meshes.map(async (mesh) => (await sendRequest(mesh, request, 1)).verdict.kind));
  const tasks = meshes.map((mesh, index) => [String(sizes[index]), () => sendRequest(mesh, request, 1)] as const);
  return against('trace with explanation', sizes, await medians(Object.fromEntries(tasks)), verdicts);
}

/** From resources to the compiled mesh, against the smallest. */
export async function compileBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const tasks = sizes.map((pods) => {
    const resources = resourcesOf(meshOfPods(pods));
    return [String(pods), () => compileMesh(resources, {})] as const;
  });
  return against('compile the mesh', sizes, await medians(Object.fromEntries(tasks)), []);
}

function against(
  name: string,
  sizes: readonly number[],
  times: ReadonlyMap<string, number>,
  answers: readonly string[],
): readonly Row[] {
  const [smallest = 0] = sizes;
  const base = times.get(String(smallest)) ?? 0;
  return sizes.map((n, index) => {
    const peer = `the same in ${String(smallest)} pods`;
    return row(name, n, times.get(String(n)) ?? 0, peer, base, answers[index] === answers[0]);
  });
}

/** A small edit, against compiling everything: a label of an object toggled, or a route, a policy or a Service changed. */
export async function recompileBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const pods of sizes) {
    const resources = resourcesOf(meshOfPods(pods));
    const first = compileMesh(resources, {});
    for (const { name, kind, edit } of edits) {
      const edited = withEdit(resources, kind, edit);
      let held: CompiledMesh = first;
      let on = false;
      const times = await medians({
        again: () => {
          on = !on;
          held = compileMesh(on ? edited : resources, {}, held);
        },
        all: () => compileMesh(edited, {}),
      });
      const [again, all] = [compileMesh(edited, {}, first), compileMesh(edited, {})];
      const agree = JSON.stringify(again.summary) === JSON.stringify(all.summary);
      rows.push(
        row(`recompile, ${name}`, pods, times.get('again') ?? 0, 'compile the mesh', times.get('all') ?? 0, agree),
      );
    }
  }
  return rows;
}

/** What a label toggle costs beyond the mesh: finding again all that is wrong in it. */
export async function diagnosticsBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const meshes = sizes.map((pods) => compileMesh(resourcesOf(meshOfPods(pods)), {}).mesh);
  const tasks = meshes.map((mesh, index) => [String(sizes[index]), () => meshDiagnostics(mesh)] as const);
  return against('find what is wrong in a mesh', sizes, await medians(Object.fromEntries(tasks)), []);
}

interface Edit {
  readonly name: string;
  readonly kind: KubernetesResource['kind'];
  readonly edit: (resource: KubernetesResource) => object;
}

const labelled =
  (label: string) =>
  ({ metadata }: KubernetesResource): object => ({
    metadata: { ...metadata, labels: { ...metadata.labels, [label]: 'none' } },
  });

const edits: readonly Edit[] = [
  { name: 'a label of a Pod toggled', kind: 'Pod', edit: labelled('istio.io/dataplane-mode') },
  { name: 'a label of a Service toggled', kind: 'Service', edit: labelled('istio.io/use-waypoint') },
  { name: 'a label of a Namespace toggled', kind: 'Namespace', edit: labelled('istio.io/use-waypoint') },
  {
    name: 'the ports of a Service changed',
    kind: 'Service',
    edit: (each) => withSpec(each, { ports: [{ port: 81 }] }),
  },
  { name: 'an HTTPRoute changed', kind: 'HTTPRoute', edit: (each) => withSpec(each, { hostnames: ['web.example'] }) },
  {
    name: 'an AuthorizationPolicy changed',
    kind: 'AuthorizationPolicy',
    edit: (each) => withSpec(each, { rules: [] }),
  },
];

function withSpec(resource: KubernetesResource, fields: object): object {
  return { spec: { ...('spec' in resource ? (resource.spec as object) : {}), ...fields } };
}

function withEdit(
  resources: readonly KubernetesResource[],
  kind: KubernetesResource['kind'],
  edit: Edit['edit'],
): readonly KubernetesResource[] {
  const at = resources.findLastIndex((resource) => resource.kind === kind);
  return resources.map((resource, index) => (index === at ? { ...resource, ...edit(resource) } : resource));
}

/** Reading and checking a text, against js-yaml reading it alone; and reading it again after one keystroke. */
export async function readBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const pods of sizes) {
    const text = meshOfPods(pods);
    const typed = text.replace('name: svc-3\n', 'name: svc-3x\n');
    const parsed = parseScenario(text);
    const times = await medians({
      ours: () => parseScenario(text),
      again: () => parseScenario(typed, parsed),
      peer: () => loadAll(text),
    });
    const agree = parsed.manifests.length === loadAll(text).length;
    const peer = times.get('peer') ?? 0;
    rows.push(row('read and check a text', pods, times.get('ours') ?? 0, 'js-yaml loadAll', peer, agree));
    rows.push(row('read it after a keystroke', pods, times.get('again') ?? 0, 'js-yaml loadAll', peer, agree));
  }
  return rows;
}

/** MiB that a compiled mesh keeps alive, its resources included. */
export function meshMemory(pods: number, collectGarbage: () => void): number {
  const text = meshOfPods(pods);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const compiled = compileMesh(resourcesOf(text), {});
  collectGarbage();
  const used = process.memoryUsage().heapUsed - before;
  return compiled.mesh.workloads.all.length > 0 ? used / 1_048_576 : 0;
}
