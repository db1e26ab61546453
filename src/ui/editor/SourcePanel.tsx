/** The left panel: manifests, resources and problems. */
export function SourcePanel() {
  return null;
}
