import type { TextChange } from '#model/compiled.ts';
import { splitDocuments, type Chunk } from '../yaml/splitDocuments.ts';

/** How far ahead a document is looked for that was moved away by others being added or removed. */
const reach = 200;

/** The replacements that lead from one text to another: document by document, and in each only the part that differs. */
export function changesBetween(before: string, after: string): readonly TextChange[] {
  if (before === after) return [];
  const [old, fresh] = [splitDocuments(before), splitDocuments(after)];
  const changes: TextChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [a, b] = [old[i], fresh[j]];
    if (a !== undefined && b !== undefined && a.source === b.source) {
      [i, j] = [i + 1, j + 1];
      continue;
    }
    const gone = b === undefined ? old.length : indexOfSource(old, i, b.source);
    const added = a === undefined ? fresh.length : indexOfSource(fresh, j, a.source);
    if (gone !== undefined) {
      changes.push({ start: startOf(old, i, before), end: startOf(old, gone, before), insert: '' });
      i = gone;
    } else if (added !== undefined) {
      const at = startOf(old, i, before);
      changes.push({ start: at, end: at, insert: after.slice(startOf(fresh, j, after), startOf(fresh, added, after)) });
      j = added;
    } else {
      if (a !== undefined && b !== undefined) changes.push(trimmed(a, b));
      [i, j] = [i + 1, j + 1];
    }
  }
  return changes;
}

function indexOfSource(chunks: readonly Chunk[], from: number, source: string): number | undefined {
  const found = chunks.slice(from, from + reach).findIndex((chunk) => chunk.source === source);
  return found === -1 ? undefined : from + found;
}

function startOf(chunks: readonly Chunk[], index: number, text: string): number {
  return chunks[index]?.start ?? text.length;
}

function trimmed(a: Chunk, b: Chunk): TextChange {
  const shorter = Math.min(a.source.length, b.source.length);
  let head = 0;
  while (head < shorter && a.source[head] === b.source[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.source[a.source.length - 1 - tail] === b.source[b.source.length - 1 - tail])
    tail += 1;
  return {
    start: a.start + head,
    end: a.start + a.source.length - tail,
    insert: b.source.slice(head, b.source.length - tail),
  };
}
