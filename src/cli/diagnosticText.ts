import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';

export function refText({ kind, namespace, name }: ResourceRef): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** `spec.rules[0].to` and `metadata.labels["istio.io/use-waypoint"]`, as kubectl writes paths. */
export function pathText(path: FieldPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
