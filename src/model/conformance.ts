/** Why something in the vectors is not compared. Sentences live with the command line and in the interface's catalogues. */
export type ExclusionCode =
  | 'unmeasured'
  | 'left-to-chance'
  | 'sample-by-chance'
  | 'race'
  | 'one-replica'
  | 'gateway-behind-mesh'
  | 'contradicts-itself'
  | 'backend-filters'
  | 'consumer-routes'
  | 'misdirected-requests'
  | 'headless-backend'
  | 'retry-without-code'
  | 'retry-of-timeouts'
  | 'missing-object'
  | 'durations-written'
  | 'placeholder-target'
  | 'empty-list'
  | 'external-authorizer';

/** What a vector was made from: a public repository, or software that was run. */
export interface Upstream {
  readonly name: string;
  /** Commit, version or date, as the vectors state it. */
  readonly at: string;
}

export interface FolderResult {
  readonly folder: string;
  readonly upstreams: readonly Upstream[];
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface ExcludedRows {
  readonly folder: string;
  readonly code: ExclusionCode;
  readonly rows: number;
}

/** What is kept of a run of the vectors, for the page that reports it. */
export interface ConformanceResults {
  readonly ranAt: string;
  readonly folders: readonly FolderResult[];
  readonly excluded: readonly ExcludedRows[];
}
