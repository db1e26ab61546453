/**
 * Takes from an earlier list every element that says the same as its successor in the new list, and the whole earlier
 * list when all of it does: then `===` tells what has to be drawn again.
 */
export function keepSame<T>(before: readonly T[], after: readonly T[], keyOf: (element: T) => string): readonly T[] {
  const known = new Map(before.map((element) => [keyOf(element), element]));
  const kept = after.map((element) => {
    const earlier = known.get(keyOf(element));
    return earlier !== undefined && sameData(earlier, element) ? earlier : element;
  });
  const unchanged = kept.length === before.length && kept.every((element, index) => element === before[index]);
  return unchanged ? before : kept;
}

/** Equality of plain data. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const other: ReadonlyMap<string, unknown> = new Map(right);
  return (
    left.length === right.length && left.every(([key, value]) => other.has(key) && sameData(value, other.get(key)))
  );
}
