import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf, type ResourceKey, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { ResourceIndex } from './mesh.ts';

type OfKind<K extends KubernetesResource['kind']> = Extract<KubernetesResource, { kind: K }>;

/** The accepted resources by kind and name. A name that comes twice is the last one, as after `kubectl apply`. */
export function indexResources(resources: readonly KubernetesResource[]): ResourceIndex {
  const byKey = new Map<ResourceKey, KubernetesResource>();
  for (const resource of resources) byKey.set(keyOf(refOf(resource)), resource);
  const byKind = new Map<string, KubernetesResource[]>();
  for (const resource of byKey.values()) {
    const list = byKind.get(resource.kind);
    if (list === undefined) byKind.set(resource.kind, [resource]);
    else list.push(resource);
  }
  return {
    all: <K extends KubernetesResource['kind']>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly OfKind<K>[],
    get: <K extends KubernetesResource['kind']>(kind: K, namespace: string | undefined, name: string) =>
      byKey.get(keyOf(namespace === undefined ? { kind, name } : { kind, namespace, name })) as OfKind<K> | undefined,
  };
}

/** The name of a resource. */
export function refOf(resource: {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}): ResourceRef {
  const { kind, metadata } = resource;
  return metadata.namespace === undefined
    ? { kind, name: metadata.name }
    : { kind, namespace: metadata.namespace, name: metadata.name };
}
