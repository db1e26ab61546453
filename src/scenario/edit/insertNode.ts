import type { Json } from '#model/kubernetes/schema.ts';
import type { ListNode, MapNode } from '../yaml/sourceTree.ts';
import { isCollection, printBlock, printEntry, printFlow, printKey } from './printYaml.ts';
import { replaceNode } from './replaceNode.ts';
import { columnOf, entryEnd, lineEndOf, quotesKeys, withLineEndsOf, type Splice, type Spot } from './spot.ts';

/** Adds an entry at the end of a mapping, below whatever comment ends its last line. */
export function insertEntry(spot: Spot, map: MapNode, key: string, value: Json): Splice | undefined {
  const { source } = spot;
  const last = map.entries.at(-1);
  if (last === undefined) {
    if (!spot.inFlow && spot.holder.kind === 'entry') return replaceNode(spot, { [key]: value });
    return { start: map.start, end: map.end, insert: printFlow({ [key]: value }) };
  }
  if (map.style === 'flow') return insertFlowEntry(source, map, key, value);
  const indent = columnOf(source, map.entries[0]?.key.propertiesStart ?? map.start);
  const at = lineEndOf(source, entryEnd(last));
  return addition(source, at, `\n${' '.repeat(indent)}${printEntry(key, value, indent)}`);
}

function insertFlowEntry(source: string, map: MapNode, key: string, value: Json): Splice | undefined {
  const [first, last] = [map.entries[0], map.entries.at(-1)];
  if (first === undefined || last === undefined || source[map.start] !== '{') return undefined;
  const json = quotesKeys(map);
  const entry = `${printKey(key, json ? 'double' : 'plain', 'flow')}: ${printFlow(value, json)}`;
  return addition(source, entryEnd(last), `${flowSeparator(source, map.start, first.key.start)}${entry}`);
}

/** A comma, and a new line where the brackets have one entry a line. */
function flowSeparator(source: string, open: number, first: number): string {
  return source.slice(open, first).includes('\n') ? `,\n${' '.repeat(columnOf(source, first))}` : ', ';
}

/** Adds an item before an index, or after the last. */
export function insertItem(spot: Spot, list: ListNode, index: number, value: Json): Splice | undefined {
  const { source } = spot;
  if (index > list.items.length) return undefined;
  const [first, last] = [list.items[0], list.items.at(-1)];
  if (first === undefined || last === undefined) {
    if (!spot.inFlow && spot.holder.kind === 'entry' && isCollection(value)) return replaceNode(spot, [value]);
    return { start: list.start, end: list.end, insert: printFlow([value]) };
  }
  const json = list.items.every((item) => item.kind === 'scalar' && item.style === 'double');
  const next = list.items[index];
  if (list.style === 'flow') {
    const separator = flowSeparator(source, list.start, first.propertiesStart);
    const text = printFlow(value, json);
    if (next === undefined) return addition(source, last.end, `${separator}${text}`);
    return addition(source, next.propertiesStart, `${text}${separator}`);
  }
  const indent = columnOf(source, list.dashes[0] ?? list.start);
  const text = `- ${typeof value === 'string' && json ? JSON.stringify(value) : printBlock(value, indent + 2)}`;
  const dash = list.dashes[index];
  if (dash !== undefined) return addition(source, dash, `${text}\n${' '.repeat(indent)}`);
  const end = Math.max(last.end, (list.dashes.at(-1) ?? 0) + 1);
  return addition(source, lineEndOf(source, end), `\n${' '.repeat(indent)}${text}`);
}

function addition(source: string, at: number, text: string): Splice {
  return { start: at, end: at, insert: withLineEndsOf(source, text) };
}
