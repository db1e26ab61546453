import type { ResourceRef } from '#model/kubernetes/resource.ts';

/** `HTTPRoute namespace/name`, as reasons speak of a route. */
export function routeName({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}
