import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadRegexEngine } from '#engine/regexEngine.ts';
import { markdownTable } from './markdownTable.ts';
import { meshMemory } from './meshBench.ts';
import { measure, parts, type Part } from './parts.ts';
import type { Row } from './row.ts';

const { values } = parseArgs({
  options: { json: { type: 'string' }, part: { type: 'string' }, memory: { type: 'string' } },
});

/** Runs this file in a process of its own and reads the one line of JSON that it prints. */
function apart(...options: readonly string[]): unknown {
  const own = fileURLToPath(import.meta.url);
  try {
    return runNode(['--expose-gc'], own, options);
  } catch {
    // Node 20's compiler aborts on casbin's evaluator when that gets hot; without inlining it does not.
    return runNode(['--expose-gc', '--no-turbo-inlining'], own, options);
  }
}

function runNode(flags: readonly string[], file: string, options: readonly string[]): unknown {
  const args = [...process.execArgv, ...flags, file, ...options];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** The same parts in a worker of the browser that the tests use. */
function inBrowser(): readonly Row[] {
  const file = fileURLToPath(new URL('../../../e2e/bench/inBrowser.ts', import.meta.url));
  return runNode([], file, [JSON.stringify(parts)]) as readonly Row[];
}

function measureAll(): void {
  const rows = parts.flatMap((part) => apart('--part', JSON.stringify(part)) as readonly Row[]);
  const worker = inBrowser();
  const memory = [100, 1_000, 10_000].map((pods) => [pods, apart('--memory', String(pods)) as number] as const);
  console.log(markdownTable(rows, worker));
  console.log(`\nMemory: ${memory.map(([pods, mib]) => `${String(pods)} pods ${mib.toFixed(1)} MiB`).join(', ')}`);
  const all = [...rows, ...worker.map((each) => ({ ...each, name: `${each.name}, in the worker` }))];
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
  const disagreeing = all.filter(({ agree }) => !agree);
  if (disagreeing.length > 0) throw new Error(`other answers: ${disagreeing.map(({ name }) => name).join(', ')}`);
}

if (values.part !== undefined) {
  await loadRegexEngine();
  console.log(JSON.stringify(await measure(JSON.parse(values.part) as Part)));
} else if (values.memory !== undefined) {
  const collectGarbage = (globalThis as { readonly gc?: () => void }).gc ?? (() => undefined);
  console.log(JSON.stringify(meshMemory(Number(values.memory), collectGarbage)));
} else {
  measureAll();
}
