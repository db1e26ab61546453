import type { ListNode, MapNode } from '../yaml/sourceTree.ts';
import { replaceNode } from './replaceNode.ts';
import { entryEnd, lineEndOf, nextLineOf, type Splice, type Spot } from './spot.ts';

/** Takes an entry out of a mapping, with its line. A mapping that loses its last entry becomes `{}`. */
export function removeEntry(spot: Spot, map: MapNode, index: number): Splice | undefined {
  const entry = map.entries[index];
  if (entry === undefined) return undefined;
  if (map.entries.length === 1) return replaceNode(spot, {});
  const parts = map.entries.map((one) => ({ start: one.key.propertiesStart, end: entryEnd(one) }));
  return removePart(spot.source, map.style, parts, index);
}

/** Takes an item out of a list, with its dash. A list that loses its last item becomes `[]`. */
export function removeItem(spot: Spot, list: ListNode, index: number): Splice | undefined {
  if (list.items[index] === undefined) return undefined;
  if (list.items.length === 1) return replaceNode(spot, []);
  const parts = list.items.map((item, at) => {
    const dash = list.dashes[at];
    return { start: dash ?? item.propertiesStart, end: Math.max(item.end, (dash ?? -1) + 1) };
  });
  return removePart(spot.source, list.style, parts, index);
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function removePart(
  source: string,
  style: 'block' | 'flow',
  parts: readonly Part[],
  index: number,
): Splice | undefined {
  const [before, part, after] = [parts[index - 1], parts[index], parts[index + 1]];
  if (part === undefined) return undefined;
  if (style === 'flow') {
    if (before !== undefined) return { start: before.end, end: part.end, insert: '' };
    return { start: part.start, end: after?.start ?? part.end, insert: '' };
  }
  const lineStart = source.lastIndexOf('\n', part.start - 1) + 1;
  if (source.slice(lineStart, part.start).trim() !== '') {
    // It shares its line with the dash of a list: the next part moves up there.
    return { start: part.start, end: after?.start ?? part.end, insert: '' };
  }
  const end = nextLineOf(source, part.end);
  if (end < source.length || source.endsWith('\n') || before === undefined)
    return { start: lineStart, end, insert: '' };
  return { start: lineEndOf(source, before.end), end, insert: '' };
}
