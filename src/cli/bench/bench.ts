import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadAll } from 'js-yaml';
import { Bench } from 'tinybench';
import { compileMesh } from '#engine/compileMesh.ts';
import { loadRegexEngine } from '#engine/regexEngine.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { parseScenario } from '#scenario/parseScenario.ts';
import { meshOfPods } from './meshOfPods.ts';

/** One comparison of the same run: ours against a peer doing the same work, in microseconds, medians. */
interface Row {
  readonly name: string;
  readonly n: number;
  readonly ours_us: number;
  readonly peer: string;
  readonly peer_us: number;
  readonly ratio: number;
  /** Whether both gave the same answer where there is one to compare. */
  readonly agree: boolean;
}

const sizes = [100, 1_000, 10_000] as const;

/** Times tasks together, so that a slow machine slows all of them. */
async function medians(tasks: Readonly<Record<string, () => unknown>>): Promise<ReadonlyMap<string, number>> {
  const bench = new Bench({ time: 400, warmupTime: 100 });
  for (const [name, run] of Object.entries(tasks)) bench.add(name, run);
  await bench.run();
  return new Map(
    bench.tasks.map((task) => {
      const { result } = task;
      if (!('latency' in result)) throw new Error(`${task.name} was not measured`);
      return [task.name, result.latency.p50 * 1000];
    }),
  );
}

function row(name: string, n: number, ours: number, peer: string, theirs: number, agree: boolean): Row {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return { name, n, ours_us: round(ours), peer, peer_us: round(theirs), ratio: round(theirs / ours), agree };
}

/** A trace with its explanation, against the same trace in a mesh of 100 pods: how cost grows with the mesh. */
async function traces(): Promise<readonly Row[]> {
  const meshes = sizes.map((pods) => {
    const { resources, spec } = parseScenario(meshOfPods(pods));
    return { pods, mesh: compileMesh(resources, spec.mesh).mesh };
  });
  const request = { name: 'r', from: 'ns-0/svc-1-0', to: 'http://svc-0.ns-0/r7/orders', method: 'GET' };
  const verdicts = await Promise.all(
    meshes.map(async ({ mesh }) => (await sendRequest(mesh, request, 1)).verdict.kind),
  );
  const times = await medians(
    Object.fromEntries(meshes.map(({ pods, mesh }) => [String(pods), () => sendRequest(mesh, request, 1)])),
  );
  const base = times.get('100') ?? 0;
  return meshes.map(({ pods }, index) =>
    row(
      'trace with explanation',
      pods,
      times.get(String(pods)) ?? 0,
      'the same in 100 pods',
      base,
      verdicts[index] === verdicts[0],
    ),
  );
}

/** Reading and checking a text, against js-yaml reading it alone; and reading it again after one keystroke. */
async function readings(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const pods of [100, 1_000]) {
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

/** From resources to the compiled mesh, per size. */
async function compilations(): Promise<readonly Row[]> {
  const tasks = sizes.map((pods) => {
    const { resources, spec } = parseScenario(meshOfPods(pods));
    return [String(pods), () => compileMesh(resources, spec.mesh)] as const;
  });
  const times = await medians(Object.fromEntries(tasks));
  const base = times.get('100') ?? 0;
  return sizes.map((pods) =>
    row('compile the mesh', pods, times.get(String(pods)) ?? 0, 'the same for 100 pods', base, true),
  );
}

await loadRegexEngine();
const { values } = parseArgs({ options: { json: { type: 'string' } } });
const rows = [...(await traces()), ...(await readings()), ...(await compilations())];
console.table(rows);
const { heapUsed } = process.memoryUsage();
console.log(`heap after all of it: ${String(Math.round(heapUsed / 1_048_576))} MiB`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
