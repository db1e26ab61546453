import { conformanceFiles } from '../conformance/conformanceFiles.ts';
import { runConformanceFile } from '../conformance/runConformanceFile.ts';
import type { ConformanceRow } from '../conformance/row.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';

/** What one vector file gave. */
interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly rows: readonly ConformanceRow[];
}

/** Runs the vector files below a folder: a line per file, and what differs below it. */
export async function runConformance(folder: string, json: boolean, { out, problem }: Output): Promise<ExitStatus> {
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
  return total.failed > 0 ? exitStatus.found : exitStatus.ok;
}

function resultOf(file: string, rows: readonly ConformanceRow[]): FileResult {
  const skipped = rows.filter((row) => row.skipped !== undefined).length;
  const failed = rows.filter((row) => row.skipped === undefined && !row.ok).length;
  return { file, passed: rows.length - skipped - failed, failed, skipped, rows };
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
