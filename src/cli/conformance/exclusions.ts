/** Something in the vectors that the engine leaves out on purpose. */
export interface Exclusion {
  /** File, relative to the folder of the vectors, without its extension. */
  readonly file: string;
  /** A row of the file, by name; absent: the whole file. */
  readonly row?: string;
  readonly reason: string;
}

/** Everything that `conformance` skips, with its reason. */
export const exclusions: readonly Exclusion[] = [
  ...['a2', 'c1', 'd1'].map((name) => crowded('dataplane/l7/authz-dry-run', `dry/${name}`)),
  crowded('dataplane/random/r-186', 'store/no-ratings-2'),
];

/** istiod keeps all policies that ztunnel cannot get under one key: which of several gets its condition is a race. */
function crowded(file: string, policy: string): Exclusion {
  const reason = 'Several policies have no form for ztunnel; which one gets its condition is left to chance in istiod.';
  return { file, row: `status AuthorizationPolicy/${policy}`, reason };
}

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
