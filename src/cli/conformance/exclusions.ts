/** Something in the vectors that the engine leaves out on purpose. */
export interface Exclusion {
  /** File, relative to the folder of the vectors, without its extension. */
  readonly file: string;
  /** A row of the file, by name; absent: the whole file. */
  readonly row?: string;
  readonly reason: string;
}

/** Everything that `conformance` skips, with its reason. */
export const exclusions: readonly Exclusion[] = [];

/** Why a file, or a row of it, is skipped. */
export function exclusionOf(file: string, row?: string): string | undefined {
  return exclusions.find(
    (exclusion) => matchesFile(file, exclusion.file) && (exclusion.row === undefined || exclusion.row === row),
  )?.reason;
}

/** The folder given on the command line may be any part of the vectors. */
function matchesFile(file: string, excluded: string): boolean {
  return file === excluded || file.endsWith(`/${excluded}`);
}
