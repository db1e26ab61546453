/** Objects of a full compilation, and what stands in the place of each by now. */
export type Replacements<T extends object> = ReadonlyMap<T, T>;

/** Adds changes to what is replaced already. `changes` name the objects as they are now. */
export function replace<T extends object>(known: Replacements<T>, changes: ReadonlyMap<T, T>): Replacements<T> {
  const result = new Map<T, T>();
  const placed = new Set<T>();
  for (const [first, now] of known) {
    result.set(first, changes.get(now) ?? now);
    placed.add(now);
  }
  for (const [now, next] of changes) if (!placed.has(now)) result.set(now, next);
  return result;
}

export function current<T extends object>(replaced: Replacements<T>, first: T): T {
  return replaced.get(first) ?? first;
}

/** A list in which everything stands as it is by now; the list itself where nothing in it is replaced. */
export function currentList<T extends object>(replaced: Replacements<T>, list: readonly T[]): readonly T[] {
  if (replaced.size === 0 || !list.some((each) => replaced.has(each))) return list;
  return list.map((each) => replaced.get(each) ?? each);
}
