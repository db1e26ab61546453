/** What can be wrong with the text itself: YAML syntax, size, shape of documents. */
export interface DocumentDiagnostics {
  'document/yaml-syntax': { readonly problem: string };
}
