import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';

/** A change of one field of a document, as data. */
export type FieldOperation =
  /** Parents that are missing are made; an index at the end of a list appends. */
  | { readonly kind: 'set'; readonly path: FieldPath; readonly value: Json }
  /** The last step is the index before which the value goes. */
  | { readonly kind: 'insert'; readonly path: FieldPath; readonly value: Json }
  | { readonly kind: 'remove'; readonly path: FieldPath };

type JsonMap = Readonly<Record<string, Json>>;

/** The value after an operation; undefined where the path does not fit the value. */
export function applyToValue(value: Json | undefined, operation: FieldOperation): Json | undefined {
  return change(value, operation.path, operation);
}

function change(value: Json | undefined, path: FieldPath, operation: FieldOperation): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return operation.kind === 'set' ? operation.value : undefined;
  if (typeof step === 'number') return changeList(value, step, rest, operation);
  const entries = isAbsent(value) ? {} : asMap(value);
  if (entries === undefined) return undefined;
  if (rest.length === 0 && operation.kind === 'remove') {
    return Object.fromEntries(Object.entries(entries).filter(([key]) => key !== step));
  }
  const before = Object.hasOwn(entries, step) ? entries[step] : undefined;
  if (before === undefined && operation.kind === 'remove') return value;
  const inner = change(before, rest, operation);
  return inner === undefined ? undefined : { ...entries, [step]: inner };
}

function changeList(
  value: Json | undefined,
  index: number,
  rest: FieldPath,
  operation: FieldOperation,
): Json | undefined {
  if (!isAbsent(value) && !Array.isArray(value)) return undefined;
  const items: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  if (index > items.length) return undefined;
  if (rest.length === 0 && operation.kind === 'remove') return items.toSpliced(index, 1);
  if (rest.length === 0 && operation.kind === 'insert') return items.toSpliced(index, 0, operation.value);
  const inner = change(items[index], rest, operation);
  return inner === undefined ? undefined : index === items.length ? [...items, inner] : items.with(index, inner);
}

function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function asMap(value: Json): JsonMap | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonMap) : undefined;
}

/** The smallest operations that lead from one value to another, in an order in which indices hold. */
export function operationsBetween(before: Json | undefined, after: Json, path: FieldPath): readonly FieldOperation[] {
  if (before !== undefined && sameJson(before, after)) return [];
  const maps = isAbsent(before) ? undefined : bothMaps(before, after);
  if (maps !== undefined) return mapOperations(maps[0], maps[1], path);
  if (Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0) {
    return listOperations(before as readonly Json[], after as readonly Json[], path);
  }
  return [{ kind: 'set', path, value: after }];
}

function bothMaps(before: Json, after: Json): readonly [JsonMap, JsonMap] | undefined {
  const [from, to] = [asMap(before), asMap(after)];
  if (from === undefined || to === undefined) return undefined;
  return Object.keys(from).length === 0 || Object.keys(to).length === 0 ? undefined : [from, to];
}

function mapOperations(before: JsonMap, after: JsonMap, path: FieldPath): readonly FieldOperation[] {
  const kept = Object.keys(before).filter((key) => Object.hasOwn(after, key));
  // Written anew at once where nothing is kept: a mapping must not be emptied in between.
  if (kept.length === 0) return [{ kind: 'set', path, value: after }];
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...removed.map((key): FieldOperation => ({ kind: 'remove', path: [...path, key] })),
    ...Object.entries(after).flatMap(([key, value]) =>
      operationsBetween(Object.hasOwn(before, key) ? before[key] : undefined, value, [...path, key]),
    ),
  ];
}

function listOperations(before: readonly Json[], after: readonly Json[], path: FieldPath): readonly FieldOperation[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const old = before.slice(head, before.length - tail);
  const fresh = after.slice(head, after.length - tail);
  const paired = Math.min(old.length, fresh.length);
  return [
    ...fresh.slice(0, paired).flatMap((value, at) => operationsBetween(old[at], value, [...path, head + at])),
    ...old
      .slice(paired)
      .map((_value, at): FieldOperation => ({ kind: 'remove', path: [...path, head + old.length - 1 - at] })),
    ...fresh
      .slice(paired)
      .map((value, at): FieldOperation => ({ kind: 'insert', path: [...path, head + paired + at], value })),
  ];
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a !== undefined && b !== undefined && sameJson(a, b);
}

/** Equal as JSON; the order of keys does not matter. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return (a as readonly Json[]).every((entry, at) => same(entry, (b as readonly Json[])[at]));
  }
  const [left, right] = [a as JsonMap, b as JsonMap];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]));
}
