import type { ExclusionCode } from '#model/conformance.ts';
import { exclusionReasons } from './exclusions.ts';

/** One thing that was compared with the vectors. */
export interface ConformanceRow {
  readonly name: string;
  readonly ok: boolean;
  /** What differs, where it is not as it should be. */
  readonly detail?: string;
  /** Why it was not compared; such a row counts as skipped, never as passed. */
  readonly skipped?: string;
  /** The same as a code. */
  readonly exclusion?: ExclusionCode;
}

/** Compares one vector file with the engine. */
export type ConformanceRunner = (
  file: string,
  content: unknown,
) => readonly ConformanceRow[] | Promise<readonly ConformanceRow[]>;

export function passed(name: string): ConformanceRow {
  return { name, ok: true };
}

export function failed(name: string, detail: string): ConformanceRow {
  return { name, ok: false, detail };
}

/** A row that is not compared; `detail` is what the vector itself says of it. */
export function skipped(name: string, exclusion: ExclusionCode, detail?: string): ConformanceRow {
  const said = detail === undefined ? {} : { detail };
  return { name, ok: true, skipped: exclusionReasons[exclusion], exclusion, ...said };
}

/** One row for a list of differences: none is a pass. */
export function rowOf(name: string, differences: readonly string[]): ConformanceRow {
  return differences.length === 0 ? passed(name) : failed(name, differences.join('; '));
}
