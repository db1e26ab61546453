import { normalizePath } from '#engine/envoy/normalizePath.ts';
import type { PathNormalization } from '#engine/envoy/normalizePath.ts';

/** One vector's outcome. */
export interface CaseResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
  readonly skipped?: string;
}
export type Runner = (file: string, content: unknown) => readonly CaseResult[] | Promise<readonly CaseResult[]>;

export const pathNormalization: Runner = (_file, content) =>
  (
    content as { cases: { path: string; normalization: PathNormalization; backendSees: string; group: string }[] }
  ).cases.map((c) => {
    const got = normalizePath(c.path, c.normalization);
    const path = got.kind === 'path' ? got.path : 'rejected';
    return {
      name: `${c.group} ${c.normalization} ${c.path}`,
      ok: path === c.backendSees,
      detail: `${path} instead of ${c.backendSees}`,
    };
  });
