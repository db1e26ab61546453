import type { ReadResource } from '#model/kubernetes/readResource.ts';
import { keyOf, type FieldPath, type ResourceKey } from '#model/kubernetes/resource.ts';
import type { FieldLocator } from './fieldLocator.ts';

/** Leads evidence on to what the user wrote: of a field that a default filled in, to the nearest one around it. */
export function writtenFields(fields: FieldLocator, reads: readonly ReadResource[]): FieldLocator {
  let filled: ReadonlyMap<ResourceKey, readonly FieldPath[]> | undefined;
  return {
    locate(field) {
      const found = fields.locate(field);
      if (found === undefined) return undefined;
      filled ??= filledByKey(reads);
      const defaults = filled.get(keyOf(found.resource)) ?? [];
      const lengths = defaults.filter((path) => beginsWith(found.path, path)).map((path) => path.length - 1);
      return lengths.length === 0 ? found : { ...found, path: found.path.slice(0, Math.min(...lengths)) };
    },
  };
}

function filledByKey(reads: readonly ReadResource[]): ReadonlyMap<ResourceKey, readonly FieldPath[]> {
  return new Map(reads.flatMap(({ ref, filledIn = [] }) => (ref === undefined ? [] : [[keyOf(ref), filledIn]])));
}

function beginsWith(path: FieldPath, start: FieldPath): boolean {
  return start.length <= path.length && start.every((step, at) => step === path[at]);
}
