import type { ObjectMeta } from '#model/kubernetes/resource.ts';

/** The namespace of a namespaced object; an object without one goes to `default`, as with kubectl. */
export function namespaceOf(resource: { readonly metadata: ObjectMeta }): string {
  return resource.metadata.namespace ?? 'default';
}

export function labelOf(resource: { readonly metadata: ObjectMeta } | undefined, name: string): string | undefined {
  const labels = resource?.metadata.labels;
  return labels !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined;
}

export function annotationOf(
  resource: { readonly metadata: ObjectMeta } | undefined,
  name: string,
): string | undefined {
  const annotations = resource?.metadata.annotations;
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}
