import { authorizationBench } from './authorizationBench.ts';
import { compileBench, diagnosticsBench, readBench, recompileBench, traceBench } from './meshBench.ts';
import { routingBench } from './routingBench.ts';
import type { Row } from './row.ts';

/** What is measured in a process of its own, so that no part runs in what another has warmed up or filled. */
export interface Part {
  readonly name: string;
  readonly sizes: readonly number[];
}

type Measure = (sizes: readonly number[]) => Promise<readonly Row[]>;

const measures: ReadonlyMap<string, Measure> = new Map([
  ['authorization', authorizationBench],
  ['routing', routingBench],
  ['traces', traceBench],
  ['readings', readBench],
  ['compilations', compileBench],
  ['recompilations', recompileBench],
  ['diagnostics', diagnosticsBench],
]);

const rules = [10, 100, 1_000, 10_000];
const pods = [100, 1_000, 10_000];

export const parts: readonly Part[] = [
  ...rules.map((n) => ({ name: 'authorization', sizes: [n] })),
  ...rules.map((n) => ({ name: 'routing', sizes: [n] })),
  { name: 'traces', sizes: pods },
  { name: 'readings', sizes: [100, 1_000] },
  { name: 'compilations', sizes: pods },
  ...pods.map((n) => ({ name: 'recompilations', sizes: [n] })),
  { name: 'diagnostics', sizes: pods },
];

export async function measure({ name, sizes }: Part): Promise<readonly Row[]> {
  const run = measures.get(name);
  if (run === undefined) throw new Error(`nothing is called ${name}`);
  return run(sizes);
}
