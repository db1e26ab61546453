import { relative, resolve } from 'node:path';
import { exclusions } from './exclusions.ts';
import type { ConformanceRow } from './row.ts';

/** What one vector file gave. */
export interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly rows: readonly ConformanceRow[];
}

/** What is kept of a run, for a page that reports it: counts by folder and why anything was left out. */
export interface ConformanceResults {
  readonly ranAt: string;
  readonly folders: readonly FolderResult[];
  readonly exclusions: readonly { readonly file: string; readonly row?: string; readonly reason: string }[];
}

export interface FolderResult {
  readonly folder: string;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function resultOf(file: string, rows: readonly ConformanceRow[]): FileResult {
  const skipped = rows.filter((row) => row.skipped !== undefined).length;
  const failed = rows.filter((row) => row.skipped === undefined && !row.ok).length;
  return { file, passed: rows.length - skipped - failed, failed, skipped, rows };
}

/** Sums a run up by folder below the one that was named. */
export function conformanceResults(root: string, files: readonly FileResult[], ranAt: string): ConformanceResults {
  const folders = new Map<string, FolderResult>();
  for (const { file, passed, failed, skipped } of files) {
    const steps = relative(resolve(root), resolve(file)).split(/[\\/]/).slice(0, -1);
    const folder = steps.join('/') || '.';
    const sum = folders.get(folder) ?? { folder, files: 0, passed: 0, failed: 0, skipped: 0 };
    folders.set(folder, {
      folder,
      files: sum.files + 1,
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    });
  }
  return { ranAt, folders: [...folders.values()], exclusions };
}
