import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { keyOf, type FieldRef, type ResourceKey } from '#model/kubernetes/resource.ts';
import { refOf } from './resourceIndex.ts';

/** Leads evidence to fields that really are in a manifest. */
export interface FieldLocator {
  /** The field itself, the template field that a generated pod has it from, or nothing. */
  locate(field: FieldRef): FieldRef | undefined;
}

/** Evidence may rest on objects and fields that were filled in; only what the user wrote can be shown. */
export function fieldLocator(
  stated: readonly KubernetesResource[],
  generated: ReadonlyMap<ResourceKey, ResourceKey | undefined>,
): FieldLocator {
  const byKey = new Map(stated.map((resource) => [keyOf(refOf(resource)), resource]));
  return {
    locate(field) {
      const own = byKey.get(keyOf(field.resource));
      if (own !== undefined) return hasField(own, field.path) ? field : undefined;
      const origin = generated.get(keyOf(field.resource));
      const owner = origin === undefined ? undefined : byKey.get(origin);
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
