import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { operationsBetween, type FieldOperation } from './fieldOperation.ts';
import { placeOf, withChanges, type Edited, type Working } from './working.ts';

/** Sets one field of an object; of a mapping or list only what differs is written. */
export function setField(working: Working, ref: ResourceRef, path: FieldPath, value: Json): Edited {
  const place = placeOf(working, ref);
  if (place === undefined) return 'no-such-object';
  const operations = operationsBetween(valueAt(place.object.value, path), value, path);
  return withChanges(working, [{ place, operations }]);
}

export function removeField(working: Working, ref: ResourceRef, path: FieldPath): Edited {
  const place = placeOf(working, ref);
  if (place === undefined) return 'no-such-object';
  return withChanges(working, [{ place, operations: removal(place.object.value, path) }]);
}

/** Mappings that nobody writes empty: they go with their last entry. */
const goWhenEmpty: ReadonlySet<string | number> = new Set(['labels', 'annotations', 'headers', 'layout']);

export function removal(value: Json, path: FieldPath): readonly FieldOperation[] {
  const parent = path.slice(0, -1);
  const around = valueAt(value, parent);
  const name = parent.at(-1);
  const alone = typeof around === 'object' && around !== null && Object.keys(around).length === 1;
  if (alone && name !== undefined && goWhenEmpty.has(name) && valueAt(value, path) !== undefined) {
    return [{ kind: 'remove', path: parent }];
  }
  return valueAt(value, path) === undefined ? [] : [{ kind: 'remove', path }];
}

export function valueAt(value: Json | undefined, path: FieldPath): Json | undefined {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<string | number, Json>>)[step];
  }
  return found;
}
