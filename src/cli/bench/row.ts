import { Bench } from 'tinybench';

/** One comparison of the same run: ours against a peer doing the same work, in microseconds, medians. */
export interface Row {
  readonly name: string;
  readonly n: number;
  readonly ours_us: number;
  readonly peer: string;
  readonly peer_us: number;
  readonly ratio: number;
  /** Whether both gave the same answers, where there are answers to compare. */
  readonly agree: boolean;
}

export function row(name: string, n: number, ours: number, peer: string, theirs: number, agree: boolean): Row {
  return { name, n, ours_us: round(ours), peer, peer_us: round(theirs), ratio: round(theirs / ours), agree };
}

function round(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 6 : 3));
}

/** Times tasks in one run, so that a slow machine slows all of them. */
export async function medians(
  tasks: Readonly<Record<string, () => unknown>>,
  time = 400,
): Promise<ReadonlyMap<string, number>> {
  const bench = new Bench({ time, warmupTime: time / 4, iterations: 7, warmupIterations: 3 });
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

/** Someone who answers questions. */
export interface Contender<Q> {
  readonly name: string;
  readonly answer: (question: Q) => unknown;
}

/** Microseconds per question, median. Fast ones are asked in batches: the clock is coarser than they are. */
export async function askAll<Q>(
  contenders: readonly Contender<Q>[],
  questions: readonly Q[],
): Promise<ReadonlyMap<string, number>> {
  const batches = new Map(contenders.map(({ name, answer }) => [name, batchSize(answer, questions)]));
  const tasks = contenders.map(({ name, answer }) => {
    const size = batches.get(name) ?? 1;
    let at = 0;
    const run = (): unknown => {
      let last: unknown;
      for (let count = 0; count < size; count += 1) {
        last = answer(questions[at] as Q);
        at = at + 1 === questions.length ? 0 : at + 1;
      }
      return last;
    };
    return [name, run] as const;
  });
  const times = await medians(Object.fromEntries(tasks));
  return new Map([...times].map(([name, time]) => [name, time / (batches.get(name) ?? 1)]));
}

/** About a millisecond's worth. */
function batchSize<Q>(answer: (question: Q) => unknown, questions: readonly Q[]): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < 20) {
    answer(questions[count % questions.length] as Q);
    count += 1;
  }
  return Math.max(1, Math.round(count / 20));
}
