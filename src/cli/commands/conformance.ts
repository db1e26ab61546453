import { writeFileSync } from 'node:fs';
import { conformanceFiles } from '../conformance/conformanceFiles.ts';
import { conformanceResults, resultOf, type FileResult } from '../conformance/conformanceResults.ts';
import { runConformanceFile } from '../conformance/runConformanceFile.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';

/** What the command line said after `conformance`. */
export interface ConformanceOptions {
  readonly folder: string;
  readonly json: boolean;
  /** A file to keep the counts in. */
  readonly results?: string;
}

/** Runs the vector files below a folder: a line per file, and what differs below it. */
export async function runConformance(options: ConformanceOptions, { out, problem }: Output): Promise<ExitStatus> {
  const { folder, json } = options;
  const listed = conformanceFiles(folder);
  if (listed === undefined) {
    problem(`${folder}:1:1 cli/cannot-read there is no such file or folder`);
    return exitStatus.badInput;
  }
  const results: FileResult[] = [];
  for (const path of listed) {
    const result = resultOf(path, await runConformanceFile(path));
    results.push(result);
    if (!json) fileLines(result).forEach(out);
  }
  const total = { passed: sum(results, 'passed'), failed: sum(results, 'failed'), skipped: sum(results, 'skipped') };
  if (json) out(JSON.stringify({ ...total, files: results }, null, 2));
  else out(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (options.results !== undefined) {
    const kept = conformanceResults(folder, results, new Date().toISOString());
    writeFileSync(options.results, `${JSON.stringify(kept, null, 2)}\n`);
  }
  return total.failed > 0 ? exitStatus.found : exitStatus.ok;
}

function fileLines({ file, passed, failed, skipped, rows }: FileResult): readonly string[] {
  return [
    `${failed > 0 ? 'FAILED' : 'ok'} ${file}: ${passed} passed, ${failed} failed, ${skipped} skipped`,
    ...rows
      .filter(({ ok, skipped: why }) => !ok && why === undefined)
      .map(({ name, detail }) => `  ${name}: ${detail ?? ''}`),
  ];
}

function sum(results: readonly FileResult[], field: 'passed' | 'failed' | 'skipped'): number {
  return results.reduce((total, result) => total + result[field], 0);
}
