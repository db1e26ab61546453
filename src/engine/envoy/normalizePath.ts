export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

export type NormalizedPath =
  | { readonly kind: 'path'; readonly path: string }
  /** 400 with an empty body, details `path_normalization_failed`. */
  | { readonly kind: 'rejected' };

/**
 * The path as every filter, route and backend sees it; the query is kept as it is and a fragment is cut off.
 * Mirrors istiod `buildHTTPConnectionManager` (path normalization) and Envoy `PathUtil::canonicalPath`.
 */
export function normalizePath(_path: string, _mode: PathNormalization): NormalizedPath {
  throw new Error('not yet');
}
