import type { Diagnostic } from '#model/diagnostic.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { ParsedScenario } from '#scenario/parsedScenario.ts';

/**
 * By `Kind/namespace/name`: what the API server would not accept, in its words. Its own schema is asked first, the
 * webhook only about what passes.
 */
export function refusals(parsed: ParsedScenario, webhook: readonly Diagnostic[]): Readonly<Record<string, string>> {
  const refused = new Map<string, string>();
  for (const { object } of parsed.objects) {
    const { ref, problems } = object.read;
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    if (ref !== undefined && errors.length > 0) refused.set(keyOf(ref), `${crdPrefix(ref)}${errors.join(', ')}`);
  }
  for (const { code, params, resource } of webhook) {
    if (code !== 'admission/refused' || resource === undefined || refused.has(keyOf(resource))) continue;
    const prefix = params.by === 'istio-webhook' ? 'Istio webhook: ' : crdPrefix(resource);
    refused.set(keyOf(resource), `${prefix}${params.message}`);
  }
  return Object.fromEntries(refused);
}

function crdPrefix({ kind, name, namespace }: ResourceRef): string {
  return `CRD validation: ${kind}/${name}/${namespace ?? ''}: `;
}
