/** One thing that was compared with the vectors. */
export interface ConformanceRow {
  readonly name: string;
  readonly ok: boolean;
  /** What differs, where it is not as it should be. */
  readonly detail?: string;
  /** Why it was not compared; such a row counts as skipped, never as passed. */
  readonly skipped?: string;
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

/** One row for a list of differences: none is a pass. */
export function rowOf(name: string, differences: readonly string[]): ConformanceRow {
  return differences.length === 0 ? passed(name) : failed(name, differences.join('; '));
}
