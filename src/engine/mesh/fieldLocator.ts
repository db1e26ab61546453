import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf, type FieldRef, type ResourceKey } from '#model/kubernetes/resource.ts';
import { refOf } from './resourceIndex.ts';

/** Leads evidence to fields that really are in a manifest. */
export interface FieldLocator {
  /** The field itself, the template field that a generated pod has it from, or nothing. */
  locate(field: FieldRef): FieldRef | undefined;
}

/** What a manifest states under a key. */
export type FindStated = (key: ResourceKey) => KubernetesResource | undefined;

export function statedResources(stated: readonly KubernetesResource[]): FindStated {
  const byKey = new Map(stated.map((resource) => [keyOf(refOf(resource)), resource]));
  return (key) => byKey.get(key);
}

/** Evidence may rest on objects and fields that were filled in; only what the user wrote can be shown. */
export function fieldLocator(
  find: FindStated,
  generated: ReadonlyMap<ResourceKey, ResourceKey | undefined>,
): FieldLocator {
  return {
    locate(field) {
      const own = find(keyOf(field.resource));
      if (own !== undefined) return hasField(own, field.path) ? field : undefined;
      const origin = generated.get(keyOf(field.resource));
      const owner = origin === undefined ? undefined : find(origin);
      if (owner === undefined) return undefined;
      const path = ['spec', 'template', ...field.path];
      return hasField(owner, path) ? { resource: refOf(owner), path } : undefined;
    },
  };
}

function hasField(resource: KubernetesResource, path: FieldRef['path']): boolean {
  let at: unknown = resource;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at !== undefined;
}
