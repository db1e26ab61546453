import { relative, resolve } from 'node:path';
import type { ConformanceResults, ExcludedRows, FolderResult } from '#model/conformance.ts';
import type { ConformanceRow } from './row.ts';
import { upstreams } from './upstreams.ts';

/** What one vector file gave. */
export interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly rows: readonly ConformanceRow[];
}

export function resultOf(file: string, rows: readonly ConformanceRow[]): FileResult {
  const skipped = rows.filter((row) => row.skipped !== undefined).length;
  const failed = rows.filter((row) => row.skipped === undefined && !row.ok).length;
  return { file, passed: rows.length - skipped - failed, failed, skipped, rows };
}

/** Sums a run up by folder below the one that was named, and what was left out by reason. */
export function conformanceResults(root: string, files: readonly FileResult[], ranAt: string): ConformanceResults {
  const folders = new Map<string, FolderResult>();
  const excluded = new Map<string, ExcludedRows>();
  for (const { file, passed, failed, skipped, rows } of files) {
    const steps = relative(resolve(root), resolve(file)).split(/[\\/]/).slice(0, -1);
    const folder = steps.join('/') || '.';
    const made = upstreams.get(steps[0] ?? '') ?? [];
    const sum = folders.get(folder) ?? { folder, upstreams: made, files: 0, passed: 0, failed: 0, skipped: 0 };
    folders.set(folder, {
      ...sum,
      files: sum.files + 1,
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    });
    for (const { exclusion: code } of rows) {
      if (code === undefined) continue;
      const key = `${folder} ${code}`;
      excluded.set(key, { folder, code, rows: (excluded.get(key)?.rows ?? 0) + 1 });
    }
  }
  return { ranAt, folders: [...folders.values()], excluded: [...excluded.values()] };
}
