/** The right panel: trace, inspection and requests. */
export function ContextPanel() {
  return null;
}
